/** Logs that no campaign can have had: each is refused in its row, and nothing of it is said to be restored. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CAMPAIGN, emptyDatabase, importTexts, linesOf, ORGANIZATIONS } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database.dataSource));

const COLUMNS =
  'position,recordedAt,day,kind,organization,pilot,status,plannedOn,heldOn,delegatesSummoned,delegatesAttended';
const MOMENT = '2025-03-01T00:00:00Z,2025-03-01';

function logOf(...events: readonly string[]): string {
  return [COLUMNS, ...events.map((event, index) => `${index + 1},${MOMENT},${event}`), ''].join('\n');
}

const PLANNED = 'PLANNED,A.2,no,PLANNED,,,,';

describe('P15: a log that does not follow from the rules is refused', () => {
  test.each([
    [
      'held after the business day',
      [PLANNED, 'COMPLETED,A.2,no,COMPLETED,,2025-12-01,,'],
      /2025-12-01 is in the future/,
    ],
    ['held outside the campaign', [PLANNED, 'COMPLETED,A.2,no,COMPLETED,,1990-01-01,,'], /outside the campaign/],
    ['more attended than summoned', [PLANNED, 'COMPLETED,A.2,no,COMPLETED,,2025-02-01,5,9'], /only 5 were summoned/],
    ['fewer than none', [PLANNED, 'COMPLETED,A.2,no,COMPLETED,,2025-02-01,-5,'], /must be a whole number from 0/],
    ['corrected before it was reported', [PLANNED, 'CORRECTED,A.2,no,COMPLETED,,2025-02-01,,'], /there is no report/],
    ['retracted before it was reported', [PLANNED, 'RETRACTED,A.2,no,PLANNED,,,,'], /there is no report/],
    ['planned far away', [PLANNED, 'RESCHEDULED,A.2,no,PLANNED,2099-01-01,,,'], /outside the campaign/],
  ])('%s', async (_, events, message) => {
    const files = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS, 'events.csv': logOf(...events) };
    const imported = await importTexts(database.dataSource, files, { skipBad: true });
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
    expect(linesOf(imported)[0]).toContain('events.csv, row 3');
    // What the other files founded is there; of the log nothing is.
    expect(imported.positions).toEqual({ first: 1, last: 2 });
    expect(imported.tables[1]?.rows.map(({ row, done }) => ({ row, done }))).toEqual([{ row: 3, done: [] }]);
  });

  test('without organizations it says to import them', async () => {
    const files = { 'campaign.json': CAMPAIGN, 'events.csv': logOf(PLANNED) };
    await expect(importTexts(database.dataSource, files)).rejects.toThrow(/no organizations yet\. Import them first/);
  });
});
