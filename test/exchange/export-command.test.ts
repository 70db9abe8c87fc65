/** `giaoban export` as it is typed: files, standard output, and mistakes. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readTables } from '../../src/spreadsheet/read-tables';
import { openCleanUp } from '../support/clean-up';
import { openEmptyDatabase } from '../support/open-empty-database';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { runGiaoban, type Ended } from '../support/run-giaoban';
import { runHere } from '../support/run-here';

const cleanUp = openCleanUp();
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban export, thử-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
  database = await openTestDatabase();
  cleanUp.add(() => database.close());
  await playSmallCampaign(database.dataSource);
});
afterAll(() => cleanUp.closeAll());

function run(words: readonly string[], url = database.url, read = true): Promise<Ended> {
  return runGiaoban(['export', ...words], { folder, settings: { DATABASE_URL: url }, read });
}

test('writes everything into a folder, and says of which moment it is', async () => {
  await writeFile(join(folder, 'events.csv'), 'old');
  const { code, out, err } = await run(['--to', '.']);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toMatch(/As of position 16 of the log, on the business day 2020-04-20\.\n$/);
  expect((await readdir(folder)).sort()).toEqual([
    'campaign.json',
    'congresses.csv',
    'declarations.csv',
    'documents.csv',
    'events.csv',
    'organizations.csv',
    'progress.csv',
    'ratings.csv',
    'values.csv',
  ]);
  const campaign = JSON.parse(await readFile(join(folder, 'campaign.json'), 'utf8')) as object;
  expect(campaign).toMatchObject({ today: '2020-04-20', exported: { position: 16 } });
  const [events] = await readTables(join(folder, 'events.csv'));
  expect(events?.rows.at(-1)?.cells[0]).toBe('16');
});

test('writes one table to standard output, with what there is to say beside it', async () => {
  const { code, out, err } = await run(['organizations', '--format', 'ndjson', '--within', 'O1']);
  expect(code).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { code: string }).code),
  ).toEqual(['O1', 'O3', 'O4']);
  expect(err).toContain('As of position 16 of the log');
});

test('ends quietly when nobody reads on', async () => {
  const { code, err } = await run(['events'], database.url, false);
  expect(code).toBe(0);
  expect(err).not.toMatch(/EPIPE|rror/);
});

describe('refuses in one line', () => {
  test.each([
    [
      [],
      'Say what to export, organizations, congresses, events, documents, values, ratings, declarations, progress, or write all of it with --to <folder>.',
    ],
    [
      ['nonsense'],
      'Allowed choices are organizations, congresses, events, documents, values, ratings, declarations, progress.',
    ],
    [['events', '--to', 'x'], '--to writes everything: leave out "events", or use --output.'],
    [['--to', 'x', '--output', 'y'], 'Use either --to or --output, not both.'],
    [['events', '--as-of', '2020-01-01'], '--as-of is for progress only: events are exported as they are now.'],
    [['progress', '--as-of', '2020-02-30'], 'Write a day as 2020-02-29.'],
    [
      ['progress', '--within', 'X'],
      '--within is "X", which is not the code of an organization. Give one such as 01 or 01.003.',
    ],
    [['progress', '--output', 'no/x.csv'], 'no/x.csv cannot be written: the folder is not there. Name another file.'],
    [['progress', '--output', '.'], '. cannot be written: it is a folder. Name another file.'],
  ])('%j', async (words, message) => {
    const { code, out, err } = await runHere(['export', ...words], {
      folder,
      settings: { DATABASE_URL: database.url },
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trim().split('\n').at(-1)).toContain(message);
    expect(err).not.toContain('    at ');
  });

  test('a database without a campaign, which stays as it is', async () => {
    const empty = await openEmptyDatabase();
    try {
      const { code, err } = await run(['events'], empty.url);
      expect(code).toBe(1);
      expect(err).toBe('giaoban: The database of DATABASE_URL holds no campaign: there is nothing to read.\n');
      const tables = await (
        await empty.connect()
      ).query<unknown[]>("SELECT FROM pg_tables WHERE schemaname = 'public'");
      expect(tables).toEqual([]);
    } finally {
      await empty.drop();
    }
  });
});
