/** `fetch` for operations: waits while the server is away, asks for another token, and never sends a change twice by chance. */
import { LineLost, lostMutation, messageOf, TokenRefused } from './fault.ts';
import { isPassingStatus, pauseOf } from './http-answer.ts';
import type { Identity } from './identity.ts';
import { LinkedAbort } from './linked-abort.ts';
import { isPassing, type Answer, type GraphQLErrors, type Payload } from './operation.ts';
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
    const over = new LinkedAbort(init.signal, options.closed);
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
  const isRepeatable = init.method?.toUpperCase() === 'GET' || maySendAgain(payloadOf(init));
  for (let retries = 0; ; retries += 1) {
    try {
      over.throwIfAborted();
      return await send(options, input, init, over, retries);
    } catch (reason) {
      over.throwIfAborted();
      if (reason instanceof TokenRefused) {
        await options.identity.renew(reason);
        await pace.pause();
      } else if (!(reason instanceof LineLost)) throw reason;
      else if (!isRepeatable && !reason.isUndone) throw lostMutation();
      else await pace.pause(reason.comeBackAfter);
    }
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
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(sent)) headers.set(name, value);
  const line = new LinkedAbort(over);
  const silence = setTimeout(line.abort, patience * 2 ** Math.min(retries, MOST_DOUBLINGS));
  try {
    const response = await fetch(input, { ...init, headers, signal: line.signal });
    const text = await response.text();
    const errors = errorsOf(text);
    if (response.status === 401) throw new TokenRefused(errors?.[0]?.message ?? 'The token is not accepted.', sent);
    refusePassing(response, errors);
    return new Response(text === '' ? null : text, response);
  } catch (error) {
    if (error instanceof LineLost || error instanceof TokenRefused) throw error;
    throw new LineLost(messageOf(error));
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

function errorsOf(text: string): GraphQLErrors | undefined {
  try {
    return (JSON.parse(text) as Answer).errors;
  } catch {
    return undefined;
  }
}

function payloadOf({ body }: RequestInit): Partial<Payload> {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as Payload) : {};
  } catch {
    return {};
  }
}
