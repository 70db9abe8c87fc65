/** Builds the executable schema from resolver classes. */
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';

/** Subscriptions are fed by the log, each through its own `subscribe` function; type-graphql wants a pub/sub all the same. */
const NO_TOPICS: PubSub = {
  publish: refuse,
  subscribe: refuse,
};

function refuse(): never {
  throw new Error('Subscriptions are fed by the log, not by topics.');
}

export type ResolverClass = new () => object;

export function buildSchema(resolvers: readonly ResolverClass[]): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...resolvers] as unknown as NonEmptyArray<ResolverClass>,
    // Rules stand in pure functions of the domain, and report through the catalogue of problems.
    validate: false,
    pubSub: NO_TOPICS,
  });
}
