/** The embedded PostgreSQL: from nothing to a database, and back to it at every later start. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { identifyProcess } from '../../src/embedded/identify-process';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { prepareCluster } from '../support/prepared-cluster';

let dataDirectory: string;
let servers: EmbeddedPostgres[];

beforeEach(async () => {
  // A project may lie anywhere.
  dataDirectory = await freshDataDirectory("dữ liệu của Đại hội's");
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await removeDataDirectory(dataDirectory);
});

async function start(options: { onExit?: (reason: string) => void } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory, fsync: false, ...options });
  servers.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql).finally(() => client.end());
  return rows.map((row) => Object.values(row)[0]);
}

describe('a data directory that is not there yet', () => {
  it('becomes a database of UTF-8 text, whose data a later start finds again', async () => {
    const first = await start();
    await query(first, `CREATE TABLE note AS SELECT 'Đại hội' AS text`);
    await first.stop();
    const second = await start();
    expect(await query(second, 'SELECT text FROM note')).toEqual(['Đại hội']);
    expect(await query(second, 'SHOW server_encoding')).toEqual(['UTF8']);
    expect(await query(second, `SELECT lower('ĐẠI HỘI')`)).toEqual(['đại hội']);
  });

  it('lets nobody but its owner read the password, and keeps no second copy of it', async () => {
    const server = await start();
    const file = join(dataDirectory, 'postgres.password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(server.url).toContain((await readFile(file, 'utf8')).trim());
    // Root lets the group of the database's user pass through, to its own folder only.
    expect((await stat(dataDirectory)).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o710 : 0o700);
    expect((await readdir(dataDirectory)).sort()).toEqual(['lock', 'postgres', 'postgres.log', 'postgres.password']);
  });

  it('asks everyone for the password', async () => {
    await prepareCluster(dataDirectory);
    const { port } = new URL((await start()).url);
    const client = new Client({ host: '127.0.0.1', port: Number(port), user: 'giaoban', password: 'guessed' });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('a running server', () => {
  beforeEach(() => prepareCluster(dataDirectory));

  it('listens on a port of its own, on this machine only', async () => {
    const server = await start();
    const port = Number(new URL(server.url).port);
    expect(port).not.toBe(5432);
    expect(await query(server, 'SHOW listen_addresses')).toEqual(['127.0.0.1']);
    expect(await query(server, 'SHOW unix_socket_directories')).toEqual(['']);
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address, internal, family } of others) {
      if (internal || family !== 'IPv4') continue;
      const socket = connect(port, address);
      await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('writes to the disk before it answers, unless told otherwise', async () => {
    expect(await query(await start(), 'SHOW fsync')).toEqual(['off']);
    await servers[0]?.stop();
    const safe = await startEmbeddedPostgres({ dataDirectory });
    servers.push(safe);
    expect(await query(safe, 'SHOW fsync')).toEqual(['on']);
    expect(await query(safe, 'SHOW synchronous_commit')).toEqual(['on']);
  });

  it('is stopped in spite of open transactions, cleanly, and as often as one likes', async () => {
    const exits: string[] = [];
    const server = await start({ onExit: (reason) => exits.push(reason) });
    const client = new Client({ connectionString: server.url });
    // First the reason, then the broken connection.
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await client.query('BEGIN; CREATE TABLE unfinished ()');
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await cut).toMatchObject({ code: '57P01' });
    expect(await identifyProcess(server.pid)).toBeUndefined();
    expect(exits).toEqual([]);
    expect(await readdir(dataDirectory)).not.toContain('lock');
    expect(await query(await start(), `SELECT to_regclass('unfinished')`)).toEqual([null]);
    expect(await readFile(join(dataDirectory, 'postgres.log'), 'utf8')).not.toContain('not properly shut down');
  });

  it('that is killed says so once, may still be stopped, and has lost nothing at the next start', async () => {
    const exits: string[] = [];
    let exited: (() => void) | undefined;
    const exit = new Promise<void>((resolve) => (exited = resolve));
    const server = await start({
      onExit: (reason) => {
        exits.push(reason);
        exited?.();
      },
    });
    await query(server, 'CREATE TABLE note AS SELECT 1 AS number');
    process.kill(server.pid, 'SIGKILL');
    await exit;
    await server.stop();
    expect(exits).toEqual([expect.stringContaining('SIGKILL')]);
    expect(await query(await start(), 'SELECT number FROM note')).toEqual([1]);
  });
});
