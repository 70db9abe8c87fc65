/** A primary with a standby that follows it over the network: held back, promoted, followed by a standby again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/start-embedded-postgres';
import { copyRunning } from './copy-cluster';
import { freshDataDirectory, removeDataDirectory } from './data-directory';
import { openTcpProxy, type TcpProxy } from './tcp-proxy';

export interface ReplicatedPostgres {
  /** Address of the one that is written to. */
  url: () => string;
  /** Makes a standby of the primary, if there is none, and waits until it has everything. */
  follow: () => Promise<void>;
  /** The standby gets everything up to here, and nothing more until `letCatchUp`. */
  holdBack: () => Promise<void>;
  letCatchUp: () => Promise<void>;
  /** The standby becomes the primary, with what it has got; nobody hears of the old one any more, which goes on all the same. */
  promote: () => Promise<void>;
  /** The old primaries end without a word to anybody. */
  killOld: () => Promise<void>;
  close: () => Promise<void>;
}

interface Node {
  dataDirectory: string;
  postgres: EmbeddedPostgres;
}

interface Standby extends Node {
  /** From the standby to its primary. */
  line: TcpProxy;
}

/** `checkpoint_timeout`: only a checkpoint that was asked for comes in the time of a test. */
const SETTINGS = { wal_level: 'replica', max_wal_senders: '4', wal_keep_size: '1GB', checkpoint_timeout: '1h' };
const ASK_MILLISECONDS = 10;

export async function openReplicatedPostgres(): Promise<ReplicatedPostgres> {
  let primary = await startPrimary();
  let standby: Standby | undefined;
  const old: Node[] = [];
  const requireStandby = (): Standby => {
    if (standby === undefined) throw new Error('There is no standby.');
    return standby;
  };
  const catchUp = (): Promise<void> => reachPrimary(primary.postgres.url, requireStandby().postgres.url);
  return {
    url: () => primary.postgres.url,
    follow: async () => {
      standby ??= await startStandby(primary);
      await catchUp();
    },
    holdBack: async () => {
      await catchUp();
      const { line, postgres } = requireStandby();
      line.refuse();
      line.cut();
      // What it has received, it would still play back when it is promoted.
      await until(postgres.url, 'SELECT NOT EXISTS (SELECT FROM pg_stat_wal_receiver) AS holds');
    },
    letCatchUp: async () => {
      requireStandby().line.admit();
      await catchUp();
    },
    promote: async () => {
      const { line, ...next } = requireStandby();
      line.refuse();
      line.cut();
      await query(next.postgres.url, 'SELECT pg_promote(true, 60)');
      await line.close();
      old.push(primary);
      primary = next;
      standby = undefined;
    },
    killOld: () => discard(old.splice(0)),
    close: async () => {
      await standby?.line.close();
      await discard([...(standby === undefined ? [] : [standby]), ...old, primary]);
    },
  };
}

async function startPrimary(): Promise<Node> {
  const dataDirectory = await freshDataDirectory();
  return { dataDirectory, postgres: await startEmbeddedPostgres({ dataDirectory, fsync: false, settings: SETTINGS }) };
}

async function startStandby(primary: Node): Promise<Standby> {
  const dataDirectory = await freshDataDirectory();
  await copyRunning(primary.postgres.url, primary.dataDirectory, dataDirectory);
  await writeFile(join(dataDirectory, 'postgres', 'standby.signal'), '');
  const line = await openTcpProxy(primary.postgres.url);
  const { username, password } = new URL(primary.postgres.url);
  const { hostname, port } = new URL(line.url);
  const settings = {
    ...SETTINGS,
    primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password} sslmode=disable`,
    wal_retrieve_retry_interval: '50ms',
  };
  return { dataDirectory, line, postgres: await startEmbeddedPostgres({ dataDirectory, fsync: false, settings }) };
}

async function reachPrimary(primaryUrl: string, standbyUrl: string): Promise<void> {
  const [row] = await query<{ at: string }>(primaryUrl, 'SELECT pg_current_wal_flush_lsn() AS at');
  await until(standbyUrl, `SELECT pg_last_wal_replay_lsn() >= '${row?.at ?? ''}' AS holds`);
}

async function until(url: string, question: string): Promise<void> {
  for (;;) {
    const [row] = await query<{ holds: boolean }>(url, question);
    if (row?.holds === true) return;
    await pause(ASK_MILLISECONDS);
  }
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function discard(nodes: readonly Node[]): Promise<void> {
  for (const { dataDirectory, postgres } of nodes) {
    if (postgres.pid > 0) process.kill(postgres.pid, 'SIGQUIT');
    await postgres.stop();
    await removeDataDirectory(dataDirectory);
  }
}
