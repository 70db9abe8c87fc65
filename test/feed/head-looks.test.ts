/** P19: looks at the end of the log: which one serves whom, and what becomes of those who wait when it fails. */
import { afterEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/open-data-source';
import { poolOf } from '../../src/database/pool-client';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { HeadLooks } from '../../src/feed/head-looks';
import { openCleanUp } from '../support/clean-up';
import { onDatabase } from '../support/oracle-log';
import { spyStatements } from '../support/spy-statements';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { cloneTemplate } from '../support/templates';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

interface Opened {
  looks: HeadLooks;
  dataSource: DataSource;
  line: TcpProxy;
  /** Past the line. */
  moveTo: (position: number) => Promise<unknown>;
}

async function open(): Promise<Opened> {
  const database = await cloneTemplate('empty');
  closers.add(database.drop);
  const line = await openTcpProxy(database.url);
  closers.add(line.close);
  const through = new URL(database.url);
  through.hostname = new URL(line.url).hostname;
  through.port = new URL(line.url).port;
  const dataSource = await openDataSource({
    ...{ url: through.href, entities: ENTITIES, migrations: MIGRATIONS },
    onError: () => undefined,
  });
  closers.add(() => dataSource.destroy());
  const moveTo = (position: number) =>
    onDatabase(database.url, (client) => client.query('UPDATE log_head SET position = $1', [position]));
  return { looks: new HeadLooks(dataSource), dataSource, line, moveTo };
}

/** Resolves when the statement of a look has been sent, which is held back on its way. */
async function whenSent(statements: readonly string[], count: number): Promise<void> {
  while (statements.filter((text) => text.includes('log_head')).length < count) await new Promise(setImmediate);
}

function spy(): string[] {
  const { statements, stop } = spyStatements();
  closers.add(() => {
    stop();
    return Promise.resolve();
  });
  return statements;
}

test('P19: one serves all who ask before it is sent; who asks while it is under way is served by the next', async () => {
  const { looks, line, moveTo } = await open();
  await looks.look();
  const statements = spy();
  line.stallClient();
  const first = Array.from({ length: 50 }, () => looks.look());
  await whenSent(statements, 1);
  await moveTo(7);
  const later = [looks.look(), looks.look()];
  await new Promise(setImmediate);
  later.push(looks.look());
  expect(looks.count).toBe(2);
  line.flow();
  const [one, ...others] = await Promise.all(first);
  for (const other of others) expect(other).toBe(one);
  const places = await Promise.all(later);
  expect(places.map(({ position }) => position)).toEqual([7, 7, 7]);
  for (const place of places) expect(place).toBe(places[0]);
  expect(looks.count).toBe(3);
});

test('P19: whoever asks after a change has been made is told of it, a thousand times', async () => {
  const { looks, moveTo } = await open();
  const heads: Promise<void>[] = [];
  for (let position = 1; position <= 200; position += 1) {
    await moveTo(position);
    for (let each = 0; each < 5; each += 1) {
      heads.push(
        looks.look().then((place) => {
          expect(place.position).toBeGreaterThanOrEqual(position);
        }),
      );
    }
  }
  await Promise.all(heads);
  expect(heads).toHaveLength(1_000);
  expect(looks.count).toBeLessThanOrEqual(200);
});

test('one that fails fails those who wait for it, and no others', async () => {
  const { looks, line } = await open();
  await looks.look();
  line.refuse();
  line.cut();
  const failing = [looks.look(), looks.look()];
  for (const each of await Promise.allSettled(failing)) expect(each.status).toBe('rejected');
  const { count } = looks;
  line.admit();
  const [one, other] = await Promise.all([looks.look(), looks.look()]);
  expect(one).toEqual({ epoch: '', position: 0, mark: null });
  expect(other).toBe(one);
  expect(looks.count).toBe(count + 1);
});

test('who asks while one fails is served by the next', async () => {
  const { looks, line } = await open();
  await looks.look();
  const statements = spy();
  line.stall();
  const failing = looks.look();
  await whenSent(statements, 1);
  const next = looks.look();
  line.refuse();
  line.cut();
  line.flow();
  await expect(
    failing.catch((error: unknown) => {
      line.admit();
      throw error;
    }),
  ).rejects.toThrow();
  expect((await next).position).toBe(0);
});

test('a connection that has died meanwhile is found out, and another one is looked over', async () => {
  const { looks, line, moveTo } = await open();
  await looks.look();
  line.cut();
  await moveTo(7);
  expect((await looks.look()).position).toBe(7);
  expect(looks.count).toBe(2);
});

test('connections are given back, whatever comes of the look', async () => {
  const { looks, dataSource, line } = await open();
  for (let round = 0; round < 40; round += 1) {
    if (round % 2 === 1) line.cut();
    await looks.look().catch(() => undefined);
  }
  const { idleCount, totalCount } = poolOf(dataSource);
  expect(idleCount).toBe(totalCount);
});
