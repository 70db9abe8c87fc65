/** Mistakes that people make at the command line: each ends with one line that says what to do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { openCleanUp } from '../support/clean-up';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { openEmptyDatabase, type EmptyDatabase } from '../support/open-empty-database';

const ROOT = join(__dirname, '..', '..');
const HOOK = join(ROOT, 'test', 'support', 'typescript-hook.js');
const SETTINGS = /^(HOST|PORT|DATABASE_URL|DATA_DIR|AUTH_.*|ALLOWED_ORIGINS|PUBLIC_TOTALS|TODAY|LOG_LEVEL)$/;
const SECRET = 'a secret of thirty-two bytes, or more';
const PASSWORD = 'never-to-be-printed';

interface Started {
  ended: Promise<number | null>;
  output: () => { out: string; err: string };
  interrupt: () => void;
}

function start(words: readonly string[], settings: Record<string, string> = {}): Started {
  const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  const child = spawn(process.execPath, ['-r', HOOK, join(ROOT, 'src', 'main.ts'), ...words], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { ended, output: () => output, interrupt: () => child.kill('SIGINT') };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const cleanUp = openCleanUp();
let dataDirectory: string;
let emptyDatabase: EmptyDatabase;
let web: Server;
let webPort: number;

beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
  cleanUp.add(() => removeDataDirectory(dataDirectory));
  await mkdir(dataDirectory);
  await writeFile(join(dataDirectory, 'token.secret'), '');
  emptyDatabase = await openEmptyDatabase();
  cleanUp.add(() => emptyDatabase.drop());
  web = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(web, 'listening');
  webPort = (web.address() as AddressInfo).port;
  cleanUp.add(() => new Promise((resolve) => web.close(resolve)));
});

afterAll(() => cleanUp.closeAll());

/** The database of the test run, with something about it changed. */
function database(change: (url: URL) => void): Record<string, string> {
  const url = new URL(emptyDatabase.url);
  change(url);
  return { DATABASE_URL: url.href, AUTH_JWT_SECRET: SECRET, PORT: '0' };
}

interface Mistake {
  name: string;
  words: string[];
  settings?: () => Record<string, string>;
  message: RegExp;
}

const TOKEN = ['token', '--role', 'VIEWER', '--organization', 'VN'];

const MISTAKES: Mistake[] = [
  {
    name: 'an unknown command',
    words: ['nonsense'],
    message: /There is no command "nonsense"\. See giaoban --help\.$/,
  },
  {
    name: 'an unknown option',
    words: ['serve', '--nonsense'],
    message: /unknown option '--nonsense'\. See giaoban --help/,
  },
  {
    name: 'a token of no role',
    words: ['token', '--organization', 'VN'],
    message: /required option '--role <role>' not specified\. See giaoban --help/,
  },
  {
    name: 'a token of no organization',
    words: ['token', '--role', 'VIEWER'],
    message: /required option '--organization <code>' not specified\. See giaoban --help/,
  },
  ...['0d', '30', '9999999d'].map((time) => ({
    name: `a token that holds for ${time}`,
    words: [...TOKEN, `--expires=${time}`],
    message:
      /argument '[^']+' is invalid\. Use a number with m, h or d, such as 12h or 30d, or never\. See giaoban --help/,
  })),
  { name: 'an unknown role', words: ['token', '--role', 'KING'], message: /'KING' is invalid\. .*See giaoban --help/ },
  { name: 'a port that is none', words: ['serve'], settings: () => ({ PORT: 'many' }), message: /PORT is "many"/ },
  {
    name: 'a port in use',
    words: ['serve'],
    settings: () => ({ PORT: String(webPort), DATA_DIR: join(dataDirectory, 'other') }),
    message: /PORT \d+ is in use on 127\.0\.0\.1: stop the program that uses it, or set PORT to another/,
  },
  {
    name: 'a host of another machine',
    words: ['serve'],
    settings: () => ({ HOST: '192.0.2.1', PORT: '45678', DATA_DIR: join(dataDirectory, 'other') }),
    message: /HOST 192\.0\.2\.1 is not an address of this machine/,
  },
  {
    name: 'a database server that is not there',
    words: ['serve'],
    settings: () => database((url) => (url.port = '1')),
    message: /DATABASE_URL points to 127\.0\.0\.1:1, where nothing answers/,
  },
  {
    name: 'a database server that is something else',
    words: ['migrate'],
    settings: () => database((url) => (url.port = String(webPort))),
    message: /DATABASE_URL points to 127\.0\.0\.1:\d+, which does not answer as PostgreSQL does/,
  },
  {
    name: 'a host of the database that is unknown',
    words: ['migrate'],
    settings: () => database((url) => (url.hostname = 'nowhere.invalid')),
    message: /DATABASE_URL names the host of nowhere\.invalid:\d+, which/,
  },
  {
    name: 'a database that does not exist',
    words: ['migrate'],
    settings: () => database((url) => (url.pathname = '/nowhere')),
    message: /DATABASE_URL names the database "nowhere", which 127\.0\.0\.1:\d+ does not have/,
  },
  {
    name: 'a wrong password',
    words: ['verify'],
    settings: () => database((url) => (url.password = PASSWORD)),
    message: /DATABASE_URL has a user or password that 127\.0\.0\.1:\d+ refuses/,
  },
  {
    name: 'a database to verify in which nothing is',
    words: ['verify'],
    settings: () => database(() => undefined),
    message: /The database of DATABASE_URL holds no campaign/,
  },
  {
    name: 'an empty token secret',
    words: [...TOKEN, '--unchecked'],
    settings: () => ({ DATA_DIR: dataDirectory }),
    message: /token\.secret is empty: put the right file back, or remove it/,
  },
  {
    name: 'a data directory that is a file',
    words: TOKEN,
    settings: () => ({ DATA_DIR: join(dataDirectory, 'token.secret') }),
    message: /token\.secret\S* is not a directory: move away the file/,
  },
  {
    name: 'a watched address that is none',
    words: ['watch', '--url', 'localhost:4000'],
    message: /--url is "localhost:4000"/,
  },
];

describe('a mistake ends with one line', () => {
  test.each(MISTAKES)('$name', async ({ words, settings, message }) => {
    const { ended, output } = start(words, settings?.());
    expect(await ended).toBe(1);
    const { err } = output();
    expect(err).toMatch(/^giaoban: [^\n]+\n$/);
    expect(err.trimEnd()).toMatch(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err).not.toContain(PASSWORD);
  });
});

test('verify leaves an empty database empty', async () => {
  await start(
    ['verify'],
    database(() => undefined),
  ).ended;
  const dataSource = await emptyDatabase.connect();
  const tables = await dataSource.query<unknown[]>("SELECT 1 FROM pg_tables WHERE schemaname = 'public'");
  expect(tables).toEqual([]);
});

describe('watch', () => {
  test('ends where there is no such endpoint', async () => {
    web.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'));
    const { ended, output } = start(['watch', '--url', `http://127.0.0.1:${webPort}/`]);
    expect(await ended).toBe(1);
    expect(output().err).toMatch(/^giaoban: The server answers 404 there\.[^\n]+\n$/);
  });

  test('ends with the reason of a server that refuses it', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    cleanUp.add(
      () =>
        new Promise((resolve) => {
          server.close(resolve);
        }),
    );
    await once(server, 'listening');
    server.on('connection', (socket) => {
      socket.close(4403, 'The token has expired.');
    });
    const { ended, output } = start(['watch', '--url', `ws://127.0.0.1:${(server.address() as AddressInfo).port}`]);
    expect(await ended).toBe(1);
    expect(output().err).toBe('giaoban: The token has expired.\n');
  });

  test('says that it tries again, and ends at once at Ctrl-C', async () => {
    const { ended, output, interrupt } = start(['watch', '--url', 'ws://127.0.0.1:1/graphql']);
    await until(() => output().err.includes('\n'));
    interrupt();
    expect(await ended).toBe(0);
    expect(output().err).toMatch(/^No connection to ws:\S+: [^\n]*ECONNREFUSED[^\n]*; trying again\.\n$/);
  });

  test('says when the line is lost, and when it is back', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
    cleanUp.add(
      () =>
        new Promise((resolve) => {
          server.close(resolve);
        }),
    );
    await once(server, 'listening');
    let connections = 0;
    server.on('connection', (socket) => {
      connections += 1;
      socket.on('message', () => {
        socket.send('{"type":"connection_ack"}');
      });
      if (connections === 1)
        setTimeout(() => {
          socket.close(1012, 'The server restarts. Come back.');
        }, 500);
    });
    const { port } = server.address() as AddressInfo;
    const { ended, output, interrupt } = start(['watch', '--url', `ws://127.0.0.1:${port}/graphql`]);
    await until(() => output().err.includes('back.\n'));
    interrupt();
    expect(await ended).toBe(0);
    expect(output().err.split('\n')).toEqual([
      `Watching everything at ws://127.0.0.1:${port}/graphql.`,
      'Lost the connection: The server restarts. Come back; trying again.',
      'The connection is back.',
      '',
    ]);
    for (const socket of server.clients) socket.terminate();
  });
});
