/** Starts the servers that are compared: each a process of its own on the same database, with its log in a file. */
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import type { Closers } from '../../src/process/closers';
import { startServer } from '../attacks/server-under-attack';
import type { GiaobanStart } from '../giaoban-server';
import { startChild } from '../start-child';
import { writeRequest } from './answer-line';
import { requestsAt, type Contender, type Questioner } from './contender';
import { NEWER_NODE } from './install-peers';
import type { Constant, PeerCommands, PeerStart } from './peer-commands';
import { WORKS, type Work } from './works';

/** Its limits are asked for each time, and none is reached. */
const UNREACHED = {
  LIMIT_COST: '100000000',
  LIMIT_COST_PER_SECOND: '1000000000',
  LIMIT_COST_AT_ONCE: '1000000000',
  LIMIT_CONNECTIONS_PER_ADDRESS: '100000',
  LIMIT_NEWCOMERS: '100000',
  LIMIT_NEWCOMERS_PER_ADDRESS: '100000',
};

const POSTGRAPHILE = 'postgraphile-server';
const PEERS = [
  { name: 'Mercurius, `jit: 1`, SQL by hand', file: 'mercurius-server' },
  { name: 'GraphQL Yoga, DataLoader, SQL by hand', file: 'yoga-server' },
  { name: 'type-graphql, Apollo Server, fastify, TypeORM', file: 'apollo-server' },
  { name: 'PostGraphile 5', file: POSTGRAPHILE },
];

const inOurs = ({ document, isOursAlone }: Work): string | undefined => (isOursAlone === true ? undefined : document);
const inItsSchema = (work: Work): string | undefined => work.ofPostgraphile ?? inOurs(work);

export async function openLogs(closers: Closers): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-answers-'));
  // The database is another user's where the benchmark is root's.
  await chmod(folder, 0o755);
  closers.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** `bin/giaoban serve` of a built checkout, as a service runs it, asked with a token. */
export async function openOurs(
  closers: Closers,
  { databaseUrl, secret }: GiaobanStart,
  { folder, logs, name = 'Giao Ban' }: { folder: string; logs: string; name?: string },
): Promise<Contender> {
  const settings = { ...UNREACHED, DATABASE_URL: databaseUrl };
  const dataDirectory = join(logs, name.replaceAll(' ', '-'));
  const server = await startServer({ folder, dataDirectory, secret, settings });
  closers.add(server.stop);
  const claims = { subject: 'asker', role: Role.VIEWER, organization: 'VN' };
  const token = await signToken(claims, new TextEncoder().encode(secret));
  const url = `${server.url}/graphql`;
  return { name, kind: 'ours', pid: server.pid, url, requestFor: requestsAt(url, ({ document }) => document, token) };
}

export async function openPeers(databaseUrl: string, logs: string): Promise<Contender[]> {
  const peers: Contender[] = [];
  for (const { name, file } of PEERS) {
    const { url, pid } = await startPeer(file, { databaseUrl }, logs);
    peers.push({
      name,
      kind: 'peer',
      pid,
      url,
      requestFor: requestsAt(url, file === POSTGRAPHILE ? inItsSchema : inOurs),
    });
  }
  return peers;
}

/** What we answer, by somebody who does nothing for it. */
export async function openConstants(questioner: Questioner, ours: Contender, logs: string): Promise<Contender[]> {
  const constants: Constant[] = [];
  for (const work of WORKS) {
    const answer = await questioner.ask(ours, work);
    const { data } = JSON.parse(answer) as { data: Record<string, unknown> };
    constants.push({ name: work.name, answer, value: Object.values(data)[0] });
  }
  const { url, pid } = await startPeer('constant-server', { databaseUrl: '', constants }, logs);
  const byName: Contender['requestFor'] = requestsAt(url, ({ name, document }) => {
    const [root = ''] = /\w+/.exec(document) ?? [];
    return root.startsWith('__') ? document : `{ ${root}: ${name} }`;
  });
  const routes = new Map(WORKS.map((work) => [work, writeRequest(`${url}/${work.name}`, work.document)]));
  return [
    { name: 'a constant by Mercurius', kind: 'constant', pid, url, requestFor: byName },
    { name: 'a constant by a route of fastify', kind: 'constant', pid, url, requestFor: (work) => routes.get(work) },
  ];
}

async function startPeer(file: string, start: PeerStart, logs: string): Promise<{ url: string; pid: number }> {
  const log = openSync(join(logs, `${file}.log`), 'a');
  const child = await startChild<PeerCommands>(`peers/${file}`, {
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', log, log, 'ipc'],
    ...(file === POSTGRAPHILE ? { execPath: NEWER_NODE } : {}),
  });
  return { url: await child.ask('start', start), pid: child.pid };
}
