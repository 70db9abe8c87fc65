/** The business day that follows the calendar: one event, whatever the number of processes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayInVietNam } from '../../src/congress/follow-clock';
import { turnDayByClock } from '../../src/congress/turn-day';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.dataSource.query(`
    INSERT INTO campaign (name, term, directive, starts_on, ends_on, today, follows_clock)
    VALUES ('Test', '2020-2025', '35', '2020-01-01', '2021-02-01', '2020-02-29', true);
    INSERT INTO organization (id, code, name, level, kind, path, search)
    VALUES (1, 'VN', 'VN', 'CENTRAL', 'ROOT', '{1}', 'vn')`);
});
afterAll(() => database.close());

test('the day in Viet Nam is seven hours ahead of UTC', () => {
  expect(dayInVietNam(new Date('2020-02-29T16:59:59Z'))).toBe('2020-02-29');
  expect(dayInVietNam(new Date('2020-02-29T17:00:00Z'))).toBe('2020-03-01');
});

test('ten turns at once to the same day are one event; a turn back is none', async () => {
  const { dataSource } = database;
  await Promise.all(Array.from({ length: 10 }, () => turnDayByClock(dataSource, '2020-03-01')));
  await turnDayByClock(dataSource, '2020-02-28');
  expect(await dataSource.query('SELECT kind, day, position, actor FROM log_entry')).toEqual([
    { kind: 'DAY_TURNED', day: '2020-03-01', position: 1, actor: null },
  ]);
});
