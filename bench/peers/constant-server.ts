/** Constants: Mercurius whose resolvers know the answer before they are asked, and a route of fastify that has its bytes, below which nobody gets. */
import { GraphQLScalarType } from 'graphql';
import mercurius from 'mercurius';
import { beServer, listen, openFastify } from './peer-process';

/** Sent as it is: the constant is nothing that GraphQL would look into. */
const json = new GraphQLScalarType({ name: 'Json', serialize: (value) => value });

beServer(async ({ constants = [] }) => {
  const app = openFastify();
  const fields = constants.map(({ name }) => `${name}: Json`);
  const resolvers = constants.map(({ name, value }) => [name, () => value] as const);
  await app.register(mercurius, {
    schema: `scalar Json type Query { ${fields.join(' ')} }`,
    jit: 1,
    resolvers: { Json: json, Query: Object.fromEntries(resolvers) },
  });
  for (const { name, answer } of constants) {
    app.post(`/graphql/${name}`, (_request, reply) =>
      reply.header('content-type', 'application/json; charset=utf-8').send(answer),
    );
  }
  return listen(app);
});
