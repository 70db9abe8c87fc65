/** A plan that comes by file holds since a day: the first one since the campaign began, unless something else is said or known. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { setCongressPilot } from '../../src/congress/plan-congress';
import { turnDay } from '../../src/congress/turn-day';
import { describeImport } from '../../src/exchange/describe-import';
import { verify } from '../../src/progress/verify';
import { openCleanUp } from '../support/clean-up';
import { emptyDatabase, importTexts, linesOf, type Texts } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { runGiaoban } from '../support/run-giaoban';
import { post, startOn, tokenFor } from '../support/start-test-app';

const EXAMPLE = join(__dirname, '../../examples/campaign');
const ADMIN = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };

const cleanUp = openCleanUp();
let database: TestDatabase;
let founding: Texts;
let reports: Texts;

async function readExample(...names: string[]): Promise<Texts> {
  const texts = names.map(async (name) => [name, await readFile(join(EXAMPLE, name))] as const);
  return Object.fromEntries(await Promise.all(texts));
}

beforeAll(async () => {
  database = await openTestDatabase();
  founding = await readExample('campaign.json', 'organizations.csv', 'plans.csv');
  reports = await readExample('reports.csv');
});
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database.dataSource));
afterEach(() => cleanUp.closeAll());

function toSay(imported: Awaited<ReturnType<typeof importTexts>>): string[] {
  return describeImport(imported, { language: 'en', dryRun: false, skipBad: false }, []);
}

/** `AH.CT.01 2025-01-01` for each plan, in the order of the log. */
async function plans(): Promise<string[]> {
  const rows = await database.dataSource.query<{ text: string }[]>(
    `SELECT o.code || ' ' || p.decided_on AS text FROM congress_plan p JOIN congress c ON c.id = p.congress_id
       JOIN organization o ON o.id = c.organization_id ORDER BY p.position`,
  );
  return rows.map(({ text }) => text);
}

/** A mutation, whatever it is. */
async function change(code: string): Promise<void> {
  await setCongressPilot(database.dataSource, ADMIN, { organization: code, pilot: true, reason: null });
}

const PLAN = 'organization,plannedOn,since\n';

describe('since when a plan holds', () => {
  test('the first plan of a congress holds since the first day of the campaign, and all figures of the past know it', async () => {
    await importTexts(database.dataSource, { ...founding, ...reports });
    expect(new Set((await plans()).map((plan) => plan.slice(-10)))).toEqual(new Set(['2025-01-01']));
    expect(await verify(database.dataSource)).toEqual([]);
    const app = await startOn(database.url);
    cleanUp.add(() => app.close());
    const { data, errors } = await post(
      app.url,
      `{ early: progress(asOf: "2025-02-25") { planned completed overdue }
         late: progress(asOf: "2025-02-28") { planned completed overdue }
         march: briefing(month: "2025-03") { sections { figures { key value unknownBecause } } }
         congresses(heldFrom: "2025-02-01", heldTo: "2025-02-27") { totalCount }
         events(first: 200, kinds: [CONGRESS_PLANNED, CONGRESS_COMPLETED]) { edges { node { kind ... on CongressEvent { since } } } } }`,
      {},
      await tokenFor(Role.VIEWER, 'TW'),
    );
    expect({ data, errors }).toMatchObject({
      data: {
        early: { planned: 9, completed: 1, overdue: 0 },
        late: { planned: 9, completed: 2, overdue: 0 },
        congresses: { totalCount: 1 },
      },
    });
    const answer = data as {
      march: { sections: { figures: { key: string; value: number | null; unknownBecause: string | null }[] }[] };
      events: { edges: { node: { kind: string; since: string | null } }[] };
    };
    const figures = answer.march.sections.flatMap((section) => section.figures);
    const told = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
    expect(told).toMatchObject({ 'congress.planned': 9, 'congress.completed': 2, 'congress.inMonth': 2 });
    expect(figures.filter(({ value, unknownBecause }) => (value === null) !== (unknownBecause !== null))).toEqual([]);
    const events = new Set(answer.events.edges.map(({ node }) => `${node.kind} ${node.since ?? ''}`));
    expect(events).toEqual(new Set(['CONGRESS_PLANNED 2025-01-01', 'CONGRESS_COMPLETED ']));
  });

  test('files may come one after the other: no mutation has changed anything between them', async () => {
    await importTexts(database.dataSource, founding);
    await importTexts(database.dataSource, reports);
    await turnDay(database.dataSource, ADMIN, { to: '2025-03-05' });
    await importTexts(database.dataSource, { 'more.csv': 'organization,plannedOn\nTW,2026-01-20\n' });
    expect((await plans()).at(-1)).toBe('TW 2025-01-01');
    expect(await verify(database.dataSource)).toEqual([]);
  });

  test('a plan that replaces another holds since the business day, and so does a first one after a mutation', async () => {
    await importTexts(database.dataSource, founding);
    await importTexts(database.dataSource, { 'x.csv': 'organization,plannedOn\nAH.CT.03,2025-05-02\n' });
    expect((await plans()).at(-1)).toBe('AH.CT.03 2025-03-01');
    await change('AH.TP.02');
    const imported = await importTexts(database.dataSource, { 'x.csv': 'organization,plannedOn\nTW,2026-01-20\n' });
    expect((await plans()).at(-1)).toBe('TW 2025-03-01');
    expect(imported.past).toBeNull();
    expect(await verify(database.dataSource)).toEqual([]);
  });

  test('the column says it for a row, the option for the others; the verdict names both, and what it changes', async () => {
    await importTexts(database.dataSource, founding);
    await change('AH.TP.02');
    const imported = await importTexts(
      database.dataSource,
      { 'x.csv': `${PLAN}TW,2026-01-20,10/02/2025\nAH.CT.03,2025-05-02,\n` },
      { since: '2025-02-20' },
    );
    expect((await plans()).slice(-2)).toEqual(['TW 2025-02-10', 'AH.CT.03 2025-02-20']);
    const lines = toSay(imported);
    expect(lines).toContain('  plans hold since 2025-02-10: 1; since 2025-02-20: 1');
    expect(lines).toContain(
      'Warning: 2 plans hold since days before the business day (2025-03-01): figures as of 2025-02-10 and the days after it may differ from what they were.',
    );
    expect(await verify(database.dataSource)).toEqual([]);
    const again = await importTexts(database.dataSource, { 'x.csv': `${PLAN}TW,2026-01-20,10/02/2025\n` });
    expect(again).toMatchObject({ positions: null, past: null });
  });

  test.each([
    ['TW,2026-01-20,2025-03-02', /^x\.csv, row 2, column "since", "2025-03-02": A plan cannot hold since 2025-03-02/],
    ['TW,2026-01-20,2024-12-31', /from 2025-01-01 to 2025-03-01/],
    ['TW,2026-01-20,mai', /is not a day/],
    ['AH.CT.03,2025-05-02,2025-02-01', /has held since 2025-03-01, so another one cannot hold since 2025-02-01/],
    ['AH.CT.03,2025-05-01,2025-02-01', /This plan is recorded already and has held since 2025-01-01, 2025-03-01/],
  ])('what cannot be is refused in its cell: %s', async (row, message) => {
    await importTexts(database.dataSource, founding);
    await importTexts(database.dataSource, { 'x.csv': 'organization,plannedOn\nAH.CT.03,2025-05-01\n' });
    const imported = await importTexts(database.dataSource, { 'x.csv': `${PLAN}${row}\n` });
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
  });

  test('a draft says why where the plans hold only since a later day', async () => {
    await importTexts(database.dataSource, { ...founding, ...reports }, { since: '2025-03-01' });
    const app = await startOn(database.url);
    cleanUp.add(() => app.close());
    const { data } = await post(
      app.url,
      `{ briefing(month: "2025-03") { text(format: MARKDOWN, language: EN)
           sections { figures { key value unknownBecause(language: EN) } } } }`,
      {},
      await tokenFor(Role.VIEWER, 'TW'),
    );
    const { briefing } = data as {
      briefing: {
        text: string;
        sections: { figures: { key: string; value: number | null; unknownBecause: string | null }[] }[];
      };
    };
    const why = 'The plans of congresses hold only since 1 March 2025, after the day that the figures count up to.';
    const figures = briefing.sections.flatMap((section) => section.figures);
    expect(figures).toContainEqual({ key: 'congress.planned', value: null, unknownBecause: why });
    expect(figures).toContainEqual({ key: 'congress.inMonth', value: 2, unknownBecause: null });
    expect(briefing.text).toContain(`there is no figure yet for congresses. ${why}`);
  });
});

/** Every entry, with what it says of how it came about. */
function readLog(): Promise<object[]> {
  return database.dataSource.query<object[]>(
    `SELECT position, day, kind, labels, body -> 'since' AS since, body -> 'byFile' AS "byFile", mark FROM log_entry ORDER BY position`,
  );
}

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-since-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
  return folder;
}

describe('P15: the day goes out and comes back', () => {
  test.each(['csv', 'xlsx', 'ndjson'])('as %s', async (format) => {
    await importTexts(database.dataSource, { ...founding, ...reports });
    await change('AH.TP.02');
    await importTexts(database.dataSource, { 'x.csv': `${PLAN}TW,2026-01-20,10/02/2025\n` });
    const settings = { DATABASE_URL: database.url };
    const folder = await openFolder();
    const exported = await runGiaoban(['export', '--to', 'out', '--format', format], { folder, settings });
    expect(exported).toMatchObject({ code: 0 });
    const [before, day] = [await readLog(), await plans()];
    await emptyDatabase(database.dataSource);
    const files = ['campaign.json', `organizations.${format}`, `events.${format}`].map((name) => `out/${name}`);
    expect(await runGiaoban(['import', ...files], { folder, settings })).toMatchObject({ code: 0 });
    expect(await readLog()).toEqual(before);
    expect(await plans()).toEqual(day);
    expect(await verify(database.dataSource)).toEqual([]);
    // What was known then is known still: a mutation has changed a congress.
    await importTexts(database.dataSource, { 'y.csv': 'organization,plannedOn\nAH.CT,2025-07-21\n' });
    expect((await plans()).at(-1)).toBe('AH.CT 2025-03-01');
  });
});
