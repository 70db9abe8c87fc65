/** The executable schema: built from resolver classes, and in read-only mode with every mutation refused. */
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { Problem } from '../problem';

/** Subscriptions are fed by the log, each through its own `subscribe` function; type-graphql wants a pub/sub all the same. */
const NO_TOPICS: PubSub = {
  publish: refuseTopic,
  subscribe: refuseTopic,
};

function refuseTopic(): never {
  throw new Error('Subscriptions are fed by the log, not by topics.');
}

export type ResolverClass = new () => object;

export function buildSchema(resolvers: readonly ResolverClass[]): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...resolvers] as unknown as NonEmptyArray<ResolverClass>,
    // Rules are pure functions of the domain, and report through the catalogue of problems.
    validate: false,
    pubSub: NO_TOPICS,
  });
}

/** Read-only mode: every mutation is refused before it begins, whatever it comes over. */
export function refuseMutations(schema: GraphQLSchema): GraphQLSchema {
  // At the fields, so that one added later is refused, too.
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) field.resolve = refuseMutation;
  return schema;
}

function refuseMutation(): never {
  const message =
    'No changes are accepted at the moment, because the database is under maintenance. Nothing was recorded; try again in a few minutes.';
  throw new Problem('UNAVAILABLE', message, { retry: true });
}
