/** While a change holds the head of the log, every writer of the country waits: it sends as many statements for many rows as for one. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { publishBriefing } from '../../src/briefing/publish-briefing';
import { changeCongresses, type CongressRequest } from '../../src/congress/change-congresses';
import { decidePlanning } from '../../src/congress/decide-planning';
import { reportCongressCompleted, reportCongressesCompleted } from '../../src/congress/report-congress-completed';
import { turnDay } from '../../src/congress/turn-day';
import { OverMonths, OverOrganizations } from '../../src/indicator/adding-up';
import { addIndicator } from '../../src/indicator/add-indicator';
import { recordIndicatorValues } from '../../src/indicator/record-indicator-values';
import { Level } from '../../src/organization/level';
import { recordRating } from '../../src/rating/record-rating';
import { addWorkItem } from '../../src/work-program/add-work-item';
import { WorkItemKind } from '../../src/work-program/work-item-words';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { ADMIN, codeOf, plantTree } from '../support/plant-tree';
import { spyStatements } from '../support/spy-statements';

/** Totals are read, entries appended, rows saved. */
const OF_REPORTS = 3;
/** Entries are appended, rows saved. A key adds the statement that remembers the answer. */
const OF_RECORDS = 2;
/** Totals are read, the entry appended. */
const OF_A_DAY = 2;
/** All that a briefing says is read under the head: nobody can change the figures of its position. */
const OF_A_BRIEFING = 25;

const MANY = 1_000;
const heldOn = '2020-02-20';

/** The root, three provinces, and below the first of them those that have a congress. */
const PARENTS = [0, 0, 0, ...Array.from({ length: MANY + 3 }, () => 1)];
const [FIRST, SECOND, THIRD] = [codeOf(1), codeOf(2), codeOf(3)];
const codes = Array.from({ length: MANY + 3 }, (_, index) => codeOf(index + 4));

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ dataSource } = database);
  const { CENTRAL, CENTRALLY_RUN, GRASSROOTS } = Level;
  const levels = [CENTRAL, CENTRALLY_RUN, CENTRALLY_RUN, CENTRALLY_RUN, ...codes.map(() => GRASSROOTS)];
  await plantTree(dataSource, { parents: PARENTS, levels, deadlines: {}, today: '2020-02-29' });
  await planAll();
});
afterAll(() => database.close());

/** In one transaction: a mutation for each would take its time. */
async function planAll(): Promise<void> {
  const prepare = async (manager: EntityManager): Promise<void> => {
    await manager.query(
      `INSERT INTO congress (organization_id, level, pilot, status, position)
       SELECT id, level, false, 'PLANNED', 0 FROM organization WHERE level = 'GRASSROOTS'`,
    );
  };
  const decide: CongressRequest['decide'] = (_history, campaign) => decidePlanning({ plannedOn: heldOn }, campaign);
  const requests = codes.map((organization) => ({ organization, decide }));
  await changeCongresses(dataSource, ADMIN, { name: 'plan', input: {}, prepare }, requests);
}

/** The statements between the one that takes the positions, and with them the head, and the commit. */
async function underHead(change: () => Promise<unknown>): Promise<string[]> {
  const spy = spyStatements();
  await change().finally(spy.stop);
  const taken = spy.statements.findIndex((sql) => sql.includes('UPDATE log_head'));
  expect(taken).toBeGreaterThan(0);
  expect(spy.statements.filter((sql) => sql.includes('UPDATE log_head'))).toHaveLength(1);
  expect(spy.statements.at(-1)).toBe('COMMIT');
  return spy.statements.slice(taken + 1, -1);
}

const toReport = (organization: string) => ({ organization, heldOn });

describe('reports', () => {
  test(`of one congress send ${OF_REPORTS}`, async () => {
    const report = toReport(codes[0]!);
    expect(await underHead(() => reportCongressCompleted(dataSource, ADMIN, report))).toHaveLength(OF_REPORTS);
  });

  test(`of ${MANY} congresses send as many`, async () => {
    const reports = codes.slice(1, MANY + 1).map(toReport);
    const sent = await underHead(() => reportCongressesCompleted(dataSource, ADMIN, { reports }));
    expect(sent).toHaveLength(OF_REPORTS);
  });

  test('send as many when all but one are recorded already', async () => {
    const reports = codes.slice(2, MANY + 2).map(toReport);
    const sent = await underHead(() => reportCongressesCompleted(dataSource, ADMIN, { reports }));
    expect(sent).toHaveLength(OF_REPORTS);
  });
});

function define(code: string, organization = codeOf(0)): Promise<unknown> {
  const texts = { name: 'Lượt kiểm tra', nameEn: 'Visits', unit: 'lượt', unitEn: 'visits' };
  const addingUp = { overOrganizations: OverOrganizations.SUM, overMonths: OverMonths.LAST };
  return addIndicator(dataSource, ADMIN, { organization, code, ...texts, ...addingUp });
}

const toValue = (organization: string) => ({ organization, code: 'visits', month: '2020-02', value: 7 });

describe('values of indicators', () => {
  beforeAll(() => define('visits'));

  test(`send ${OF_RECORDS} for one`, async () => {
    const values = [toValue(codes[0]!)];
    const sent = await underHead(() => recordIndicatorValues(dataSource, ADMIN, { values }));
    expect(sent).toHaveLength(OF_RECORDS);
  });

  test(`send as many for ${MANY}`, async () => {
    const values = codes.slice(1, MANY + 1).map(toValue);
    const sent = await underHead(() => recordIndicatorValues(dataSource, ADMIN, { values }));
    expect(sent).toHaveLength(OF_RECORDS);
  });

  test('send as many when all but one are recorded already', async () => {
    const values = codes.slice(2, MANY + 2).map(toValue);
    const sent = await underHead(() => recordIndicatorValues(dataSource, ADMIN, { values }));
    expect(sent).toHaveLength(OF_RECORDS);
  });

  test('send one more with a key', async () => {
    const values = codes.slice(MANY + 2).map(toValue);
    const input = { values, idempotencyKey: 'k' };
    const sent = await underHead(() => recordIndicatorValues(dataSource, ADMIN, input));
    expect(sent).toHaveLength(OF_RECORDS + 1);
  });
});

test(`a rating sends ${OF_RECORDS}`, async () => {
  const grades = { excellent: 3, good: 10, satisfactory: 0, unsatisfactory: 0, unnamed: 1 };
  const rating = { organization: FIRST, year: 2018, finishedOn: '2018-12-20', ...grades };
  expect(await underHead(() => recordRating(dataSource, ADMIN, rating))).toHaveLength(OF_RECORDS);
});

describe('a publication', () => {
  const publish = (organization: string) => (): Promise<unknown> =>
    publishBriefing(dataSource, ADMIN, { organization, month: '2020-03' });
  const addTo = async (organization: string, count: number): Promise<void> => {
    for (let number = 1; number <= count; number++) {
      await define(`visits.${organization.toLowerCase()}n${number}`, organization);
      const content = { kind: WorkItemKind.TASK, title: 'Kiểm tra', dueQuarter: 1 };
      await addWorkItem(dataSource, ADMIN, { organization, year: 2020, ...content });
    }
  };

  test('sends as many for 20 indicators and work items as for one of each', async () => {
    await addTo(SECOND, 1);
    await addTo(THIRD, 20);
    const [few, many] = [await underHead(publish(SECOND)), await underHead(publish(THIRD))];
    expect(many).toHaveLength(few.length);
  });

  test(`sends at most ${OF_A_BRIEFING}, whatever lies below the organization`, async () => {
    expect((await underHead(publish(FIRST))).length).toBeLessThanOrEqual(OF_A_BRIEFING);
  });
});

test(`a turn of the day sends ${OF_A_DAY}`, async () => {
  expect(await underHead(() => turnDay(dataSource, ADMIN, {}))).toHaveLength(OF_A_DAY);
});
