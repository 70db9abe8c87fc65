/** The limits of an operation, the same on HTTP and on WebSocket (P8). */
import {
  GraphQLError,
  isListType,
  isNonNullType,
  Kind,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { costOfPage } from '../api/page';
import { fieldExtensionsEstimator, getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';

export interface Limits {
  /** Bytes of one HTTP body. */
  bodyBytes: number;
  /** Bytes of one WebSocket message from a client. */
  messageBytes: number;
  /** Lexical tokens of a document. */
  tokens: number;
  /** How deep selections may nest. */
  depth: number;
  /** Fields that an answer may have, lists counted at their usual lengths; what takes more work than its fields costs more. */
  cost: number;
  /** WebSockets and event streams of a process. */
  connections: number;
  /** Operations that may run at once on one WebSocket. */
  operationsPerSocket: number;
  /** A new WebSocket says `connection_init` within this time. */
  initSeconds: number;
  /** How often a connection is asked for a sign of life. */
  pingSeconds: number;
  /** A connection that has taken nothing for this long is cut off. */
  stallSeconds: number;
  /** Over how long the connections are closed when the server stops. */
  drainSeconds: number;
  /** Word documents that are written at once. */
  documents: number;
  /** Documents that may wait to be written, Word documents and texts each. */
  documentsWaiting: number;
}

/** At most so many selections are measured, fragments spread; a larger document costs too much whatever it asks for. */
const MOST_NODES = 20_000;

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Subscription']);
const USUAL_LIST = 20;

/** Lengths of the lists of introspection, generously: USUAL_LIST would refuse the first query of explorers. */
const LENGTHS_OF_INTROSPECTION: Readonly<Record<string, number>> = {
  types: 80,
  fields: 6,
  args: 1,
  inputFields: 2,
  enumValues: 3,
  interfaces: 1,
  possibleTypes: 1,
  directives: 6,
};

/** A page of a root field goes through a list of the whole country, to search or count it, however short the page is. */
const WALK = 2_000;

/** A list costs its length times what each element costs. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field, type }) => {
  if (field.args.some((arg) => arg.name === 'first')) {
    return (ROOTS.has(type.name) ? WALK : 0) + costOfPage({ args, childComplexity });
  }
  // The edges of a page were counted with the page.
  const isEdges = type.name.endsWith('Connection');
  const length = (type.name.startsWith('__') ? LENGTHS_OF_INTROSPECTION[field.name] : undefined) ?? USUAL_LIST;
  return 1 + (isList(field.type) && !isEdges ? length : 1) * childComplexity;
};

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** What makes a valid operation too much to answer; undefined when nothing does. */
export function findExcess(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown> | null | undefined,
  limits: Pick<Limits, 'depth' | 'cost'>,
): GraphQLError | undefined {
  const depth = depthOf(document);
  if (depth > limits.depth) return excess('nests too deep', 'depth', limits.depth, depth);
  const cost = costOf(schema, document, operationName, variables);
  if (cost > limits.cost) return excess('asks for too much at once', 'cost', limits.cost, cost);
  return undefined;
}

function excess(what: string, measure: string, limit: number, actual: number): GraphQLError {
  const shown = Number.isFinite(actual) ? `${actual}` : 'too large to measure';
  const message = `The operation ${what}: its ${measure} is ${shown}, the limit is ${limit}. Ask for shorter lists (first), nest less, or split it.`;
  return limitError(message, limit, actual);
}

/** Over WebSocket: another operation while so many run. */
export function tooManyOperations(actual: number, limit: number): GraphQLError {
  return limitError(
    `More than ${limit} operations are running on this socket. Complete one, or open another socket.`,
    limit,
    actual,
  );
}

function limitError(message: string, limit: number, actual: number): GraphQLError {
  const measured = Number.isFinite(actual) ? { actual } : {};
  return new GraphQLError(message, { extensions: { code: 'LIMIT', limit, ...measured, http: { status: 400 } } });
}

function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown> | null | undefined,
): number {
  try {
    return getComplexity({
      schema,
      query,
      variables: variables ?? {},
      // A field that knows its length says so itself.
      estimators: [fieldExtensionsEstimator(), estimate],
      maxQueryNodes: MOST_NODES,
      ...(operationName == null ? {} : { operationName }),
    });
  } catch {
    // Values that do not fit were refused before: what is left is a document that is too large to be measured.
    return Number.POSITIVE_INFINITY;
  }
}

function depthOf(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const measured = new Map<string, number>();
  const measure = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((node) => {
        if (node.kind === Kind.FIELD) return 1 + measure(node.selectionSet);
        if (node.kind === Kind.INLINE_FRAGMENT) return measure(node.selectionSet);
        const name = node.name.value;
        const known = measured.get(name) ?? measure(fragments.get(name)?.selectionSet);
        measured.set(name, known);
        return known;
      }),
    );
  return Math.max(
    0,
    ...document.definitions.map((node) => (node.kind === Kind.OPERATION_DEFINITION ? measure(node.selectionSet) : 0)),
  );
}
