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
import { isByHash, PersistedQueries } from './persisted-queries';
import type { AskedOperation } from './read-request';
import { say } from '../words/message';
import { RequestError } from '../api/request-error';

interface Refusal {
  document?: never;
  operationName?: never;
  cost?: never;
  errors: readonly GraphQLError[];
}

type Parsed = { document: DocumentNode; errors?: never } | Refusal;
/** A valid document, the name of one of its operations, and what that costs. */
export type Checked =
  { document: DocumentNode; operationName: string | undefined; cost: number; errors?: never } | Refusal;

type OperationName = string | null | undefined;
type Variables = Record<string, unknown> | null | undefined;

/** Characters of the documents that are kept; their syntax trees may take a hundred times as much. */
const KEPT_CHARACTERS = 524_288;

/** What is wrong beyond these is told when they are put right. Each takes a search for names that are meant, and for its line. */
const MOST_ERRORS = 10;

export class DocumentChecker {
  readonly persisted = new PersistedQueries();
  private readonly valid: LRUCache<string, DocumentNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {
    this.valid = new LRUCache({ maxSize: KEPT_CHARACTERS, sizeCalculation: (_document, source) => source.length + 1 });
  }

  /** Why something was refused is among the errors; a fault of ours, too. */
  check(asked: AskedOperation): Checked {
    try {
      const source = this.persisted.find(asked);
      const { document, errors } = this.parse(source);
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

  /** For Apollo Server, which looks up and parses documents by itself, but does not bear all of them; throws a Problem. */
  requireReadable(asked: AskedOperation): void {
    if (isByHash(asked)) return;
    const source = this.persisted.find(asked);
    if (!hasManyBrackets(source)) return;
    const cause = this.parse(source).errors?.[0]?.originalError;
    if (cause instanceof Problem) throw cause;
  }

  private parse(source: string): Parsed {
    const known = this.valid.get(source);
    if (known !== undefined) return { document: known };
    const parsed = readDocument(this.schema, source, this.limits);
    if (parsed.document !== undefined) this.valid.set(source, parsed.document);
    return parsed;
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
