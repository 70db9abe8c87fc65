/** The executable schema: built from resolver classes, and in read-only mode with every mutation refused. */
import {
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { pageOfScalar } from '../api/scalar-pages';
import { Problem } from '../problem';
import { say } from '../words/message';

/** Subscriptions are fed by the log, each through its own `subscribe` function; type-graphql wants a pub/sub all the same. */
const NO_TOPICS: PubSub = {
  publish: refuseTopic,
  subscribe: refuseTopic,
};

function refuseTopic(): never {
  throw new Error('Subscriptions are fed by the log, not by topics.');
}

/** type-graphql knows no descriptions of them. */
const ROOTS: Readonly<Record<string, string>> = {
  Query:
    'What can be asked. Every field sees one moment of the log, which `extensions.position` of the answer names. A field that fails is null, with an error that says why, and takes no other field with it.',
  Mutation:
    'What can be changed. Nothing is ever deleted: each change is an event, with its reason where one is asked for. Facts (ratings, values of indicators, declared totals) are recorded, corrected and retracted. Things (work items, indicators, organizations) are added, changed, withdrawn and reinstated. Congresses are planned, rescheduled, postponed, cancelled, reinstated and reported; reports are corrected and retracted. An answer means that the change is committed.',
  Subscription:
    'What can be followed. Events arrive one by one, in order, from any place in the log (`after`). Of a state, the newest version is pushed whenever it has changed.',
};

export type ResolverClass = new () => object;

export function buildSchema(resolvers: readonly ResolverClass[]): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [...resolvers] as unknown as NonEmptyArray<ResolverClass>,
    // Rules are pure functions of the domain, and report through the catalogue of problems.
    validate: false,
    pubSub: NO_TOPICS,
  });
  for (const field of fieldsOf(schema)) forgetDefaultOfFirst(field);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && !isSpecifiedScalarType(type)) type.specifiedByURL = pageOfScalar(type.name);
  }
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) if (root != null) root.description = ROOTS[root.name] ?? null;
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
  const message = say`No changes are accepted at the moment, because the database is under maintenance. Nothing was recorded; try again in a few minutes.`;
  throw new Problem('UNAVAILABLE', message, { retry: true });
}
