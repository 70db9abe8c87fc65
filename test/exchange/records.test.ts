/** Records in exports and restored logs: equal after the way out and back. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Snapshot } from '../../src/database/snapshot';
import { exportCampaign } from '../../src/exchange/campaign-file';
import { openScope } from '../../src/exchange/export-scope';
import { exportSheet, SHEET_NAMES, type SheetLanguage } from '../../src/exchange/export-sheet';
import { withOutputFiles } from '../../src/process/replace-file';
import { writeChunk } from '../../src/spreadsheet/table-writer';
import { FORMATS, type Format } from '../../src/spreadsheet/write-table';
import { Level } from '../../src/organization/level';
import { openCleanUp } from '../support/clean-up';
import { carryOut } from '../support/command';
import { emptyDatabase, importTexts, linesOf, type Texts } from '../support/import-texts';
import { openTestDatabase } from '../support/open-database';
import { plantTree } from '../support/plant-tree';
import { playSmallCampaign } from '../support/play-small-campaign';
import {
  createSmallRecords,
  dropSmallRecords,
  question,
  recordOnlySmallNouns,
  recordSmall,
  requireSound,
} from '../support/small-records';

const cleanUp = openCleanUp();
let folder: string;
let source: DataSource;
let target: DataSource;

recordOnlySmallNouns();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-records-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
  const databases = [await openTestDatabase(), await openTestDatabase()] as const;
  for (const database of databases) cleanUp.add(() => database.close());
  source = databases[0].dataSource;
  target = databases[1].dataSource;
});
afterAll(() => cleanUp.closeAll());

/** Tables that refer to organizations would keep them from being emptied. */
async function startAnew(dataSource: DataSource): Promise<void> {
  await dropSmallRecords(dataSource);
  await emptyDatabase(dataSource);
}

beforeEach(async () => {
  await startAnew(source);
  await startAnew(target);
  await createSmallRecords(target);
});

interface ExportOptions {
  format?: Format;
  language?: SheetLanguage;
  within?: string;
}

/** Every file of an export. The moment at which it was written is the one thing that differs between two of them. */
async function exportAll(dataSource: DataSource, options: ExportOptions = {}): Promise<Record<string, Buffer>> {
  const { format = 'csv', language = 'en', within } = options;
  const names = [...SHEET_NAMES.map((sheet) => `${sheet}.${format}`), 'campaign.json'];
  const paths = Object.fromEntries(names.map((name) => [name, join(folder, name)]));
  const snapshot = new Snapshot(dataSource);
  try {
    const scope = await openScope(snapshot, { within, asOf: undefined });
    await withOutputFiles(paths, async (files) => {
      for (const sheet of SHEET_NAMES) {
        const output = files[`${sheet}.${format}`]!;
        await exportSheet(scope, sheet, { format, language, output, show: () => undefined });
      }
      await writeChunk(files['campaign.json']!, await exportCampaign(scope, new Date('2026-01-02')));
    });
  } finally {
    await snapshot.close();
  }
  const contents = await Promise.all(names.map(async (name) => [name, await readFile(paths[name]!)] as const));
  return Object.fromEntries(contents);
}

/** What a whole log is restored from. */
function wholeOf(exported: Record<string, Buffer>): Texts {
  return Object.fromEntries(
    Object.entries(exported).filter(([name]) => /^(campaign|organizations|events)\./.test(name)),
  );
}

function eventsOf(exported: Record<string, Buffer>): Record<string, unknown>[] {
  const lines = exported['events.ndjson']!.toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Congresses and records in one log; ids of things neither begin at 1 nor follow the log. */
async function playEverything(): Promise<void> {
  await playSmallCampaign(source);
  await createSmallRecords(source);
  await source.query(
    `SELECT setval(pg_get_serial_sequence('question', 'id'), 40), setval(pg_get_serial_sequence('answer', 'id'), 7)`,
  );
  const first = await recordSmall(source, { noun: 'QUESTION', organization: 'O1', columns: question('q.1') });
  const remarks = { z: [1, { b: null, a: 'ghi chú' }], a: '=1+1', nested: { '10': true, '9': 0.5 } };
  await recordSmall(source, {
    noun: 'QUESTION',
    organization: 'O1',
    id: 12,
    columns: question('q.2', { rank: 7, remarks }),
  });
  await recordSmall(source, {
    noun: 'ANSWER',
    organization: 'O3',
    columns: { question: 'q.2', month: '2020-03', count: 0 },
  });
  await carryOut(source, { key: null, name: 'turnDay', days: 3 });
  const changed = question('q.1', { title: '\'=Tên\nhai dòng,\t"…"', asked_on: '2020-03-04', urgent: true, votes: [] });
  await recordSmall(source, { noun: 'QUESTION', organization: 'O1', id: first, columns: changed, reason: 'Viết lại.' });
  await carryOut(source, { key: null, name: 'cancel', organization: 4 });
  await recordSmall(source, {
    noun: 'ANSWER',
    organization: 'O2',
    columns: { question: 'q.1', month: '2020-03', count: 12 },
  });
}

describe('P15: records', () => {
  test.each(FORMATS.flatMap((format) => [[format, 'en'] as const, [format, 'vi'] as const]))(
    'go through %s with headings in %s, and back',
    async (format, language) => {
      await playEverything();
      await requireSound(source);
      const before = await exportAll(source, { format, language });
      const imported = await importTexts(target, wholeOf(before));
      expect(linesOf(imported)).toEqual([]);
      expect(imported.positions).toEqual({ first: 1, last: 23 });
      await requireSound(target);
      expect(await exportAll(target, { format, language })).toEqual(before);
      const again = await importTexts(target, wholeOf(before));
      expect(linesOf(again)).toEqual([]);
      expect(again.tables.at(-1)?.rows.filter(({ done }) => done.length > 0)).toEqual([]);
    },
  );

  test('have the ids 1, 2, 3 … by their first appearance after a restore, and new ones follow', async () => {
    await playEverything();
    await importTexts(target, wholeOf(await exportAll(source)));
    const rows = await target.query<object[]>('SELECT id, code, position FROM question ORDER BY id');
    expect(rows).toEqual([
      { id: 1, code: 'q.1', position: 21 },
      { id: 2, code: 'q.2', position: 18 },
    ]);
    expect(await recordSmall(target, { noun: 'QUESTION', organization: 'O2', columns: question('q.3') })).toBe(3);
    await requireSound(target);
  });

  test('say which thing they are of and what it is then; congresses have neither', async () => {
    await playEverything();
    const events = eventsOf(await exportAll(source, { format: 'ndjson' }));
    const told = events.filter(({ record }) => record !== null);
    expect(told.map(({ position, kind, organization, thing }) => [position, kind, organization, thing])).toEqual([
      [17, 'QUESTION.ADDED', 'O1', 1],
      [18, 'QUESTION.CHANGED', 'O1', 2],
      [19, 'ANSWER.ADDED', 'O3', 1],
      [21, 'QUESTION.CHANGED', 'O1', 1],
      [23, 'ANSWER.ADDED', 'O2', 2],
    ]);
    expect(told[2]).toMatchObject({ record: '{"count":0,"month":"2020-03","question":"q.2"}', status: null });
    expect(told[3]).toMatchObject({ reason: 'Viết lại.', by: 'admin', day: '2020-04-23' });
    expect(events.filter(({ record }) => record === null).every(({ thing }) => thing === null)).toBe(true);
  });

  test('a log that begins with records, and has nothing else', async () => {
    await plantTree(source, { parents: [], levels: [Level.CENTRAL], deadlines: {}, today: '2020-03-01' });
    await createSmallRecords(source);
    await recordSmall(source, { noun: 'QUESTION', organization: 'O0', columns: question('q.1') });
    await recordSmall(source, {
      noun: 'ANSWER',
      organization: 'O0',
      columns: { question: 'q.1', month: '2020-03', count: 1 },
    });
    const before = await exportAll(source);
    expect(linesOf(await importTexts(target, wholeOf(before)))).toEqual([]);
    await requireSound(target);
    expect(await exportAll(target)).toEqual(before);
  });

  test('of a part keep their numbers, and are no log to restore', async () => {
    await playEverything();
    const part = await exportAll(source, { format: 'ndjson', within: 'O3' });
    expect(eventsOf(part).flatMap(({ thing }) => thing ?? [])).toEqual([1]);
    const second = await exportAll(source, { format: 'ndjson', within: 'O2' });
    expect(eventsOf(second).flatMap(({ thing }) => thing ?? [])).toEqual([2]);
    const other = await exportAll(source, { format: 'ndjson', within: 'O1' });
    expect(eventsOf(other).flatMap(({ thing }) => thing ?? [])).toEqual([1, 2, 1, 1]);
    const whole = wholeOf(await exportAll(source, { format: 'ndjson' }));
    const imported = await importTexts(target, { ...whole, 'events.ndjson': part['events.ndjson']! });
    expect(linesOf(imported)).toEqual([
      expect.stringMatching(/column "position", "\d+": Position \d+ is followed by \d+/),
    ]);
  });

  test('a stored log that differs from the file in a record is another log', async () => {
    await playEverything();
    const files = wholeOf(await exportAll(source));
    await importTexts(target, files);
    await target.query(`UPDATE log_entry SET body = jsonb_set(body, '{count}', '13') WHERE position = 23`);
    const [line] = linesOf(await importTexts(target, files));
    expect(line).toMatch(/events\.csv, row 24: This database has events of its own/);
  });

  test.each(['csv', 'xlsx', 'ndjson'] as const)(
    'a record longer than a cell of a workbook holds stands packed in it, and comes back: %s',
    async (format) => {
      await plantTree(source, { parents: [], levels: [Level.CENTRAL], deadlines: {}, today: '2020-03-01' });
      await createSmallRecords(source);
      const title = 'Một nội dung dài. '.repeat(3_000);
      await recordSmall(source, { noun: 'QUESTION', organization: 'O0', columns: question('q.1', { title }) });
      const before = await exportAll(source, { format });
      expect(linesOf(await importTexts(target, wholeOf(before)))).toEqual([]);
      expect(await exportAll(target, { format })).toEqual(before);
      expect(await target.query('SELECT title FROM question')).toEqual([{ title }]);
    },
  );

  test('a record that no cell of a workbook holds even so is refused there, and not cut off', async () => {
    await plantTree(source, { parents: [], levels: [Level.CENTRAL], deadlines: {}, today: '2020-03-01' });
    await createSmallRecords(source);
    await recordSmall(source, {
      noun: 'QUESTION',
      organization: 'O0',
      // What was drawn at random does not get shorter.
      columns: question('q.1', { title: randomBytes(40_000).toString('base64') }),
    });
    await expect(exportAll(source, { format: 'xlsx' })).rejects.toThrow(
      /column "record" has 5\d{4} characters, and a cell of a workbook holds 32767\. Export it as csv or ndjson/,
    );
    const before = await exportAll(source, { format: 'ndjson' });
    expect(linesOf(await importTexts(target, wholeOf(before)))).toEqual([]);
    expect(await exportAll(target, { format: 'ndjson' })).toEqual(before);
  });
});

describe('organizations and congresses are imported beside records', () => {
  test('whose rows and entries stay as they are, even where ids are the same', async () => {
    await playEverything();
    const before = await exportAll(source);
    const files = Object.fromEntries(
      Object.entries(before).filter(([name]) => /^(campaign|organizations|congresses)\./.test(name)),
    );
    const same = await importTexts(source, files);
    expect(linesOf(same)).toEqual([]);
    expect(same.positions).toBeNull();
    expect(await exportAll(source)).toEqual(before);

    // Its congress has the id that an answer has, too.
    const [shared] = await source.query<{ id: number }[]>('SELECT id FROM congress ORDER BY id LIMIT 1');
    const count = { question: 'q.1', month: '2020-04', count: 5 };
    await recordSmall(source, { noun: 'ANSWER', organization: 'O2', id: shared!.id, columns: count });
    const rows = await source.query<object[]>('SELECT * FROM answer ORDER BY id');
    const plans = `organization,plannedOn,name\nO1,2020-06-01,Organization 1\n`;
    const changed = await importTexts(source, { 'plans.csv': plans });
    expect(linesOf(changed)).toEqual([]);
    expect(changed.positions).toEqual({ first: 25, last: 25 });
    const renamed = await importTexts(source, {
      'organizations.csv': 'code,name,level\nO1,Đảng bộ O1,UPPER_GRASSROOTS\n',
    });
    expect(linesOf(renamed)).toEqual([expect.stringMatching(/has the level CENTRALLY_RUN here/)]);
    expect(
      linesOf(await importTexts(source, { 'organizations.csv': 'code,name,level\nO1,Đảng bộ O1,CENTRALLY_RUN\n' })),
    ).toEqual([]);
    expect(await source.query('SELECT * FROM answer ORDER BY id')).toEqual(rows);
    await requireSound(source);

    const after = await exportAll(source);
    expect(linesOf(await importTexts(target, wholeOf(after)))).toEqual([]);
    await requireSound(target);
    expect(await exportAll(target)).toEqual(after);
  });
});
