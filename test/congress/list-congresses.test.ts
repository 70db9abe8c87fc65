/** Lists of congresses are what SQL of the test's own says, in each order, with each filter and in each place; and so are their counts, which come from counters (P12). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const { congresses } =
    await app.ask<Page>(`{ congresses(within: "01", status: PLANNED, level: GRASSROOTS, first: 30) {
    totalCount edges { node { id organization { code } } } } }`);
  const ids = congresses.edges.map(({ node }) => JSON.stringify(node.id));
  const change = (name: string, inputs: string[]): string =>
    `mutation { ${inputs.map((input, at) => `m${at}: ${name}(input: { ${input} }) { position }`).join(' ')} }`;
  const each = (from: number, more: string): string[] =>
    ids.slice(from, from + 5).map((id) => `congressId: ${id}, ${more}`);
  await app.ask(change('cancelCongress', each(0, 'reason: "Merged"')));
  await app.ask(change('postponeCongress', each(5, 'reason: "Flood"')));
  await app.ask(change('reportCongressCompleted', each(10, 'heldOn: "2020-02-11"')));
  await app.ask(change('rescheduleCongress', each(15, 'plannedOn: "2020-09-11", reason: "Later"')));
  await app.ask(change('reportCongressCompleted', each(20, 'heldOn: "2020-02-29"')));
  const [closed] = congresses.edges.slice(20).map(({ node }) => node.organization.code);
  await app.ask(change('closeOrganization', [`organization: "${closed}", on: "2020-02-29", reason: "Merged"`]));
});
afterAll(() => app.close());

interface Page {
  congresses: {
    totalCount: number;
    totalCountIsExact: boolean;
    edges: { node: { id: string; organization: { code: string } } }[];
  };
}

const TODAY = '2020-02-29';
const DUE = 'coalesce(c.planned_on, d.due_on)';
const OVERDUE = `(c.status IN ('PLANNED', 'POSTPONED') AND ${DUE} < '${TODAY}')`;

const ORDERS = {
  CODE: 'o.code',
  NAME: 'o.name COLLATE "vi-x-icu", o.code',
  DUE_ASC: `${DUE} ASC NULLS LAST, o.code`,
  HELD_DESC: 'c.held_on DESC NULLS LAST, o.code',
  LATE_DESC: `c.status IN ('COMPLETED', 'CANCELLED'), ${DUE} ASC NULLS LAST, o.code`,
};

const PLACES = {
  '': 'TRUE',
  'within: "01"': `o.path @> (SELECT ARRAY[id] FROM organization WHERE code = '01')`,
  'within: "01.002"': `o.path @> (SELECT ARRAY[id] FROM organization WHERE code = '01.002')`,
  'within: "KDN"': `o.path @> (SELECT ARRAY[id] FROM organization WHERE code = 'KDN')`,
  'parent: "01"': `o.parent_id = (SELECT id FROM organization WHERE code = '01')`,
};

const FILTERS = {
  '': 'TRUE',
  'level: GRASSROOTS': `c.level = 'GRASSROOTS'`,
  'pilot: true': 'c.pilot',
  'pilot: false, level: UPPER_GRASSROOTS': `NOT c.pilot AND c.level = 'UPPER_GRASSROOTS'`,
  'status: PLANNED': `c.status = 'PLANNED'`,
  'status: POSTPONED': `c.status = 'POSTPONED'`,
  'status: COMPLETED': `c.status = 'COMPLETED'`,
  'status: CANCELLED': `c.status = 'CANCELLED'`,
  'status: COMPLETED, pilot: false': `c.status = 'COMPLETED' AND NOT c.pilot`,
  'overdue: true': OVERDUE,
  'overdue: false': `${OVERDUE} IS NOT TRUE`,
  'overdue: true, status: POSTPONED': `${OVERDUE} AND c.status = 'POSTPONED'`,
  'overdue: false, pilot: true': `${OVERDUE} IS NOT TRUE AND c.pilot`,
  'daysLateFrom: 9': `${OVERDUE} AND ${DUE} < date '${TODAY}' - 8`,
  'heldFrom: "2020-02-10"': `c.held_on >= '2020-02-10'`,
  'heldFrom: "2020-02-10", heldTo: "2020-02-12", pilot: true': `c.held_on BETWEEN '2020-02-10' AND '2020-02-12' AND c.pilot`,
  'heldTo: "2020-02-11", overdue: false': `c.held_on <= '2020-02-11'`,
  'heldFrom: "2020-02-10", status: PLANNED': 'FALSE',
};

async function expected(place: string, filter: string, order: string): Promise<string[]> {
  const rows = await app.app.dataSource.query<{ code: string }[]>(
    `SELECT o.code FROM congress c JOIN organization o ON o.id = c.organization_id LEFT JOIN deadline d ON d.level = c.level
      WHERE ${place} AND ${filter} ORDER BY ${order}`,
  );
  return rows.map(({ code }) => code);
}

describe.each(Object.entries(ORDERS))('by %s', (orderBy, order) => {
  test.each(Object.entries(PLACES))('in "%s", with each filter', async (placed, place) => {
    for (const [filtered, filter] of Object.entries(FILTERS)) {
      const codes = await expected(place, filter, order);
      const ask = (page: string): string => {
        const args = [placed, filtered, `orderBy: ${orderBy}`, page].filter((each) => each !== '').join(', ');
        return `{ congresses(${args}) { totalCount totalCountIsExact edges { node { id organization { code } } } } }`;
      };
      const first = (await app.ask<Page>(ask('first: 200'))).congresses;
      const last = (await app.ask<Page>(ask('last: 200'))).congresses;
      const codesOf = ({ edges }: Page['congresses']): string[] => edges.map(({ node }) => node.organization.code);
      expect({ filtered, codes: codesOf(first) }).toEqual({ filtered, codes: codes.slice(0, 200) });
      expect({ filtered, codes: codesOf(last) }).toEqual({ filtered, codes: codes.slice(-200) });
      expect({ filtered, count: first.totalCount, isExact: first.totalCountIsExact }).toEqual({
        filtered,
        count: codes.length,
        isExact: true,
      });
    }
  });
});

test('a deadline that changes moves what is due by it, and a plan what is due by that', async () => {
  const { dataSource } = app.app;
  const wrong = `SELECT count(*)::integer AS count FROM congress c JOIN organization o ON o.id = c.organization_id
    LEFT JOIN deadline d ON d.level = c.level
   WHERE c.sorted_code <> o.code OR c.sorted_due <> coalesce(c.planned_on, d.due_on, 'infinity')`;
  const countWrong = async () => (await dataSource.query<{ count: number }[]>(wrong))[0]?.count;
  expect(await countWrong()).toBe(0);
  const before = await dataSource.query<{ due: string }[]>(
    `SELECT due_on AS due FROM deadline WHERE level = 'GRASSROOTS'`,
  );
  await dataSource.query(`UPDATE deadline SET due_on = '2020-07-01' WHERE level = 'GRASSROOTS'`);
  expect(await countWrong()).toBe(0);
  await dataSource.query(`DELETE FROM deadline WHERE level = 'GRASSROOTS'`);
  expect(await countWrong()).toBe(0);
  const [without] = await dataSource.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM congress WHERE sorted_due = 'infinity'`,
  );
  expect(without!.count).toBeGreaterThan(0);
  await dataSource.query(`INSERT INTO deadline (level, due_on) VALUES ('GRASSROOTS', $1)`, [before[0]!.due]);
  expect(await countWrong()).toBe(0);
});
