/** GraphQL Yoga on Node's own HTTP server, with the cache of parsed and validated documents that it has by itself, and DataLoader over SQL by hand. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import DataLoader from 'dataloader';
import { createSchema, createYoga } from 'graphql-yoga';
import { pino } from 'pino';
import { beServer, logRequest } from './peer-process';
import { pageOf, TYPES, type PageArguments } from './schema-by-hand';
import { Statements, type Organization, type Progress } from './statements';

interface Loaders {
  organizations: DataLoader<number, Organization | null>;
  progress: DataLoader<number, Progress>;
}

function openLoaders(statements: Statements): Loaders {
  return {
    organizations: new DataLoader((ids) => statements.organizationsById(ids)),
    progress: new DataLoader((ids) => statements.progressOf(ids)),
  };
}

beServer(async ({ databaseUrl }) => {
  const statements = await Statements.open(databaseUrl);
  const schema = createSchema<Loaders>({
    typeDefs: TYPES,
    resolvers: {
      Query: {
        progress: (_root: unknown, _arguments: unknown, { progress }) => progress.load(statements.rootId),
        organizations: async (_root: unknown, { first }: PageArguments) =>
          pageOf(await statements.organizations(first)),
      },
      Progress: {
        byLevel: async ({ organizationId }: Progress) => (await statements.levelsOf([organizationId]))[0],
        children: async ({ organizationId }: Progress, { first }: PageArguments) =>
          pageOf(await statements.childrenOf(organizationId, first)),
      },
      Organization: {
        parent: ({ parentId }: Organization, _arguments: unknown, { organizations }) =>
          parentId === null ? null : organizations.load(parentId),
        progress: ({ id }: Organization, _arguments: unknown, { progress }) => progress.load(id),
      },
    },
  });
  const log = pino({ level: 'info' });
  const yoga = createYoga({
    schema,
    context: () => openLoaders(statements),
    logging: log,
    graphiql: false,
    landingPage: false,
  });
  const server = createServer((request, response) => {
    logRequest(log, request, response);
    void yoga(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
