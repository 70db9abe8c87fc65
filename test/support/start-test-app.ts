/** The whole server on a database of its own, with clients that speak real HTTP and real WebSocket to it. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type GraphQLFormattedError } from 'graphql';
import { join } from 'node:path';
import { pino } from 'pino';
import { signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import { startApp, type App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import { openVoice } from '../../src/process/voice';
import { cloneTemplate } from './templates';
import { withoutPosition } from './without-position';

/** Jest translates the sources for its own threads only. */
export const THREAD_ARGUMENTS = ['-r', join(__dirname, 'typescript-hook.js')];

export const SECRET = 'a secret for tests that is long enough';

export interface Answer<Result> {
  data?: Result | null;
  errors?: GraphQLFormattedError[];
}

/** Sends an operation that must succeed; says what its data are when the document does not. */
interface Ask {
  <Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables?: Variables,
    token?: string,
  ): Promise<Result>;
  <Result>(document: string, variables?: object, token?: string): Promise<Result>;
}

export interface TestApp {
  app: App;
  url: string;
  databaseUrl: string;
  /** Sends an operation; the whole answer, errors and all. */
  send: <Result, Variables>(
    document: TypedDocumentNode<Result, Variables> | string,
    variables?: Variables,
    token?: string,
  ) => Promise<Answer<Result>>;
  ask: Ask;
  close: () => Promise<void>;
}

/** A token of that role in that organization's subtree. */
export function tokenFor(role: Role, organization = 'VN', subject = `${role} of ${organization}`): Promise<string> {
  return signToken({ subject, role, organization }, new TextEncoder().encode(SECRET));
}

export async function startOn(
  databaseUrl: string,
  environment: Record<string, string> = {},
  threadArguments = THREAD_ARGUMENTS,
): Promise<App> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    AUTH_JWT_SECRET: SECRET,
    PORT: '0',
    DRAIN_SECONDS: '0',
    ...environment,
  });
  return startApp({
    config,
    log: pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' }),
    voice: openVoice({ write: () => undefined }),
    onDatabaseLost: () => undefined,
    threadArguments,
  });
}

interface TestAppOptions {
  /** The small one has the published figures, but of most provinces no more than these count. */
  country?: 'small' | 'whole';
  threadArguments?: string[];
}

export async function startTestApp(
  environment: Record<string, string> = {},
  { country = 'small', threadArguments = THREAD_ARGUMENTS }: TestAppOptions = {},
): Promise<TestApp> {
  const database = await cloneTemplate(country);
  const app = await startOn(database.url, environment, threadArguments);
  const admin = await tokenFor(Role.ADMIN);
  const send: TestApp['send'] = (document, variables, token = admin) => post(app.url, document, variables, token);
  return {
    app,
    url: app.url,
    databaseUrl: database.url,
    send,
    ask: async <Result, Variables>(
      document: TypedDocumentNode<Result, Variables> | string,
      variables?: Variables,
      token?: string,
    ) => requireData(await send(document, variables, token)),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

export async function post<Result, Variables>(
  url: string,
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables | undefined,
  token: string | null,
): Promise<Answer<Result>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: typeof document === 'string' ? document : print(document), variables }),
  });
  return withoutPosition((await response.json()) as Answer<Result>);
}

export function requireData<Result>({ data, errors }: Answer<Result>): Result {
  if (errors !== undefined) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  if (data == null) throw new Error('The answer has no data.');
  return data;
}
