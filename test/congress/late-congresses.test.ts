/** How late congresses are: as a figure of each, as a filter and as an order whose pages lose nothing; and those right below an organization. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { Level } from '../../src/organization/level';
import { CongressesDocument, type CongressesQuery, type CongressesQueryVariables } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { carryOut, type Command } from '../support/command';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { codeOf, plantTree } from '../support/plant-tree';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const { CENTRAL, CENTRALLY_RUN, GRASSROOTS } = Level;
const BODIES = [3, 4, 5, 6, 7, 8, 9, 10];
/** Planned so many days after 1 March; null counts by the deadline, which is 10 March. */
const DAYS: readonly (number | null)[] = [4, 2, null, 4, 25, 0, null, 6];
const COMMANDS: Command[] = [
  ...BODIES.map((organization, index): Command => {
    return { key: null, name: 'plan', organization, days: DAYS[index] ?? null, pilot: false };
  }),
  { key: null, name: 'report', organization: 8, days: 0, attended: null },
  { key: null, name: 'cancel', organization: 10 },
  { key: null, name: 'turnDay', days: 19 },
];
/** On 20 March, the latest first, and then by code. */
const LATE = [
  ['O4', 17],
  ['O3', 15],
  ['O6', 15],
  ['O5', 10],
  ['O9', 10],
] as const;
const NOT_LATE = ['O10', 'O7', 'O8'];

const cleanUp = openCleanUp();
let database: TestDatabase;
let app: App;
let token: string;

beforeAll(async () => {
  database = await openTestDatabase();
  cleanUp.add(() => database.close());
  await plantTree(database.dataSource, {
    parents: [0, 0, ...BODIES.map((body) => (body < 7 ? 1 : 2))],
    levels: [CENTRAL, CENTRALLY_RUN, CENTRALLY_RUN, ...BODIES.map(() => GRASSROOTS)],
    deadlines: { GRASSROOTS: '2020-03-10' },
    today: '2020-03-01',
  });
  for (const command of COMMANDS) await carryOut(database.dataSource, command);
  app = await startOn(database.url);
  cleanUp.add(app.close);
  token = await tokenFor(Role.ADMIN, codeOf(0));
});
afterAll(() => cleanUp.closeAll());

async function list(variables: CongressesQueryVariables): Promise<Page> {
  const { congresses } = requireData(await post(app.url, CongressesDocument, variables, token));
  return congresses!;
}

type Page = NonNullable<CongressesQuery['congresses']>;

const codesOf = (page: Page): string[] => page.edges.map(({ node }) => node.organization.code);

describe('how late', () => {
  test('each is: days since it was due, null where it is not overdue', async () => {
    const { edges } = await list({ orderBy: 'LATE_DESC' });
    expect(edges.map(({ node }) => [node.organization.code, node.daysLate])).toEqual([
      ...LATE,
      // The day on which they are due decides: 26 March of what is open, then 1 and 7 March of what was held or cancelled.
      ...['O7', 'O8', 'O10'].map((code) => [code, null]),
    ]);
    expect(edges.every(({ node }) => node.overdue === (node.daysLate !== null))).toBe(true);
  });

  test.each([
    [1, ['O3', 'O4', 'O5', 'O6', 'O9']],
    [10, ['O3', 'O4', 'O5', 'O6', 'O9']],
    [11, ['O3', 'O4', 'O6']],
    [15, ['O3', 'O4', 'O6']],
    [16, ['O4']],
    [18, []],
  ])('%i days or more', async (daysLateFrom, codes) => {
    const page = await list({ daysLateFrom });
    expect([codesOf(page), page.totalCount]).toEqual([codes, codes.length]);
  });

  test('one day or more are those that are overdue, and the others are the rest', async () => {
    expect(codesOf(await list({ daysLateFrom: 1 }))).toEqual(codesOf(await list({ overdue: true })));
    expect(codesOf(await list({ overdue: false }))).toEqual(NOT_LATE);
  });

  test.each([0, -1, 10_001])('%i days are refused', async (daysLateFrom) => {
    const { errors } = await post(app.url, CongressesDocument, { daysLateFrom }, token);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'daysLateFrom' });
  });

  test('an event says it as of its own day', async () => {
    const query =
      '{ events(first: 200) { edges { node { kind ... on CongressEvent { congress { daysLate organization { code } } } } } } }';
    interface Events {
      events: { edges: { node: { kind: string; congress?: { daysLate: number | null } | null } }[] };
    }
    await carryOut(database.dataSource, { key: null, name: 'setPilot', organization: 4, pilot: true });
    const { events } = requireData(await post<Events, object>(app.url, query, {}, token));
    const lates = events.edges.map(({ node }) => node.congress?.daysLate ?? null);
    expect(lates.slice(0, 8)).toEqual(new Array(8).fill(null));
    expect(lates.at(-1)).toBe(17);
  });
});

describe('pages by how late', () => {
  test.each([1, 2, 3, 4])('of %i go through everything once', async (first) => {
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await list({ orderBy: 'LATE_DESC', first, after });
      codes.push(...codesOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(codes).toEqual([...LATE.map(([code]) => code), 'O7', 'O8', 'O10']);
  });

  test('go on where they were when the day turns between them', async () => {
    const late = { orderBy: 'LATE_DESC', daysLateFrom: 1, first: 3 } as const;
    const page = await list(late);
    await carryOut(database.dataSource, { key: null, name: 'turnDay', days: 10 });
    const next = await list({ ...late, after: page.pageInfo.endCursor });
    // O7 was due on 26 March, and is late by now.
    expect([...codesOf(page), ...codesOf(next)]).toEqual(['O4', 'O3', 'O6', 'O5', 'O9', 'O7']);
    expect(next.edges.map(({ node }) => node.daysLate)).toEqual([20, 20, 4]);
  });
});

describe('those right below an organization', () => {
  test('are listed by its code', async () => {
    expect(codesOf(await list({ parent: 'O1' }))).toEqual(['O3', 'O4', 'O5', 'O6']);
    expect(codesOf(await list({ parent: 'O2', daysLateFrom: 1 }))).toEqual(['O7', 'O9']);
    expect(codesOf(await list({ parent: 'O0' }))).toEqual([]);
    expect(codesOf(await list({ parent: 'O1', within: 'O2' }))).toEqual([]);
  });

  test('are not there for one who may not see it (P7)', async () => {
    const viewer = await tokenFor(Role.VIEWER, 'O2');
    for (const parent of ['O1', 'O0', 'nowhere']) {
      const { errors } = await post(app.url, CongressesDocument, { parent }, viewer);
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining(`no organization with the code "${parent}"`),
        extensions: { code: 'NOT_FOUND', argument: 'parent' },
      });
    }
  });
});
