/** What was exported is imported into an empty database, and exported again: the files are equal, byte for byte. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FORMATS } from '../../src/spreadsheet/write-table';
import { openCleanUp } from '../support/clean-up';
import type { TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { openRoundTrip, WHOLE, type RoundTrip } from '../support/round-trip';
import { runHere } from '../support/run-here';
import { cloneTemplate } from '../support/templates';

const ROOT = join(__dirname, '..', '..');
/** The files that README.md imports. */
const EXAMPLE = ['campaign.json', 'organizations.csv', 'plans.csv'];

const cleanUp = openCleanUp();
let folder: string;
let giaoban: RoundTrip['giaoban'];
let openEmpty: RoundTrip['openEmpty'];
let expectSame: RoundTrip['expectSame'];
let restore: RoundTrip['restore'];
let expectRoundTrip: RoundTrip['expectRoundTrip'];

beforeAll(async () => {
  ({ folder, giaoban, openEmpty, expectSame, restore, expectRoundTrip } = await openRoundTrip(cleanUp));
});
afterAll(() => cleanUp.closeAll());

describe('P15: a small campaign in which everything happens', () => {
  let source: TestDatabase;

  beforeAll(async () => {
    source = await openEmpty();
    await playSmallCampaign(source.dataSource);
    await giaoban(source.url, 'export', '--to', 'small');
  });

  test.each(FORMATS)('its whole log goes through %s, and back', async (format) => {
    await giaoban(source.url, 'export', '--to', `small-${format}`, '--format', format);
    await expectSame('small', await restore(`small-${format}`, format), WHOLE);
  });

  test('an export of before there were marks comes in as it is; what is no mark is refused', async () => {
    const withMarks = await readFile(join(folder, 'small', 'events.csv'), 'utf8');
    const column = /,m[0-9a-f]{12}(?=\r\n)/g;
    expect(withMarks.match(column)).toHaveLength(16);
    const before = withMarks.replace(/,mark(?=\r\n)/, '').replace(column, '');
    const wrong = withMarks.replace(column, ',m12');
    const database = await openEmpty();
    const rest = ['campaign.json', 'organizations.csv'].map((file) => `small/${file}`);
    await writeFile(join(folder, 'wrong.csv'), wrong);
    const refused = await runHere(['import', ...rest, 'wrong.csv', '--no-annotate'], {
      folder,
      settings: { DATABASE_URL: database.url },
    });
    expect(refused.out).toMatch(/wrong\.csv, row 2, column "mark", "m12": "m12" is not a mark\./);
    await writeFile(join(folder, 'before.csv'), before);
    await giaoban(database.url, 'import', ...rest, 'before.csv');
    expect(await giaoban(database.url, 'export', 'events')).toBe(withMarks.replace(column, ','));
    expect(await giaoban(database.url, 'import', ...rest, 'before.csv')).toMatch(/Recorded no events\.\n$/);
  });

  test('a log that was restored is known when it comes again, and another one is refused', async () => {
    const database = await openEmpty();
    const files = ['campaign.json', 'organizations.csv', 'events.csv'].map((file) => `small/${file}`);
    await giaoban(database.url, 'import', ...files);
    expect(await giaoban(database.url, 'import', ...files)).toMatch(/16 unchanged.*\nRecorded no events\.\n$/s);
    await database.dataSource.query(
      `UPDATE log_entry SET body = jsonb_set(body, '{pilot}', to_jsonb(NOT (body ->> 'pilot')::boolean)) WHERE position = 7`,
    );
    const { code, out } = await runHere(['import', ...files, '--no-annotate'], {
      folder,
      settings: { DATABASE_URL: database.url },
    });
    expect(code).toBe(1);
    expect(out).toMatch(/row 8: This database has events of its own/);
  });
});

test('a sheet that was exported is filled in by a locality, and comes back as reports', async () => {
  const database = await openEmpty();
  await giaoban(database.url, 'import', ...EXAMPLE.map((name) => join(ROOT, 'examples', 'campaign', name)));
  const sheet = await giaoban(database.url, 'export', 'congresses', '--within', 'AH.CT', '--language', 'vi');
  expect(sheet.split('\r\n')[0]).toMatch(/^\uFEFFMã tổ chức;Tên tổ chức;Cấp;.*;Ngày tổ chức;.*;Lý do;Phiên bản$/);
  // Nobody takes care of the other columns: the status still says that it is planned.
  const filled = sheet.replace(/^(AH\.CT\.03;.*;Kế hoạch;\d{4}-\d\d-\d\d);;;;/m, '$1;01/03/2025;80;79;9');
  expect(filled).not.toBe(sheet);
  await writeFile(join(folder, 'filled.csv'), filled);
  const out = await giaoban(database.url, 'import', 'filled.csv');
  expect(out).toMatch(/1 reported completed, 3 unchanged\./);
  expect(await giaoban(database.url, 'import', 'filled.csv')).toMatch(/: 4 unchanged\.\nRecorded no events\.\n$/);
});

// The whole one goes round in test/long.
test('P15: the small country is equal after its log was restored, and after its congresses were imported', async () => {
  const source = await cloneTemplate('small');
  cleanUp.add(source.drop);
  await expectRoundTrip(source.url);
});
