/** The tail while the log never rests: what it has read is known at once, though there is always more to read. */
import { afterEach, expect, test } from '@jest/globals';
import { nameOf } from '../../src/feed/cursor';
import { append, readHead, takePositions } from '../../src/feed/log';
import { Tail } from '../../src/feed/tail';
import { openCleanUp } from '../support/clean-up';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

const ENTRY = {
  day: '2020-02-29',
  actor: null,
  reason: null,
  recordId: null,
  path: [],
  labels: [],
  body: {},
  totals: [],
};

async function write({ dataSource }: TestDatabase): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await append(manager, await takePositions(manager, 1), [{ ...ENTRY, kind: 'HELD' }]);
  });
}

test('an entry is reached, though notifications never end', async () => {
  const database = await openTestDatabase();
  closers.add(() => database.close());
  const log = { info: () => undefined, warn: () => undefined };
  const tail = await Tail.open({ dataSource: database.dataSource, url: database.url, log });
  closers.add(() => tail.close());
  // What a notification does, in every turn.
  const noise = { isOver: false };
  const wake = (): void => {
    void tail.look();
    if (!noise.isOver) setImmediate(wake);
  };
  wake();
  for (let round = 0; round < 20; round += 1) {
    await write(database);
    expect(await tail.reaches(nameOf(await readHead(database.dataSource.manager)))).toBe(true);
  }
  noise.isOver = true;
});
