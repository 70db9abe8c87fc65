/** `fetch` for operations: waits while the server is away, asks for another token, and never sends a change twice by chance. */
import { LineLost, lostMutation, messageOf, TokenRefused } from './fault.ts';
import { isPassingStatus, isUnreached, pauseOf } from './http-answer.ts';
import type { Identity } from './identity.ts';
import { LinkedAbort } from './linked-abort.ts';
import { errorsOf, isPassing, type GraphQLErrors, type Payload } from './operation.ts';
import { Pace } from './pace.ts';
import { maySendAgain } from './sent-again.ts';

type Fetch = typeof globalThis.fetch;

interface Options {
  identity: Identity;
  fetch: Fetch;
  /** Milliseconds that an answer may take at first, then twice and four times as long: it may be the question that takes long. */
  patience: number;
  longestWait: number;
  closed: AbortSignal;
}

const MOST_DOUBLINGS = 2;

export function openPatientFetch(options: Options): Fetch {
  return async (input, init = {}) => {
    const over = new LinkedAbort(init.signal ?? requestOf(input)?.signal, options.closed);
    try {
      return await insist(options, input, init, over.signal);
    } finally {
      over.release();
    }
  };
}

async function insist(
  options: Options,
  input: Parameters<Fetch>[0],
  init: RequestInit,
  over: AbortSignal,
): Promise<Response> {
  const pace = new Pace(options.longestWait, over);
  const request = requestOf(input);
  const method = (init.method ?? request?.method ?? 'GET').toUpperCase();
  const body: unknown = init.body ?? (await request?.clone().text());
  const isRepeatable = method === 'GET' || method === 'HEAD' || maySendAgain(payloadOf(body));
  for (let retries = 0; ; retries += 1) {
    try {
      over.throwIfAborted();
      return await send(options, input, init, over, retries);
    } catch (reason) {
      over.throwIfAborted();
      if (reason instanceof TokenRefused) {
        await renew(options.identity, reason);
        await pace.pause();
      } else if (!(reason instanceof LineLost)) throw reason;
      else if (!isRepeatable && !reason.isUndone) throw lostMutation();
      else await pace.pause(reason.comeBackAfter);
    }
  }
}

/** While there is no token, the old one is refused once more. */
async function renew(identity: Identity, refused: TokenRefused): Promise<void> {
  try {
    await identity.renew(refused);
  } catch (reason) {
    if (!(reason instanceof LineLost)) throw reason;
  }
}

/** Throws LineLost when it may be answered if it is sent again, TokenRefused. */
async function send(
  { identity, fetch, patience }: Options,
  input: Parameters<Fetch>[0],
  init: RequestInit,
  over: AbortSignal,
  retries: number,
): Promise<Response> {
  const sent = await identity.current();
  const request = requestOf(input);
  const headers = new Headers(init.headers ?? request?.headers);
  for (const [name, value] of Object.entries(sent)) headers.set(name, value);
  const line = new LinkedAbort(over);
  const silence = setTimeout(line.abort, patience * 2 ** Math.min(retries, MOST_DOUBLINGS));
  try {
    const response = await fetch(request?.clone() ?? input, { ...init, headers, signal: line.signal });
    // It may be a file.
    const bytes = await response.arrayBuffer();
    const errors = errorsOf(parse(new TextDecoder().decode(bytes)));
    if (response.status === 401) throw new TokenRefused(errors?.[0]?.message ?? 'The token is not accepted.', sent);
    refusePassing(response, errors);
    identity.accept();
    return new Response(bytes.byteLength === 0 ? null : bytes, response);
  } catch (error) {
    if (error instanceof LineLost || error instanceof TokenRefused) throw error;
    throw new LineLost(messageOf(error), { isUndone: isUnreached(error) });
  } finally {
    clearTimeout(silence);
    line.release();
  }
}

/** Throws LineLost. `retry: true` says that nothing was changed; 429, that it was not even looked at. */
function refusePassing({ status, headers }: Response, errors: GraphQLErrors | undefined): void {
  const isAway = isPassing(errors);
  if (!isAway && (errors !== undefined || !isPassingStatus(status))) return;
  const away = errors?.filter(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE') ?? [];
  const isUndone =
    status === 429 || (away.length > 0 && away.every(({ extensions }) => extensions?.['retry'] === true));
  throw new LineLost(away[0]?.message ?? `The answer has the status ${status}.`, {
    comeBackAfter: pauseOf(headers),
    isUndone,
  });
}

/** It stays as it is, to be sent again. */
function requestOf(input: Parameters<Fetch>[0]): Request | undefined {
  return typeof input === 'object' && 'clone' in input ? input : undefined;
}

function payloadOf(body: unknown): Partial<Payload> {
  return typeof body === 'string' ? (parse(body) ?? {}) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
