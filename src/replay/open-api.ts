/** The API of a running server over HTTP, as a program with a token asks it. */
import { setTimeout as pause } from 'node:timers/promises';
import { PROBLEM_CODES, Problem, type ProblemCode } from '../problem';
import { plain } from '../words/message';

export interface Api {
  url: string;
  /** The answer; what was refused of it stands beside the data. What is refused as a whole is thrown. */
  send: <Data>(document: string, variables?: object) => Promise<ApiAnswer<Data>>;
  /** The data; anything that is refused is thrown. */
  ask: <Data>(document: string, variables?: object) => Promise<Data>;
}

interface ApiAnswer<Data> {
  data: Data;
  errors: readonly ApiError[];
}

export interface ApiError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; retryAfter?: number };
}

/** The line broke, or the server cannot answer at the moment: whether it did what was asked is not known. */
export class LineLost extends Error {
  constructor(readonly why: string) {
    super(why);
    this.name = 'LineLost';
  }
}

interface Door {
  url: string;
  token: string;
  signal: AbortSignal;
}

export function openApi(door: Door): Api {
  const send = async <Data>(document: string, variables: object = {}): Promise<ApiAnswer<Data>> => {
    const body = JSON.stringify({ query: document, variables });
    for (;;) {
      const { data, errors = [] } = await post<Data>(door, body);
      const retryAfter = errors.find(({ extensions }) => extensions?.code === 'LIMIT')?.extensions?.retryAfter;
      if (data == null && retryAfter !== undefined) {
        await pause(retryAfter * 1_000, undefined, { signal: door.signal });
        continue;
      }
      const lost = errors.find(({ extensions }) => extensions?.code === 'UNAVAILABLE');
      if (lost !== undefined) throw new LineLost(lost.message);
      if (data != null) return { data, errors };
      throw toProblem(errors[0] ?? { message: 'The server has answered nothing.' });
    }
  };
  return {
    url: door.url,
    send,
    ask: async <Data>(document: string, variables?: object) => {
      const { data, errors } = await send<Data>(document, variables);
      if (errors[0] !== undefined) throw toProblem(errors[0]);
      return data;
    },
  };
}

interface Body<Data> {
  data?: Data | null;
  errors?: ApiError[];
}

const ANSWERED_WITHIN_MILLISECONDS = 120_000;

async function post<Data>({ url, token, signal }: Door, body: string): Promise<Body<Data>> {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
  };
  const patience = AbortSignal.any([signal, AbortSignal.timeout(ANSWERED_WITHIN_MILLISECONDS)]);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: patience });
    return readBody<Data>(response.status, await response.text());
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Problem || error instanceof LineLost ? error : new LineLost(describeLoss(error));
  }
}

function readBody<Data>(status: number, text: string): Body<Data> {
  if (status === 404 || status === 405) throw notThere(status);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    if (status >= 500) throw new LineLost(`it answers ${status}`);
    throw notThere(status);
  }
  if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) throw notThere(status);
  return body as Body<Data>;
}

function notThere(status: number): Problem {
  const message = plain`The server answers ${status} there, and nothing that is GraphQL. Use the address of its GraphQL endpoint, such as http://127.0.0.1:4000/graphql.`;
  return new Problem('NOT_FOUND', message);
}

/** A few words. The message of `fetch` says nothing; its cause does. */
function describeLoss(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: unknown; message?: unknown }; message?: unknown };
  if (cause?.code === 'ECONNREFUSED') return 'nobody listens there';
  const words = [cause?.message, cause?.code, message].find((each) => typeof each === 'string' && each !== '');
  return typeof words === 'string' ? words : 'the line broke';
}

export function toProblem({ message, extensions }: ApiError): Problem {
  const code = extensions?.code ?? '';
  return new Problem(isKnown(code) ? code : 'BAD_REQUEST', plain`${message}`);
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_CODES, code);
}
