/** Why an operation was not answered: what passes by itself, what a new token solves, and what nothing solves. */
import { codeOf, type GraphQLErrors } from './operation.ts';

/** The line is gone, or cannot be had at the moment. It is asked for again. */
export class LineLost extends Error {
  override readonly name = 'LineLost';
  /** It never came to speak the protocol: maybe something in between does not let it through. */
  readonly wasOpen: boolean;
  /** Milliseconds that the server asks for. */
  readonly comeBackAfter: number;

  /** It is known that nothing was changed. */
  readonly isUndone: boolean;

  constructor(message: string, { wasOpen = true, comeBackAfter = 0, isUndone = false } = {}) {
    super(message);
    this.isUndone = isUndone;
    this.wasOpen = wasOpen;
    this.comeBackAfter = comeBackAfter;
  }
}

/** The server does not take the token that it was sent. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly sent: Identification;

  constructor(message: string, sent: Identification) {
    super(message);
    this.sent = sent;
  }
}

/** What says who asks: headers of a request, and parameters of a WebSocket. `{ authorization: 'Bearer …' }` */
export type Identification = Readonly<Record<string, string>>;

/** What an application gets: `code` is one of the server's (docs/errors.md) or UNEXPECTED_ANSWER, `errors` are those of the answer. */
export class GiaoBanError extends Error {
  override readonly name = 'GiaoBanError';
  readonly code: string | undefined;
  readonly errors: GraphQLErrors;
  /** What was answered all the same: a field that fails is null and takes no other with it. */
  readonly data: unknown;

  constructor(errors: GraphQLErrors, data?: unknown) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
    this.data = data;
    this.code = codeOf(errors);
  }
}

export function unauthenticated(message: string): GiaoBanError {
  return new GiaoBanError([{ message, extensions: { code: 'UNAUTHENTICATED' } }]);
}

/** What answers is not the server, or something in between. */
export function unexpectedAnswer(what: string): GiaoBanError {
  return new GiaoBanError([{ message: what, extensions: { code: 'UNEXPECTED_ANSWER' } }]);
}

export function lostMutation(): GiaoBanError {
  const message =
    'The connection was lost before the mutation was answered: it may or may not have been recorded. Give its input an idempotencyKey, and it is sent again until it is answered.';
  return new GiaoBanError([{ message, extensions: { code: 'UNAVAILABLE', retry: false } }]);
}

export function messageOf(reason: unknown): string {
  const { message, reason: closing } = (reason ?? {}) as { message?: unknown; reason?: unknown };
  return [message, closing].find((each): each is string => typeof each === 'string' && each !== '') ?? '';
}
