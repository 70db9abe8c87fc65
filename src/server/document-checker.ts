/** Decides whether an operation may be executed, the same for every transport (P8); remembers the documents that it has checked. */
import {
  getOperationAST,
  GraphQLError,
  NoFragmentCyclesRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { hasCircle } from './document-fragments';
import { findLength } from './document-length';
import { findShapeExcess } from './document-shape';
import { findWrongValue, nameArguments } from './find-wrong-value';
import { toGraphQLError } from './format-error';
import { weigh, type Limits } from './limits';
import { hasDeepBrackets, hasDeepSelections, hasManyBrackets, MOST_LEVELS } from './nesting';
import { hashOf, isByHash, PersistedQueries } from './persisted-queries';
import type { AskedOperation } from './read-request';
import { say } from '../words/message';
import { RequestError } from '../api/request-error';

export interface RefusedDocument {
  document?: never;
  operationName?: never;
  cost?: never;
  question?: never;
  errors: readonly GraphQLError[];
}

type Parsed = { document: DocumentNode; errors?: never } | RefusedDocument;
/** A valid document, the name of one of its operations, and what that costs. */
export type Checked =
  { document: DocumentNode; operationName: string | undefined; cost: number; errors?: never } | RefusedDocument;

type OperationName = string | null | undefined;
type Variables = Record<string, unknown> | null | undefined;

/** What Apollo Server asks for documents, by a prefix of its own and their hash. */
interface DocumentStore {
  get: (key: string) => Promise<DocumentNode | undefined>;
  set: (key: string, document: DocumentNode) => Promise<void>;
  delete: (key: string) => Promise<void>;
}

const HASH_LENGTH = 64;

/** Characters of the documents that are kept; their syntax trees may take a hundred times as much. */
const KEPT_CHARACTERS = 524_288;

/** What is wrong beyond these is told when they are put right. Each takes a search for names that are meant, and for its line. */
const MOST_ERRORS = 10;

export class DocumentChecker {
  readonly persisted = new PersistedQueries();
  /** Documents that were found valid, for Apollo Server. */
  readonly store: DocumentStore = {
    get: (key) => Promise.resolve(this.findByHash(key.slice(-HASH_LENGTH))),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
  private readonly valid = new LRUCache<string, DocumentNode>({ maxSize: KEPT_CHARACTERS });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {}

  /** Why something was refused is among the errors; a fault of ours, too. */
  check(asked: AskedOperation): Checked {
    try {
      const source = this.persisted.find(asked);
      const { document, errors } = this.read(source);
      if (document === undefined) return { errors };
      const operationName = givenName(asked.operationName);
      const { fault, cost } = judge(this.schema, document, operationName, asked.variables, this.limits);
      if (fault !== undefined) return { errors: [fault] };
      this.persisted.keep(source, asked);
      return { document, operationName, cost };
    } catch (error) {
      return { errors: [toGraphQLError(error)] };
    }
  }

  /** What is wrong with the document, before an operation of it is chosen. Apollo Server looks up itself what is named by its hash. Throws a Problem. */
  findErrors(asked: AskedOperation): readonly GraphQLError[] | undefined {
    return isByHash(asked) ? undefined : this.read(this.persisted.find(asked)).errors;
  }

  /** A valid document, or what is wrong with it. */
  read(source: string): Parsed {
    const hash = hashOf(source);
    const known = this.valid.get(hash);
    if (known !== undefined) return { document: known };
    const parsed = readDocument(this.schema, source, this.limits);
    if (parsed.document !== undefined) this.valid.set(hash, parsed.document, { size: source.length + 1 });
    return parsed;
  }

  /** One that a client has named by its hash is read again when it is not remembered any more. */
  private findByHash(hash: string): DocumentNode | undefined {
    const source = this.persisted.findText(hash);
    return this.valid.get(hash) ?? (source === undefined ? undefined : this.read(source).document);
  }
}

/** By GraphQL over HTTP, an empty name is no name. */
export function givenName(operationName: OperationName): string | undefined {
  return operationName == null || operationName === '' ? undefined : operationName;
}

type Judged = { fault: GraphQLError; cost?: never } | { fault?: never; cost: number };

/** What a valid operation costs, or why it is not executed: there is none of the name, a value that cannot be taken, or too much work. */
export function judge(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: OperationName,
  variables: Variables,
  limits: Limits,
): Judged {
  if (getOperationAST(document, operationName) == null) return { fault: unknownOperation(operationName) };
  const wrong = findWrongValue(schema, document, operationName, variables);
  if (wrong !== undefined) return { fault: wrong };
  const { cost, excess } = weigh(schema, document, operationName, variables, limits);
  return excess === undefined ? { cost } : { fault: excess };
}

function readDocument(schema: GraphQLSchema, source: string, limits: Limits): Parsed {
  const long = findLength(source, limits);
  if (long !== undefined) return { errors: [long] };
  const isLarge = hasManyBrackets(source);
  if (isLarge && hasDeepBrackets(source, limits.tokens)) return { errors: [tooDeep()] };
  try {
    const document = parse(source, { maxLexicalTokens: limits.tokens });
    if (isLarge && hasDeepSelections(document)) return { errors: [tooDeep()] };
    const isCircle = hasCircle(document);
    const excess = isCircle ? undefined : findShapeExcess(document, limits);
    if (excess !== undefined) return { errors: [excess] };
    // What comes after a circle would have to be measured first, and cannot be.
    const rules = isCircle ? [NoFragmentCyclesRule] : specifiedRules;
    const errors = validate(schema, document, rules, { maxErrors: MOST_ERRORS });
    nameArguments(document, errors);
    return errors.length === 0 ? { document } : { errors };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function tooDeep(): GraphQLError {
  const problem = new Problem(
    'LIMIT',
    say`The document nests more than ${MOST_LEVELS} levels deep: brackets within brackets, or fragments within fragments. Nest less.`,
    { limit: MOST_LEVELS },
  );
  return toGraphQLError(problem);
}

function unknownOperation(name: OperationName): GraphQLError {
  const message =
    name == null
      ? say`The document has several operations: say in operationName which is meant.`
      : say`The document has no operation with the name "${shorten(name)}". Check operationName.`;
  return new RequestError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } });
}
