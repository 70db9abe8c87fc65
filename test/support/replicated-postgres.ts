/** A primary with a standby that follows it over the network: held back, promoted, followed by a standby again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { copyRunning } from './copy-cluster';
import { freshDataDirectory, removeDataDirectory } from './data-directory';
import { onDatabase } from './oracle-log';
import { startPrepared, type Filling } from './prepared-cluster';
import { openTcpProxy, type TcpProxy } from './tcp-proxy';

export interface ReplicatedPostgres {
  /** Address of the one that is written to. */
  url: () => string;
  /** Makes a standby, if there is none. */
  ensureStandby: () => Promise<void>;
  /** Waits until the standby has everything; makes one, if there is none. */
  letCatchUp: () => Promise<void>;
  /** The standby gets everything up to here, and nothing more until `letCatchUp`. */
  holdBack: () => Promise<void>;
  /** The standby becomes the primary, with what it has got; nobody hears of the old one any more, which goes on all the same. */
  promote: () => Promise<void>;
  /** The old primaries end without a word to anybody. */
  killOld: () => Promise<void>;
  /** The primary ends; `start` brings it back, at another address. */
  stop: (how: 'stop' | 'kill') => Promise<void>;
  start: () => Promise<void>;
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
const SETTINGS = {
  wal_level: 'replica',
  max_wal_senders: '4',
  wal_keep_size: '1GB',
  checkpoint_timeout: '1h',
  // Every start and every connection costs less.
  shared_buffers: '16MB',
};
const ASK_MILLISECONDS = 10;

/** With what is filled into its database. */
export async function openReplicatedPostgres(filling?: Filling): Promise<ReplicatedPostgres> {
  let primary = await startPrimary(filling);
  let standby: Standby | undefined;
  const old: Node[] = [];
  const requireStandby = (): Standby => {
    if (standby === undefined) throw new Error('There is no standby.');
    return standby;
  };
  const letCatchUp = async (): Promise<void> => {
    standby ??= await startStandby(primary);
    standby.line.admit();
    await reachPrimary(primary.postgres.url, standby.postgres.url);
  };
  return {
    url: () => primary.postgres.url,
    holdBack: async () => {
      await letCatchUp();
      const { line, postgres } = requireStandby();
      line.refuse();
      line.cut();
      // What it has received, it would still play back when it is promoted.
      await until(postgres.url, 'SELECT NOT EXISTS (SELECT FROM pg_stat_wal_receiver) AS holds');
    },
    ensureStandby: async () => {
      standby ??= await startStandby(primary);
    },
    letCatchUp,
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
    stop: async (how) => {
      if (how === 'kill') process.kill(primary.postgres.pid, 'SIGKILL');
      await primary.postgres.stop();
    },
    start: async () => {
      primary.postgres = await start(primary.dataDirectory);
      standby?.line.leadTo(primary.postgres.url);
    },
    close: async () => {
      await standby?.line.close();
      await discard([...(standby === undefined ? [] : [standby]), ...old, primary]);
    },
  };
}

async function startPrimary(filling?: Filling): Promise<Node> {
  const dataDirectory = await freshDataDirectory();
  const postgres = filling
    ? await startPrepared({ dataDirectory, settings: SETTINGS }, filling)
    : await start(dataDirectory);
  return { dataDirectory, postgres };
}

function start(dataDirectory: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDirectory, fsync: false, settings: { ...SETTINGS, ...settings } });
}

async function startStandby(primary: Node): Promise<Standby> {
  const dataDirectory = await freshDataDirectory();
  await copyRunning(primary.postgres.url, primary.dataDirectory, dataDirectory);
  await writeFile(join(dataDirectory, 'postgres', 'standby.signal'), '');
  const line = await openTcpProxy(primary.postgres.url);
  const { username, password } = new URL(primary.postgres.url);
  const { hostname, port } = new URL(line.url);
  const settings = {
    primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password} sslmode=disable`,
    wal_retrieve_retry_interval: '50ms',
  };
  return { dataDirectory, line, postgres: await start(dataDirectory, settings) };
}

async function reachPrimary(primaryUrl: string, standbyUrl: string): Promise<void> {
  const [row] = await query<{ at: string }>(primaryUrl, 'SELECT pg_current_wal_flush_lsn() AS at');
  await until(standbyUrl, `SELECT pg_last_wal_replay_lsn() >= '${row?.at ?? ''}' AS holds`);
}

/** Asks over one connection: to open one costs more than all that it is asked. */
function until(url: string, question: string): Promise<void> {
  return onDatabase(url, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ holds: boolean }>(question);
      if (rows[0]?.holds === true) return;
      await pause(ASK_MILLISECONDS);
    }
  });
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const { rows } = await onDatabase(url, (client) => client.query<Row>(sql));
  return rows;
}

async function discard(nodes: readonly Node[]): Promise<void> {
  for (const { dataDirectory, postgres } of nodes) {
    await postgres.stop();
    await removeDataDirectory(dataDirectory);
  }
}
