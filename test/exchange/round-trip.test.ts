/** What was exported is imported into an empty database, and exported again: the files are equal, byte for byte. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RECORD_CHECKS } from '../../src/exchange/record-nouns';
import { FORMATS, type Format } from '../../src/exchange/write-table';
import { verify } from '../../src/progress/verify';
import { openCleanUp } from '../support/clean-up';
import { cloneTemplate } from '../support/templates';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { runGiaoban } from '../support/run-giaoban';

const ROOT = join(__dirname, '..', '..');
/** The files that README.md imports. */
const EXAMPLE = ['campaign.json', 'organizations.csv', 'plans.csv'];

const cleanUp = openCleanUp();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-round-trip-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
});
afterAll(() => cleanUp.closeAll());

async function giaoban(url: string, ...words: string[]): Promise<string> {
  const { code, out, err } = await runGiaoban(words, { folder, settings: { DATABASE_URL: url } });
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return out;
}

async function openEmpty(): Promise<TestDatabase> {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  return database;
}

async function read(place: string, sheet: string): Promise<string> {
  const text = await readFile(join(folder, place, sheet), 'utf8');
  // The moment at which it was written is the one thing that differs.
  return sheet === 'campaign.json' ? text.replace(/"at": ".*"/, '"at": …') : text;
}

const WHOLE = ['campaign.json', 'organizations.csv', 'congresses.csv', 'events.csv', 'progress.csv'];
const STATE = ['organizations.csv', 'congresses.csv', 'progress.csv'];

async function expectSame(one: string, other: string, sheets: readonly string[]): Promise<void> {
  for (const sheet of sheets) {
    const [expected, actual] = [await read(one, sheet), await read(other, sheet)];
    // A diff of a country would be of no use to anybody.
    const lines = actual.split('\n');
    const differing = expected.split('\n').findIndex((line, index) => line !== lines[index]);
    expect({ sheet, isEqual: expected === actual, differing }).toEqual({ sheet, isEqual: true, differing: -1 });
  }
}

async function restore(from: string, format: Format): Promise<string> {
  const database = await openEmpty();
  const files = ['campaign.json', `organizations.${format}`, `events.${format}`].map((file) => `${from}/${file}`);
  await giaoban(database.url, 'import', ...files);
  expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
  await giaoban(database.url, 'export', '--to', `${from}-again`);
  return `${from}-again`;
}

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
    const refused = await runGiaoban(['import', ...rest, 'wrong.csv', '--no-annotate'], {
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
    expect(await giaoban(database.url, 'import', ...files)).toMatch(
      /16 as they are already.*\nRecorded no events\.\n$/s,
    );
    await database.dataSource.query(
      `UPDATE log_entry SET body = jsonb_set(body, '{pilot}', to_jsonb(NOT (body ->> 'pilot')::boolean)) WHERE position = 7`,
    );
    const { code, out } = await runGiaoban(['import', ...files, '--no-annotate'], {
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
  expect(sheet.split('\r\n')[0]).toMatch(/^\uFEFFMã tổ chức,Tên tổ chức,Cấp,.*,Ngày tổ chức,/);
  // Nobody takes care of the other columns: the status still says PLANNED.
  const filled = sheet.replace(/^(AH\.CT\.03,.*,PLANNED,\d{4}-\d\d-\d\d),,,,/m, '$1,01/03/2025,80,79,9');
  expect(filled).not.toBe(sheet);
  await writeFile(join(folder, 'filled.csv'), filled);
  const out = await giaoban(database.url, 'import', 'filled.csv');
  expect(out).toMatch(/1 reported completed, 3 as they are already\./);
  expect(await giaoban(database.url, 'import', 'filled.csv')).toMatch(
    /: 4 as they are already\.\nRecorded no events\.\n$/,
  );
});

describe('P15: the demo country', () => {
  test('is equal after its log was restored, and after its congresses were imported', async () => {
    const source = await cloneTemplate('small');
    cleanUp.add(() => source.drop());
    await giaoban(source.url, 'export', '--to', 'demo');
    await expectSame('demo', await restore('demo', 'csv'), WHOLE);

    const database = await openEmpty();
    const files = ['campaign.json', 'organizations.csv', 'congresses.csv'].map((file) => `demo/${file}`);
    await giaoban(database.url, 'import', ...files);
    await giaoban(database.url, 'export', '--to', 'demo-state');
    await expectSame('demo', 'demo-state', STATE);
  }, 300_000);
});
