/** Takes out of the way what type-graphql does around resolvers and need not do here: it checks the arguments of every field of every row in promises of their own, though nothing is checked, and wraps fields that are only read. */
import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { ResolverClass } from './build-schema';

type Storage = ReturnType<typeof getMetadataStorage>;
type ObjectTypeMetadata = Storage['objectTypes'][number];
type FieldMetadata = NonNullable<ObjectTypeMetadata['fields']>[number];
type Parameter = NonNullable<Storage['fieldResolvers'][number]['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
/** What a parameter of a resolver's method is given. */
type Give = (...given: Parameters<Resolve>) => unknown;

/** Where it is not certain that a resolver does no more than this, it stays. Mutations and subscriptions stay as they are. */
export function resolvePlainly(schema: GraphQLSchema, resolvers: readonly ResolverClass[]): GraphQLSchema {
  const storage = getMetadataStorage();
  for (const metadata of storage.objectTypes) {
    const type = schema.getType(metadata.name);
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    for (const [name, field] of fieldsOf(storage, metadata)) {
      const shown = fields[name];
      if (shown === undefined || isPage(shown)) continue;
      const method = storage.fieldResolvers.find(
        (each) =>
          (each.kind === 'internal' || resolvers.includes(each.target as ResolverClass)) &&
          each.getObjectType?.() === field.target &&
          each.methodName === field.name,
      );
      if (method === undefined) {
        if (isRead(field)) delete shown.resolve;
      } else if (method.kind === 'external') callPlainly(storage, method, shown);
    }
  }
  const queries = schema.getQueryType()?.getFields() ?? {};
  for (const query of storage.queries) {
    const shown = queries[query.schemaName];
    if (shown === undefined || isPage(shown) || !resolvers.includes(query.target as ResolverClass)) continue;
    callPlainly(storage, query, shown);
  }
  return schema;
}

/** As type-graphql has them: those of the interfaces, and its own in their place. */
function fieldsOf(
  storage: Storage,
  { interfaceClasses = [], fields = [] }: ObjectTypeMetadata,
): Map<string, FieldMetadata> {
  const inherited = storage.interfaceTypes.filter(({ target }) => interfaceClasses.includes(target));
  const all = [...inherited.flatMap((each) => each.fields ?? []), ...fields];
  return new Map(all.map((field) => [field.schemaName, field]));
}

/** Something else stands before resolvers of pages already: see `forgetDefaultOfFirst`. */
function isPage({ args }: { args: readonly { name: string }[] }): boolean {
  return ['first', 'last'].every((name) => args.some((arg) => arg.name === name));
}

function isRead({ name, schemaName, middlewares = [], roles }: FieldMetadata): boolean {
  return name === schemaName && middlewares.length === 0 && roles === undefined;
}

interface Method {
  target: Function;
  methodName: string;
  params?: Parameter[] | undefined;
  middlewares?: unknown[] | undefined;
  roles?: unknown;
}

type Instance = Record<string, (...given: unknown[]) => unknown>;

/** One of each class, as type-graphql has them. */
const instances = new Map<Function, Instance>();

function callPlainly(
  storage: Storage,
  { target, methodName, params = [], middlewares = [], roles }: Method,
  shown: { resolve?: Resolve },
): void {
  const gives = [...params].sort((a, b) => a.index - b.index).map((each) => giveOf(storage, each));
  const isPlain = middlewares.length === 0 && roles === undefined && gives.every((give) => give !== undefined);
  if (!isPlain) return;
  const instance = instances.get(target) ?? (new (target as ResolverClass)() as Instance);
  instances.set(target, instance);
  shown.resolve = (...given) => instance[methodName]?.(...gives.map((give) => give(...given)));
}

function giveOf(storage: Storage, parameter: Parameter): Give | undefined {
  switch (parameter.kind) {
    case 'context':
      return parameter.propertyName === undefined ? (_root, _args, context) => context : undefined;
    case 'root':
      return parameter.propertyName === undefined && parameter.getType === undefined ? (root) => root : undefined;
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg': {
      const { name } = parameter;
      return isInput(storage, parameter.getType()) ? undefined : (_root, args) => args[name];
    }
    case 'args':
      return giveArgs(storage, parameter.getType() as ResolverClass);
    case 'custom':
    case 'pubSub':
      return undefined;
  }
}

/** An instance with the arguments that are known of its class; none of them is an input object. */
function giveArgs(storage: Storage, type: ResolverClass): Give | undefined {
  const names: string[] = [];
  for (let each: Function = type; each.prototype !== undefined; each = Object.getPrototypeOf(each) as Function) {
    const fields = storage.argumentTypes.find(({ target }) => target === each)?.fields ?? [];
    if (fields.some((field) => isInput(storage, field.getType()))) return undefined;
    names.push(...fields.map(({ name }) => name));
  }
  // What a class sets by itself is not looked into.
  if (Object.keys(new type()).length > 0) return undefined;
  return (_root, args) => {
    const given = new type() as Record<string, unknown>;
    for (const name of names) if (args[name] !== undefined) given[name] = args[name];
    return given;
  };
}

function isInput(storage: Storage, type: unknown): boolean {
  return storage.inputTypes.some(({ target }) => target === type);
}
