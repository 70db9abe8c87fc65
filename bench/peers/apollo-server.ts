/** Our own libraries as their documentation puts them together: type-graphql, Apollo Server on fastify, TypeORM. */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { buildSchema } from 'type-graphql';
import { DataSource, IsNull } from 'typeorm';
import { Counters, Organization } from './apollo-entities';
import { openContext, OrganizationResolver, ProgressResolver, type Context } from './apollo-resolvers';
import { beServer, listen, openFastify, POOL } from './peer-process';

beServer(async ({ databaseUrl }) => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: [Organization, Counters],
    poolSize: POOL,
  });
  await dataSource.initialize();
  const root = await dataSource.getRepository(Organization).findOneByOrFail({ parentId: IsNull() });
  const app = openFastify();
  const apollo = new ApolloServer<Context>({
    schema: await buildSchema({ resolvers: [ProgressResolver, OrganizationResolver], validate: false }),
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo), {
    context: () => Promise.resolve(openContext(dataSource, root.id)),
  });
  return listen(app);
});
