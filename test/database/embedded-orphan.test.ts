/** What a server leaves behind that had no chance to stop its PostgreSQL, and how the next start deals with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { Client } from 'pg';
import { chooseDatabaseUser, spawnIdentity } from '../../src/embedded/database-user';
import { identifyProcess } from '../../src/embedded/identify-process';
import { startEmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';

import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { untilGone } from '../support/embedded-under-way';

let dataDirectory: string;

beforeEach(async () => {
  dataDirectory = await freshDataDirectory();
});

afterEach(async () => {
  await removeDataDirectory(dataDirectory);
});

/** A process that starts a server with one row in it, writes the number of PostgreSQL's process, and then goes `on`. */
function spawnHolder(on: 'forever' | 'to its end'): ChildProcess {
  const script = `
    require(${JSON.stringify(join(__dirname, '../support/typescript-hook.js'))});
    const { Client } = require('pg');
    const { startEmbeddedPostgres } = require(${JSON.stringify(join(__dirname, '../../src/embedded/start-embedded-postgres.ts'))});
    (async () => {
      const server = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)} });
      const client = new Client({ connectionString: server.url });
      await client.connect();
      await client.query('CREATE TABLE note AS SELECT 42 AS number');
      await client.end();
      console.log(server.pid);
      if (${String(on === 'forever')}) setInterval(() => {}, 1000);
    })();`;
  return spawn(process.execPath, ['-e', script], {
    cwd: join(__dirname, '../..'),
    // In a group of its own, as a shell in a terminal does it.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return chunk.toString().trim();
}

async function readNumber(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ number: number }>('SELECT number FROM note').finally(() => client.end());
  return rows[0]?.number;
}

describe('a server that went away without stopping its PostgreSQL', () => {
  it.each([
    { way: 'by kill -9', end: (pid: number) => process.kill(pid, 'SIGKILL') },
    { way: 'by Ctrl-C in its terminal', end: (pid: number) => process.kill(-pid, 'SIGINT') },
  ] as const)('$way is cleared up after by the next start, which finds the data', async ({ end }) => {
    const holder = spawnHolder('forever');
    const exit = once(holder, 'exit');
    const orphan = Number(await firstLine(holder));
    end(holder.pid ?? 0);
    await exit;
    expect(await identifyProcess(orphan)).toBeDefined();
    const said: string[] = [];
    const server = await startEmbeddedPostgres({ dataDirectory, say: (line) => said.push(line) });
    expect(said).toEqual([expect.stringContaining(`left running (process ${String(orphan)})`)]);
    expect(await identifyProcess(orphan)).toBeUndefined();
    expect(await readNumber(server.url)).toBe(42);
    await server.stop();
    expect(await readFile(join(dataDirectory, 'postgres.log'), 'utf8')).not.toContain('not properly shut down');
  });
});

test('a server that had nothing left to do takes its PostgreSQL with it, without being asked to stop it', async () => {
  const holder = spawnHolder('to its end');
  const exit = once(holder, 'exit');
  const database = Number(await firstLine(holder));
  await exit;
  await untilGone(database);
  const log = await readFile(join(dataDirectory, 'postgres.log'), 'utf8');
  expect(log).toContain('received fast shutdown request');
});

describe('the number of a process that is gone', () => {
  it('is no obstacle when another process has it by now, and that one is left alone', async () => {
    const before = await startEmbeddedPostgres({ dataDirectory, fsync: false });
    const cluster = join(dataDirectory, 'postgres');
    const pidFile = join(cluster, 'postmaster.pid');
    const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n');
    await before.stop();
    // Of the same user, since PostgreSQL itself takes no notice of others.
    const bystander = spawn('/bin/sleep', ['3600'], spawnIdentity(await chooseDatabaseUser(cluster)));
    const bystanderExit = once(bystander, 'exit');
    await writeFile(pidFile, [bystander.pid, ...rest].join('\n'));
    const after = await startEmbeddedPostgres({ dataDirectory, fsync: false });
    await after.stop();
    expect(await identifyProcess(bystander.pid ?? 0)).toBeDefined();
    bystander.kill();
    await bystanderExit;
  });
});
