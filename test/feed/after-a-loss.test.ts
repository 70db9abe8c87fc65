/** P5: who comes after a loss was told of is let in, however far the log has gone on in between. */
import { afterEach, expect, test } from '@jest/globals';
import { toCursor } from '../../src/feed/cursor';
import { FanOut } from '../../src/feed/fan-out';
import { SubscriptionPlan } from '../../src/feed/subscription-plan';
import { append, takePositions } from '../../src/feed/log';
import { Tail } from '../../src/feed/tail';
import { Turns } from '../../src/process/turns';
import type { Problem } from '../../src/problem';
import { openCleanUp } from '../support/clean-up';
import { CollectingOutlet } from '../support/collecting-outlet';
import { makeUp } from '../support/made-up-answers';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

async function writeKinds({ dataSource }: TestDatabase, kinds: readonly string[]): Promise<void> {
  const rest = { day: '2020-02-29', actor: null, reason: null, recordId: null, path: [], labels: [], body: {} };
  await dataSource.transaction(async (manager) => {
    const entries = kinds.map((kind) => ({ ...rest, kind, totals: [] }));
    await append(manager, await takePositions(manager, kinds.length), entries);
  });
}

test('P5: a cursor from just after the loss is good when the log has gone on since', async () => {
  const database = await openTestDatabase();
  closers.add(() => database.close());
  const { dataSource, url } = database;
  await writeKinds(database, ['FIRST', 'SECOND', 'LOST']);
  const log = { info: () => undefined, warn: () => undefined };
  const tail = await Tail.open({ dataSource, url, log });
  closers.add(() => tail.close());
  await dataSource.query('DELETE FROM log_entry WHERE position > 2');
  await dataSource.query(
    'UPDATE log_head SET position = 2, mark = (SELECT entry.mark FROM log_entry entry WHERE entry.position = 2)',
  );
  const fanOut = new FanOut(tail, dataSource, new Turns());
  await tail.look();
  const from = tail.place;
  expect(from.position).toBe(2);
  await writeKinds(database, ['THIRD']);
  await tail.look();
  const outlet = new CollectingOutlet();
  await fanOut.join({
    key: 'everything',
    after: toCursor(from),
    outlet,
    open: () =>
      Promise.resolve({
        price: 0,
        followed: new SubscriptionPlan({
          kind: 'events',
          filter: { through: [], labels: [] },
          from,
          previous: undefined,
          toRoot: ({ kind }) => ({ kind }),
        }),
        ...makeUp((root) => (root as { kind: string }).kind),
        explain: (error) => Buffer.from((error as Problem).code),
      }),
  });
  await outlet.waitFor(1);
  expect(outlet.answers).toEqual(['THIRD']);
});
