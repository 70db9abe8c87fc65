/** What a caller is told about an error, the same on HTTP and on WebSocket (P8): only what was meant for callers. */
import { randomBytes } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { toDatabaseProblem } from '../database/fault-table';
import { Problem, PROBLEM_CODES, type ProblemCode } from '../problem';
import { cutText } from '../text/shorten';
import { say } from '../words/message';
import { type MessageLanguage, translate } from '../words/translate';
import { RequestError } from '../api/request-error';
import { recogniseWords } from './library-words';

export interface ErrorLog {
  error: (details: object, message: string) => void;
}

/** Of what is refused only for now (RFC 6585, §4). */
export const TOO_MANY_REQUESTS = 429;

const LONGEST_MESSAGE = 600;
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;

export function formatError(error: unknown, log: ErrorLog, language: MessageLanguage = 'en'): GraphQLFormattedError {
  const graphqlError = error instanceof GraphQLError ? error : undefined;
  const cause = rootCause(error);
  const known = toProblem(error);
  const place = {
    ...(graphqlError?.locations === undefined ? {} : { locations: graphqlError.locations }),
    ...(graphqlError?.path === undefined ? {} : { path: graphqlError.path }),
  };
  if (known !== undefined) return { ...formatProblem(known, language), ...place };
  if (cause instanceof GraphQLError) return { ...formatOwn(graphqlError ?? cause, cause, language), ...place };
  return { ...mask(error, log, language), ...place };
}

function formatProblem({ code, said, details }: Problem, language: MessageLanguage): GraphQLFormattedError {
  const refused = details.refused?.map(({ said: why, ...where }) => ({ ...where, message: translate(why, language) }));
  return {
    message: translate(said, language),
    extensions: { code, ...details, ...(refused === undefined ? {} : { refused }) },
  };
}

/** The problem that a caller is told about; undefined for an error of the GraphQL library, and for an unforeseen fault. */
function toProblem(error: unknown): Problem | undefined {
  const cause = rootCause(error);
  if (cause instanceof GraphQLError) return undefined;
  return cause instanceof Problem ? cause : toDatabaseProblem(cause);
}

/** Whether the same may be answered when it is asked again: the database is away, or being worked on. */
export function isPassing(error: unknown): boolean {
  const known = toProblem(error);
  return known?.code === 'UNAVAILABLE' && known.details.retry !== false;
}

/** What is refused for what is asked, and for what is in the log: it is answered the same as long as both are. */
const LASTING = new Set<ProblemCode>(['BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'RESYNC']);

export function isLasting(error: unknown): boolean {
  const known = toProblem(error);
  return known === undefined ? rootCause(error) instanceof GraphQLError : LASTING.has(known.code);
}

/** The status of an answer over HTTP that is about this error alone. */
export function httpStatusOf(error: unknown): number {
  const known = toProblem(error);
  if (known?.details.retryAfter !== undefined) return TOO_MANY_REQUESTS;
  return PROBLEM_CODES[known?.code ?? 'INTERNAL_SERVER_ERROR'].httpStatus;
}

/** Whether it is an unforeseen fault. */
export function isUnforeseen(error: unknown): boolean {
  return !(rootCause(error) instanceof GraphQLError) && toProblem(error) === undefined;
}

/** As the libraries want it. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/** Of an operation that is not carried out, as Apollo wants it. */
export function toRefusedOperation(error: unknown): GraphQLError {
  const known = toGraphQLError(error);
  const http = { status: httpStatusOf(error) };
  return new GraphQLError(known.message, { originalError: known.originalError ?? null, extensions: { http } });
}

/** The error under all the wrappings of the GraphQL library. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

/** Errors of the GraphQL library, and ours thrown as such, are about the request, and may be shown. */
function formatOwn(
  { message, extensions }: GraphQLError,
  cause: GraphQLError,
  language: MessageLanguage,
): GraphQLFormattedError {
  const tokens = TOO_MANY_TOKENS.exec(message)?.[1];
  if (tokens !== undefined) {
    const tooLong = say`The document has more than ${tokens} tokens. Split it into smaller ones.`;
    return { message: translate(tooLong, language), extensions: { code: 'LIMIT', limit: Number(tokens) } };
  }
  const given: Record<string, unknown> = { ...extensions, ...cause.extensions };
  const { argument, limit, actual } = given;
  return {
    message: cutText(wordsOf(cause, message, language), LONGEST_MESSAGE),
    extensions: {
      code: codeOf(message, given['code']),
      ...(argument === undefined ? {} : { argument }),
      ...(limit === undefined ? {} : { limit }),
      ...(actual === undefined ? {} : { actual }),
    },
  };
}

/** Ours have words in every language; of the library's those that a user can bring about have. */
function wordsOf(cause: GraphQLError, message: string, language: MessageLanguage): string {
  if (language === 'en') return message;
  const said = cause instanceof RequestError ? cause.said : recogniseWords(message);
  return said === undefined ? message : translate(said, language);
}

function codeOf(message: string, given: unknown): ProblemCode {
  if (message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  return typeof given === 'string' && given in PROBLEM_CODES ? (given as ProblemCode) : 'GRAPHQL_VALIDATION_FAILED';
}

function mask(error: unknown, log: ErrorLog, language: MessageLanguage): GraphQLFormattedError {
  const incident = randomBytes(6).toString('hex');
  log.error({ err: error, incident }, 'An operation failed.');
  const masked = say`Something went wrong on the server. If it happens again, tell its operators the incident ${incident}.`;
  return {
    message: translate(masked, language),
    extensions: { code: 'INTERNAL_SERVER_ERROR', incident },
  };
}
