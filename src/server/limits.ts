/** The limits of an operation, the same on HTTP and on WebSocket (P8). */
import {
  getOperationAST,
  type GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { RequestError } from '../api/request-error';
import { say, type Message } from '../words/message';
import { costOf } from './cost';

export interface Limits {
  /** Bytes of one HTTP body of those who may change something. */
  bodyBytes: number;
  /** Bytes of one WebSocket message from a client, of an HTTP body of one who may only read, and characters of any document. */
  messageBytes: number;
  /** Lexical tokens of a document. */
  tokens: number;
  /** Values in the JSON of a request: those in lists and objects, however deep. */
  values: number;
  /** Operations and fragments of a document. */
  definitions: number;
  /** Variables of one operation. */
  variables: number;
  /** Aliases in a document. */
  aliases: number;
  /** Directives in a document. */
  directives: number;
  /** Fields at the root of one operation, with fragments spread. */
  rootFields: number;
  /** Fields of one object of the answer, with fragments spread. */
  breadth: number;
  /** Comparisons that it takes to merge fields of the same name. */
  overlaps: number;
  /** How deep selections may nest. */
  depth: number;
  /** Units of about ten microseconds of work, in the process and in the database together (decision 29). */
  cost: number;
  /** Units of cost by which the budget of a client grows in a second. */
  costPerSecond: number;
  /** Units of cost that the budget of a client holds, to be spent at once. */
  costAtOnce: number;
  /** WebSockets and event streams of a process. */
  connections: number;
  /** The same, of one address. */
  connectionsPerAddress: number;
  /** WebSockets that nobody has been let in over yet. */
  newcomers: number;
  /** The same, of one address. */
  newcomersPerAddress: number;
  /** Bytes that may wait for all who take little, together. */
  backlogBytes: number;
  /** Bytes of answers that are remembered as long as nothing has changed; 0 for none. */
  answerBytes: number;
  /** Operations that may run at once on one WebSocket. */
  operationsPerSocket: number;
  /** Subscriptions that one client may have open, over all its connections. */
  subscriptionsPerClient: number;
  /** A new WebSocket says `connection_init` within this time. */
  initSeconds: number;
  /** The head of a request has come within this time, and a connection says something. */
  headSeconds: number;
  /** A request has come whole within this time. */
  requestSeconds: number;
  /** How often a connection is asked for a sign of life. */
  pingSeconds: number;
  /** A connection that has taken nothing for this long is cut off. */
  stallSeconds: number;
  /** How long an operation may take: a query or the opening of a subscription until it is answered, a mutation until it begins. */
  operationSeconds: number;
  /** Over how long the connections are closed when the server stops. */
  drainSeconds: number;
  /** Word documents that are written at once. */
  documents: number;
  /** Documents that may wait to be written, Word documents and texts each. */
  documentsWaiting: number;
}

/** What an operation costs, and what makes it too much to answer. */
export interface Weighed {
  cost: number;
  excess?: GraphQLError;
}

/** Of a valid operation. */
export function weigh(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown> | null | undefined,
  limits: Pick<Limits, 'depth' | 'cost'>,
): Weighed {
  const depth = depthOf(document);
  if (depth > limits.depth) return { cost: 0, excess: excess(say`nests too deep`, say`depth`, limits.depth, depth) };
  const operation = getOperationAST(document, operationName);
  const cost = operation == null ? 0 : costOf(schema, document, operation, variables ?? {});
  if (cost <= limits.cost) return { cost };
  return { cost, excess: excess(say`asks for too much at once`, say`cost`, limits.cost, cost) };
}

function excess(what: Message, measure: Message, limit: number, actual: number): GraphQLError {
  const message = say`The operation ${what}: its ${measure} is ${actual}, the limit is ${limit}. Ask for shorter lists (first), nest less, or split it.`;
  return limitError(message, limit, actual);
}

/** Over WebSocket: what another operation is refused with while so many run; undefined while there is room. */
export function tooManyOperations(
  actual: number,
  { operationsPerSocket: limit }: Pick<Limits, 'operationsPerSocket'>,
): { document?: never; operationName?: never; question?: never; errors: GraphQLError[] } | undefined {
  if (actual <= limit) return undefined;
  const message = say`More than ${limit} operations are running on this socket. Complete one, or open another socket.`;
  return { errors: [limitError(message, limit, actual)] };
}

function limitError(message: Message, limit: number, actual: number): GraphQLError {
  return new RequestError(message, { extensions: { code: 'LIMIT', limit, actual, http: { status: 400 } } });
}

/** Of a document that is valid and does not nest too deep to be followed. */
function depthOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, number>();
  const measure = (set: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const node of set?.selections ?? []) {
      const depth = node.kind === Kind.FRAGMENT_SPREAD ? measureFragment(node.name.value) : measure(node.selectionSet);
      deepest = Math.max(deepest, node.kind === Kind.FIELD ? depth + 1 : depth);
    }
    return deepest;
  };
  const measureFragment = (name: string): number => {
    const depth = measured.get(name) ?? measure(fragments.get(name)?.selectionSet);
    measured.set(name, depth);
    return depth;
  };
  let deepest = 0;
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) deepest = Math.max(deepest, measure(node.selectionSet));
  }
  return deepest;
}
