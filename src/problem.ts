/** The catalogue of everything that is expected to go wrong, and the one error class that carries it to a caller. */
import type { Message } from './words/message';

interface CodeEntry {
  /** What it means. Clients translate by code. */
  meaning: string;
  /** Of an answer over HTTP that is about nothing else: a file that is refused, a request whose operation was not begun. */
  httpStatus: number;
}

/** Every code that a caller can meet in `extensions.code`. */
export const PROBLEM_CODES = {
  BAD_USER_INPUT: { httpStatus: 400, meaning: 'An argument is malformed or breaks a rule.' },
  NOT_FOUND: { httpStatus: 404, meaning: 'Nothing by that name exists, or the viewer may not see it.' },
  FORBIDDEN: { httpStatus: 403, meaning: 'Visible to the viewer, but not theirs to change.' },
  UNAUTHENTICATED: {
    httpStatus: 401,
    meaning: 'The token is missing, malformed, expired or signed by someone else.',
  },
  CONFLICT: { httpStatus: 409, meaning: 'The input is sound but contradicts what is already recorded.' },
  RESYNC: {
    httpStatus: 400,
    meaning: 'The cursor belongs to another log, or is ahead of it: read the state afresh and subscribe again.',
  },
  LIMIT: {
    httpStatus: 400,
    meaning:
      'A limit was exceeded; `limit` and `actual` say which. With `retryAfter`, the same is taken again after so many seconds.',
  },
  UNAVAILABLE: { httpStatus: 503, meaning: 'The server cannot answer at the moment; try again.' },
  GRAPHQL_PARSE_FAILED: { httpStatus: 400, meaning: 'The document is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { httpStatus: 400, meaning: 'The document does not fit the schema.' },
  /** By this status and the message the libraries of clients know that they must send the document. */
  PERSISTED_QUERY_NOT_FOUND: {
    httpStatus: 200,
    meaning: 'The server does not know the document of this hash: send it with the hash, once.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    httpStatus: 400,
    meaning: 'The document has no operation of that name, or several and none is named.',
  },
  BAD_REQUEST: { httpStatus: 400, meaning: 'The request is not a GraphQL request.' },
  INTERNAL_SERVER_ERROR: {
    httpStatus: 500,
    meaning: 'A fault on the server. The log has the details under the incident.',
  },
} as const satisfies Record<string, CodeEntry>;

export type ProblemCode = keyof typeof PROBLEM_CODES;

export interface ProblemDetails {
  /** Path of the argument at fault, such as `input.reports.3.heldOn`. */
  argument?: string;
  limit?: number;
  actual?: number;
  /** With LIMIT: seconds after which the same is taken again; nothing of it was begun. */
  retryAfter?: number;
  /** With UNAVAILABLE: whether what failed may safely be sent again as it is. */
  retry?: boolean;
  /** In a batch: every report that was refused, with its index. */
  refused?: readonly RefusedInput[];
}

export interface RefusedInput {
  index: number;
  code: ProblemCode;
  argument?: string;
  said: Message;
}

/** An expected failure: what it says tells the caller what to do, in their language. Its `message` is that in English. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly said: Message,
    readonly details: ProblemDetails = {},
  ) {
    super(String(said));
    this.name = 'Problem';
  }
}
