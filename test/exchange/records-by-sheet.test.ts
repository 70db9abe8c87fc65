/** P14, P15: sheets of records go out and come back unchanged, a dry run says what the real run does, and an old sheet undoes nothing. */
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Snapshot } from '../../src/database/snapshot';
import { exportCampaign } from '../../src/exchange/campaign-file';
import { openScope } from '../../src/exchange/export-scope';
import { exportSheet, SHEET_NAMES, type SheetLanguage, type SheetName } from '../../src/exchange/export-sheet';
import { verify } from '../../src/progress/verify';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { FORMATS, type Format } from '../../src/spreadsheet/write-table';
import { openCleanUp } from '../support/clean-up';
import { emptyDatabase, importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase } from '../support/open-database';
import { defineIndicators, recordedDeclarations, recordedRatings, recordedValues } from '../support/records-of-country';

const cleanUp = openCleanUp();
let source: DataSource;
let target: DataSource;

beforeAll(async () => {
  const databases = [await openTestDatabase(), await openTestDatabase()] as const;
  for (const database of databases) cleanUp.add(() => database.close());
  [source, target] = [databases[0].dataSource, databases[1].dataSource];
});
afterAll(() => cleanUp.closeAll());

const SHEETS: Record<'values' | 'ratings' | 'declarations', string> = {
  values: `Mã tổ chức;Mã chỉ tiêu;12/2024;01/2025;02/2025
A.1;training.classes;1;2;3
A.1;training.people;1000000000;;1.250
A.2;training.classes;;0;5
`,
  ratings: `organization,year,finishedOn,excellent,good,satisfactory,unsatisfactory,unnamed
A,2023,2023-12-15,1,2,3,4,5
A,2024,2024-12-20,10,20,5,0,
`,
  declarations: `Mã tổ chức;Cấp;Số đã hoàn thành;Tính đến ngày;Ghi chú
A;;3;28/02/2025;=Theo "điện báo"
A;Cơ sở;2;28/02/2025;
A.1;tất cả;0;01/03/2025;
`,
};
const NAMES = Object.keys(SHEETS) as (keyof typeof SHEETS)[];
const FILES = Object.fromEntries(NAMES.map((name) => [`${name}.csv`, SHEETS[name]]));

beforeEach(async () => {
  await emptyDatabase(source);
  await importCountry(source);
  await defineIndicators(source);
  await emptyDatabase(target);
});

interface ExportOptions {
  format?: Format;
  language?: SheetLanguage;
  versions?: boolean;
  within?: string;
}

async function exported(dataSource: DataSource, sheet: SheetName, options: ExportOptions = {}): Promise<Buffer> {
  const { format = 'csv', language = 'en', versions = false, within } = options;
  const snapshot = new Snapshot(dataSource);
  const chunks: Buffer[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  try {
    const scope = await openScope(snapshot, { within, asOf: undefined });
    await exportSheet(scope, sheet, { format, language, versions, output, show: () => undefined });
    return Buffer.concat(chunks);
  } finally {
    await snapshot.close();
  }
}

async function campaignOf(dataSource: DataSource): Promise<string> {
  const snapshot = new Snapshot(dataSource);
  try {
    return await exportCampaign(await openScope(snapshot, { within: undefined, asOf: undefined }), new Date(0));
  } finally {
    await snapshot.close();
  }
}

async function everySheet(dataSource: DataSource): Promise<Record<string, string>> {
  const sheets: Record<string, string> = { 'campaign.json': await campaignOf(dataSource) };
  for (const name of SHEET_NAMES) sheets[`${name}.csv`] = String(await exported(dataSource, name));
  return sheets;
}

const everything = async (dataSource: DataSource): Promise<unknown[]> => [
  await recordedValues(dataSource),
  await recordedRatings(dataSource),
  await recordedDeclarations(dataSource),
];

test.each(FORMATS.flatMap((format) => (['en', 'vi'] as const).map((language) => [format, language] as const)))(
  'a sheet out comes back unchanged, as %s in %s, with versions and without',
  async (format, language) => {
    expect(linesOf(await importTexts(source, FILES))).toEqual([]);
    const before = await everything(source);
    for (const versions of [true, false]) {
      for (const name of NAMES) {
        const file = `${name}.${format}`;
        const again = await importTexts(source, {
          [file]: await exported(source, name, { format, language, versions }),
        });
        expect(again.tables.map(({ kind, ignored }) => ({ kind, ignored }))).toEqual([{ kind: name, ignored: [] }]);
        expect([again.positions, linesOf(again)]).toEqual([null, []]);
        expect(again.tables[0]?.rows.length).toBeGreaterThan(1);
      }
    }
    expect(await everything(source)).toEqual(before);
    expect(await verify(source, { more: RECORD_CHECKS })).toEqual([]);
  },
);

test('P15: a folder with the log and the sheets beside it restores everything once, and is exported the same', async () => {
  await importTexts(source, FILES);
  const folder = await everySheet(source);
  expect(folder['values.csv']?.trim().split('\r\n')).toHaveLength(8);
  const restored = await importTexts(target, folder);
  expect(linesOf(restored)).toEqual([]);
  const done = restored.tables.filter(({ kind }) => NAMES.includes(kind as 'values')).flatMap(({ rows }) => rows);
  expect(done.map((row) => row.done)).toEqual(done.map(() => []));
  expect(await everySheet(target)).toEqual(folder);
  expect(await verify(target, { more: RECORD_CHECKS })).toEqual([]);
});

test('what is exported of a subtree is of that subtree', async () => {
  await importTexts(source, FILES);
  const lines = String(await exported(source, 'values', { within: 'A.2' }))
    .trim()
    .split('\r\n');
  expect(lines.slice(1)).toEqual([
    'A.2,Đảng bộ Sở Y tế,training.classes,Lớp bồi dưỡng,2025-01,0',
    'A.2,Đảng bộ Sở Y tế,training.classes,Lớp bồi dưỡng,2025-02,5',
  ]);
});

test('P14: a dry run says what the real run does, and records nothing', async () => {
  const before = await everything(source);
  const wrong = { ...FILES, 'more.csv': 'organization,indicator,month,value\nA.1,training.classes,2025-02,4\n' };
  const tried = await importTexts(source, wrong, { dryRun: true, skipBad: true });
  expect([tried.recorded, await everything(source)]).toEqual([false, before]);
  const real = await importTexts(source, wrong, { skipBad: true });
  expect(real.recorded).toBe(true);
  expect(real.positions).toEqual(tried.positions);
  const said = ({ tables }: typeof real): unknown => tables.map(({ rows }) => rows);
  expect(JSON.stringify(said(real))).toBe(JSON.stringify(said(tried)));
  expect(linesOf(real)).toHaveLength(1);
});

describe('an old sheet', () => {
  /** Exported, then changed by somebody else. */
  async function outdated(name: keyof typeof SHEETS, newer: string): Promise<string> {
    await importTexts(source, FILES);
    const sheet = String(await exported(source, name, { versions: true }));
    expect(linesOf(await importTexts(source, { 'newer.csv': newer }, { reason: 'Báo lại', subject: 'thu' }))).toEqual(
      [],
    );
    return sheet;
  }

  test.each<[keyof typeof SHEETS, newer: string, from: RegExp, to: string, message: RegExp]>([
    [
      'values',
      'organization,indicator,month,value\nA.1,training.classes,2025-02,4\n',
      /2025-02,3,/,
      '2025-02,6,',
      /row 4, column "version", "\d+m[0-9a-f]{6}": The value has changed since the sheet was written: the row has version \d+, and it is at \d+ now, since 2025-03-01, by thu\. Export the sheet again/,
    ],
    [
      'ratings',
      'organization,year,good\nA,2024,21\n',
      /10,20,5,/,
      '10,20,6,',
      /row 3, column "version", .*: The rating has changed since the sheet was written: the row has version \d+, and it is at \d+ now/,
    ],
    [
      'declarations',
      'organization,completed,asOf\nA,4,2025-03-01\n',
      /,3,2025-02-28,/,
      ',5,2025-03-01,',
      /row 2, column "version", .*: The declaration has changed since the sheet was written: the row has version \d+, and it is at \d+ now/,
    ],
  ])('of %s is a conflict where it was changed, and nothing is undone', async (name, newer, from, to, message) => {
    const sheet = await outdated(name, newer);
    const stands = await everything(source);
    expect(sheet).toMatch(from);
    const imported = await importTexts(source, { 'old.csv': sheet.replace(from, to) }, { reason: 'Sửa' });
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
    expect(await everything(source)).toEqual(stands);
    // What it says of the rest is known.
    const codes = imported.tables[0]?.rows.flatMap(({ refusal }) => refusal?.problem.code ?? []);
    expect(codes).toEqual(['CONFLICT']);
  });

  test('that says what has become of it since is unchanged', async () => {
    const sheet = await outdated('values', 'organization,indicator,month,value\nA.1,training.classes,2025-02,4\n');
    const imported = await importTexts(source, { 'old.csv': sheet.replace('2025-02,3,', '2025-02,4,') });
    expect([imported.positions, linesOf(imported)]).toEqual([null, []]);
  });

  test('of another database is told from it', async () => {
    await importTexts(source, FILES);
    const sheet = String(await exported(source, 'values', { versions: true })).replace('2025-02,3,', '2025-02,9,');
    const foreign = sheet.replace(/m[0-9a-f]{6}/g, 'm000000');
    const copied = sheet.replace(/(2025-02,9,,)\S+/, '$11');
    const mistyped = sheet.replace(/(2025-02,9,,)\S+/, '$1x');
    const refusals = [];
    for (const each of [foreign, copied, mistyped]) {
      refusals.push(...linesOf(await importTexts(source, { 'sheet.csv': each }, { reason: 'Sửa' })));
    }
    expect(refusals).toEqual([
      expect.stringMatching(/"\d+m000000": Version \d+ is not one of what this row is about/),
      expect.stringMatching(/"1": Version 1 is not one of what this row is about/),
      expect.stringMatching(/"x": "x" is not a version/),
    ]);
  });

  test('with the version that stands is a correction', async () => {
    await importTexts(source, FILES);
    const sheet = String(await exported(source, 'values', { versions: true })).replace('2025-02,3,', '2025-02,9,');
    const imported = await importTexts(source, { 'sheet.csv': sheet }, { reason: 'Sửa' });
    expect(linesOf(imported)).toEqual([]);
    expect(await recordedValues(source)).toContainEqual(['A.1', 'training.classes', '2025-02', 9, 'CORRECTED', 'Sửa']);
  });
});
