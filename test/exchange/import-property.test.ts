/** Any rows at all: the dry run says what the real run does, a second run finds everything done, and every counter is right (P4). */
import { afterAll, beforeAll, test, expect } from '@jest/globals';
import fc from 'fast-check';
import { Role } from '../../src/access/viewer';
import { retractCongressReport } from '../../src/congress/report-congress-completed';
import { setCongressPilot } from '../../src/congress/plan-congress';
import { turnDay } from '../../src/congress/turn-day';
import { addDays } from '../../src/day';
import { refusalsOf } from '../../src/exchange/verdict';
import { Problem } from '../../src/problem';
import { verify } from '../../src/progress/verify';
import { addUpCounters, compareTallies, countByHand } from '../support/count-by-hand';
import { CAMPAIGN, emptyDatabase, importTexts, ORGANIZATIONS } from '../support/import-texts';
import { searchFor } from '../support/search';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const search = searchFor('PROPERTY', 25);

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const since = fc.constantFrom(null, null, null, '2025-01-15', '2025-03-01');

const oneOf = (...cells: string[]): fc.Arbitrary<string> => fc.constantFrom(...cells);

/** Mostly sound, seldom not. */
const row = fc
  .record({
    organization: oneOf('A', 'A.1', 'A.2', 'A.1.01', 'A.1.02', 'TW', 'A.9', ''),
    plannedOn: oneOf('', '', '2025-03-20', '20/04/2025', '2025-02-01', '2026-03-01', 'mai'),
    pilot: oneOf('', '', 'x', 'không', '?'),
    since: oneOf('', '', '', '2025-01-01', '2025-02-10', '2025-03-01', '2025-03-04'),
    status: oneOf('', '', '', 'PLANNED', 'hoãn', 'hủy', 'đã tổ chức'),
    heldOn: oneOf('', '', '', '2025-02-20', '1/3/2025', '2025-03-02'),
    summoned: oneOf('', '', '100', '1.200', '-1'),
    attended: oneOf('', '', '99', '101'),
    note: oneOf('', '', 'Ghi "chú"; có, dấu'),
    reason: oneOf('', 'Bão số 3', 'Bão số 3'),
  })
  .map((cells) =>
    Object.values(cells)
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .join(','),
  );

/** What people do between two files. */
const deed = fc.record({
  name: fc.constantFrom('nothing', 'nothing', 'turnDay', 'setPilot', 'retract'),
  organization: oneOf('A', 'A.1', 'A.2', 'A.1.01', 'A.1.02'),
});

const file = fc.array(row, { maxLength: 8 }).map((rows) => {
  const headings = 'organization,plannedOn,pilot,since,status,heldOn,delegatesSummoned,delegatesAttended,note,reason';
  return [headings, ...rows, ''].join('\n');
});

const ADMIN = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };

/** What cannot be done is refused, and nothing comes of it. */
async function act({ name, organization }: { name: string; organization: string }): Promise<void> {
  const { dataSource } = database;
  const deeds: Record<string, () => Promise<unknown>> = {
    turnDay: () => turnDay(dataSource, ADMIN, {}),
    setPilot: () => setCongressPilot(dataSource, ADMIN, { organization, pilot: true }),
    retract: () => retractCongressReport(dataSource, ADMIN, { organization, reason: 'Sai' }),
  };
  await deeds[name]?.().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}

/** As of every day, from before the campaign until after it. */
async function expectCountedByHand(): Promise<void> {
  const days = Array.from({ length: 460 }, (_, index) => addDays('2024-12-01', index));
  const tally = await countByHand(database.dataSource, days[0], days.at(-1));
  expect(compareTallies(tally, await addUpCounters(database.dataSource, days))).toEqual([]);
}

test(
  'P4: dry run, real run and repetition agree, and nothing differs from a recount',
  async () => {
    const { dataSource } = database;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(file, since, deed), { minLength: 1, maxLength: 4 }), async (files) => {
        await emptyDatabase(dataSource);
        await importTexts(dataSource, { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS });
        for (const [text, since, done] of files) {
          const texts = { 'x.csv': text };
          const dry = await importTexts(dataSource, texts, { dryRun: true, skipBad: true, since });
          // One refused row keeps all of it out, unless it may be skipped.
          const whole = refusalsOf(dry).length > 0 ? { ...dry, positions: null } : dry;
          expect(await importTexts(dataSource, texts, { dryRun: true, since })).toEqual(whole);
          const real = await importTexts(dataSource, texts, { skipBad: true, since });
          expect(real).toEqual({ ...dry, recorded: true });
          expect(await verify(dataSource)).toEqual([]);
          // Twice the same: what was right is known by now. Rows that a later one changed again do not come up: there is one a congress.
          const again = await importTexts(dataSource, texts, { skipBad: true, since });
          expect(again.positions).toBeNull();
          await expectCountedByHand();
          await act(done);
          expect(await verify(dataSource)).toEqual([]);
        }
      }),
      search.budget(),
    );
  },
  search.patience(240_000),
);
