/** What was exported is imported into an empty database, and exported again: the files must be equal, byte for byte (P15). */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Closers } from '../../src/process/closers';
import { RECORD_CHECKS } from '../../src/record-nouns';
import type { Format } from '../../src/spreadsheet/write-table';
import { verify } from '../../src/progress/verify';
import { openTestDatabase, type TestDatabase } from './open-database';
import { runHere } from './run-here';

export const WHOLE = [
  'campaign.json',
  'organizations.csv',
  'congresses.csv',
  'events.csv',
  'documents.csv',
  'values.csv',
  'ratings.csv',
  'declarations.csv',
  'progress.csv',
];
/** Values of indicators need their indicators, which are in the log alone. */
const STATE = [
  'organizations.csv',
  'congresses.csv',
  'documents.csv',
  'ratings.csv',
  'declarations.csv',
  'progress.csv',
];

/** The command as somebody types it in a folder of the test's own: in this process, because dozens of others would take a minute to load. */
export async function openRoundTrip(cleanUp: Closers, run: typeof runHere = runHere) {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-round-trip-'));
  cleanUp.add(() => rm(folder, { recursive: true }));

  const giaoban = async (url: string, ...words: string[]): Promise<string> => {
    const { code, out, err } = await run(words, { folder, settings: { DATABASE_URL: url } });
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    return out;
  };
  const openEmpty = async (): Promise<TestDatabase> => {
    const database = await openTestDatabase();
    cleanUp.add(() => database.close());
    return database;
  };
  const read = async (place: string, sheet: string): Promise<string> => {
    const text = await readFile(join(folder, place, sheet), 'utf8');
    // The moment at which it was written is the one thing that differs.
    return sheet === 'campaign.json' ? text.replace(/"at": ".*"/, '"at": …') : text;
  };
  const expectSame = async (one: string, other: string, sheets: readonly string[]): Promise<void> => {
    for (const sheet of sheets) {
      const [expected, actual] = [await read(one, sheet), await read(other, sheet)];
      // A diff of a country would be of no use to anybody.
      const lines = actual.split('\n');
      const differing = expected.split('\n').findIndex((line, index) => line !== lines[index]);
      expect({ sheet, isEqual: expected === actual, differing }).toEqual({ sheet, isEqual: true, differing: -1 });
    }
  };
  const restore = async (from: string, format: Format): Promise<string> => {
    const database = await openEmpty();
    const files = ['campaign.json', `organizations.${format}`, `events.${format}`].map((file) => `${from}/${file}`);
    await giaoban(database.url, 'import', ...files);
    expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
    await giaoban(database.url, 'export', '--to', `${from}-again`);
    return `${from}-again`;
  };
  /** By its log, and by the sheet of its congresses. */
  const expectRoundTrip = async (url: string): Promise<void> => {
    await giaoban(url, 'export', '--to', 'country');
    await expectSame('country', await restore('country', 'csv'), WHOLE);
    const database = await openEmpty();
    const files = ['campaign.json', ...STATE.filter((sheet) => sheet !== 'progress.csv')].map(
      (file) => `country/${file}`,
    );
    await giaoban(database.url, 'import', ...files);
    await giaoban(database.url, 'export', '--to', 'country-state');
    await expectSame('country', 'country-state', STATE);
  };
  return { folder, giaoban, openEmpty, expectSame, restore, expectRoundTrip };
}

export type RoundTrip = Awaited<ReturnType<typeof openRoundTrip>>;
