/** The executable schema: built from resolver classes, and in read-only mode with every mutation refused. */
import { isObjectType, Kind, type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
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
  const schema = buildSchemaSync({
    resolvers: [...resolvers] as unknown as NonEmptyArray<ResolverClass>,
    // Rules are pure functions of the domain, and report through the catalogue of problems.
    validate: false,
    pubSub: NO_TOPICS,
  });
  for (const field of fieldsOf(schema)) forgetDefaultOfFirst(field);
  return schema;
}

function fieldsOf(schema: GraphQLSchema): GraphQLField<unknown, unknown>[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  );
}

/** A page that is counted from the end is not asked for from the start as well, only because `first` has a default. */
function forgetDefaultOfFirst(field: GraphQLField<unknown, unknown>): void {
  const { args, resolve } = field;
  if (resolve === undefined || !['first', 'last'].every((name) => args.some((arg) => arg.name === name))) return;
  field.resolve = (source, given: Record<string, unknown>, context, info) =>
    resolve(source, isGiven('first', info) ? given : { ...given, first: null }, context, info);
}

/** Whether the client has said it: a variable without a value says nothing. */
function isGiven(name: string, { fieldNodes, variableValues }: GraphQLResolveInfo): boolean {
  const value = fieldNodes[0]?.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value === undefined) return false;
  return value.kind !== Kind.VARIABLE || value.name.value in variableValues;
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
