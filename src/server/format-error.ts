/** What a caller is told of an error, the same on HTTP and on WebSocket (P8): only what was meant to be told. */
import { randomBytes } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { sqlStateOf } from '../database/sql-state';
import { Problem, PROBLEM_CODES, type ProblemCode } from '../problem';

export interface ErrorLog {
  error: (details: object, message: string) => void;
}

const LONGEST_MESSAGE = 600;
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;

export function formatError(error: unknown, log: ErrorLog): GraphQLFormattedError {
  const graphqlError = error instanceof GraphQLError ? error : undefined;
  const cause = rootCause(error);
  const known = cause instanceof Problem ? cause : toProblem(cause);
  const place = {
    ...(graphqlError?.locations === undefined ? {} : { locations: graphqlError.locations }),
    ...(graphqlError?.path === undefined ? {} : { path: graphqlError.path }),
  };
  if (known !== undefined) {
    return { message: known.message, ...place, extensions: { code: known.code, ...known.details } };
  }
  if (cause instanceof GraphQLError) return { ...formatOwn(graphqlError ?? cause, cause), ...place };
  return { ...mask(error, log), ...place };
}

/** Whether it is the database that cannot be reached at the moment. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = rootCause(error);
  return (cause instanceof Problem ? cause : toProblem(cause))?.code === 'UNAVAILABLE';
}

/** Whether it is a fault that nobody foresaw. */
export function isUnforeseen(error: unknown): boolean {
  const cause = rootCause(error);
  return !(cause instanceof Problem) && !(cause instanceof GraphQLError) && toProblem(cause) === undefined;
}

/** The error under all the wrappings of the GraphQL library. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

/** Errors of the GraphQL library, and ours thrown as such, are about the request: they may be shown. */
function formatOwn({ message, extensions }: GraphQLError, cause: GraphQLError): GraphQLFormattedError {
  const tokens = TOO_MANY_TOKENS.exec(message)?.[1];
  if (tokens !== undefined) {
    const tooLong = `The document has more than ${tokens} tokens. Split it into smaller ones.`;
    return { message: tooLong, extensions: { code: 'LIMIT', limit: Number(tokens) } };
  }
  const given: Record<string, unknown> = { ...extensions, ...cause.extensions };
  const { argument, limit, actual } = given;
  return {
    message: message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
    extensions: {
      code: codeOf(message, given['code']),
      ...(argument === undefined ? {} : { argument }),
      ...(limit === undefined ? {} : { limit }),
      ...(actual === undefined ? {} : { actual }),
    },
  };
}

function codeOf(message: string, given: unknown): ProblemCode {
  if (message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  return typeof given === 'string' && given in PROBLEM_CODES ? (given as ProblemCode) : 'GRAPHQL_VALIDATION_FAILED';
}

/** Faults of the database that a caller can do something about. */
function toProblem(cause: unknown): Problem | undefined {
  const state = sqlStateOf(cause);
  if (state === '22021' || state === '22P05') {
    return new Problem('BAD_USER_INPUT', 'A text contains a character that cannot be stored, such as NUL. Remove it.');
  }
  if (state === '57014') return new Problem('LIMIT', 'The answer took too long. Ask for less at once.');
  if (state === '53100') {
    return new Problem(
      'UNAVAILABLE',
      'The disk of the database is full, and nothing was changed. Try again once there is space.',
    );
  }
  const { code, driverError } = (cause ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown; message?: unknown };
  };
  const given = code ?? driverError?.code;
  const text = typeof given === 'string' ? given : '';
  // TypeORM takes the query runner from a transaction whose connection is gone, and says only that.
  const lost =
    /Connection terminated|not queryable|timeout exceeded when trying to connect|connection.*(closed|ended)|query runner (was )?already released/i;
  const isAway =
    /^(57P|08|53)/.test(state ?? '') ||
    /^(ECONN|EPIPE|ETIMEDOUT)/.test(text) ||
    (cause instanceof Error && lost.test(cause.message));
  return isAway ? new Problem('UNAVAILABLE', 'The database cannot be reached at the moment. Try again.') : undefined;
}

function mask(error: unknown, log: ErrorLog): GraphQLFormattedError {
  const incident = randomBytes(6).toString('hex');
  log.error({ err: error, incident }, 'An operation failed.');
  return {
    message: `Something went wrong on the server. If it happens again, tell its operators the incident ${incident}.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', incident },
  };
}
