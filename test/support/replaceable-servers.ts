/** Two servers on a database that is about to be replaced, each with a line of its own to it, and writers past them. */
import type { DataSource } from 'typeorm';
import type { App } from '../../src/app';
import type { Closers } from '../../src/process/closers';
import { openDataSource } from '../../src/database/open-data-source';
import { migrate } from '../../src/database/migrate';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { Level } from '../../src/organization/level';
import { carryOut } from './command';
import { plantTree } from './plant-tree';
import type { Filling } from './prepared-cluster';
import { startOn } from './start-test-app';
import { openTcpProxy, type TcpProxy } from './tcp-proxy';

const { CENTRAL, CENTRALLY_RUN, GRASSROOTS } = Level;

/** The root, two bodies below it, and three below each of those. */
const PARENTS = [0, 0, 1, 1, 1, 2, 2, 2];
const BODIES = [3, 4, 5, 6, 7, 8];

export interface ReplaceableServer {
  app: App;
  /** Between it and the database. */
  line: TcpProxy;
  /** Between its subscribers and it. */
  door: TcpProxy;
}

export async function withDatabase<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

export const SMALL_TREE: Filling = { name: 'small-tree', fill: plantSmallTree };

/** A small country, every congress planned. */
export function plantSmallTree(url: string): Promise<void> {
  return withDatabase(url, async (dataSource) => {
    await migrate(dataSource, url);
    await plantTree(dataSource, {
      parents: PARENTS,
      levels: [CENTRAL, CENTRALLY_RUN, CENTRALLY_RUN, ...BODIES.map(() => GRASSROOTS)],
      deadlines: { GRASSROOTS: '2020-03-04' },
      today: '2020-03-01',
    });
    for (const organization of BODIES) {
      await carryOut(dataSource, { key: null, name: 'plan', organization, days: 5, pilot: false });
    }
  });
}

export function write(url: string, count: number): Promise<void> {
  return withDatabase(url, async (dataSource) => {
    for (let written = 0; written < count; written += 1) await writeOne(dataSource);
  });
}

/** Changes the congresses in turn: each is reported, and the next time its report is retracted. */
export async function writeOne(dataSource: DataSource): Promise<void> {
  const [next] = await dataSource.query<{ organization: number; status: string }[]>(
    `SELECT organization_id - 1 AS organization, status FROM congress ORDER BY position, id LIMIT 1`,
  );
  if (next === undefined) throw new Error('Nothing is planted.');
  const { organization, status } = next;
  await (status === 'COMPLETED'
    ? carryOut(dataSource, { key: null, name: 'retract', organization })
    : carryOut(dataSource, { key: null, name: 'report', organization, days: -1, attended: 90 }));
}

export async function startReplaceable(databaseUrl: string, closers: Closers): Promise<ReplaceableServer> {
  const line = await openTcpProxy(databaseUrl);
  closers.add(line.close);
  const app = await startBehind(line, databaseUrl, closers);
  const door = await openTcpProxy(app.url);
  closers.add(door.close);
  return { line, app, door };
}

async function startBehind(line: TcpProxy, databaseUrl: string, closers: Closers): Promise<App> {
  const through = new URL(databaseUrl);
  through.hostname = new URL(line.url).hostname;
  through.port = new URL(line.url).port;
  const app = await startOn(through.href, { PUBLIC_TOTALS: 'on' });
  closers.add(app.close);
  return app;
}

/** The next one takes its place, where the database is now. */
export async function startAgain(server: ReplaceableServer, url: string, closers: Closers): Promise<void> {
  lead(server, url);
  server.app = await startBehind(server.line, url, closers);
  server.door.leadTo(server.app.url);
}

/** Its database is another from now on: what runs breaks off, and what is new finds the other one. */
export function lead({ line }: ReplaceableServer, url: string): void {
  line.leadTo(url);
  line.flow();
  line.cut();
  line.admit();
}
