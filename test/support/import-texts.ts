/** Imports files that a test writes down, just as the command does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DataSource } from 'typeorm';
import { describeRefusal } from '../../src/exchange/describe-import';
import { importFiles, type Imported, type ImportOptions } from '../../src/exchange/import-files';
import { readFiles } from '../../src/exchange/read-files';
import type { RecognitionOptions } from '../../src/exchange/recognise-table';
import { refusalsOf } from '../../src/exchange/verdict';

export type Texts = Readonly<Record<string, string | Buffer>>;

/** In a folder of their own for as long as the work takes. */
async function withFiles<T>(texts: Texts, work: (paths: string[], folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-import-'));
  try {
    const paths = Object.keys(texts).map((name) => join(folder, name));
    for (const path of paths) await writeFile(path, texts[basename(path)]!);
    return await work(paths, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Everything or nothing, and recorded. */
export const AS_USUAL: ImportOptions = {
  dryRun: false,
  skipBad: false,
  subject: 'import',
  reason: null,
  since: null,
  ignoreNames: false,
  clockDay: '2025-03-01',
  progress: () => undefined,
};

export function importTexts(
  dataSource: DataSource,
  texts: Texts,
  options: Partial<ImportOptions> = {},
  reading: RecognitionOptions = {},
): Promise<Imported> {
  return withFiles(texts, async (paths, folder) => {
    const imported = await importFiles(dataSource, await readFiles(paths, reading), {
      ...AS_USUAL,
      ...options,
    });
    const tables = imported.tables.map((table) => ({ ...table, file: table.file.replace(`${folder}/`, '') }));
    return { ...imported, tables };
  });
}

/** What the command says of each refusal. */
export function linesOf(imported: Imported): string[] {
  return refusalsOf(imported).map(({ table, row }) => describeRefusal(table, row));
}

export const CAMPAIGN = JSON.stringify({
  name: 'Đại hội đảng bộ các cấp',
  term: '2025-2030',
  directive: 'Chỉ thị số 35-CT/TW ngày 14-6-2024',
  startsOn: '2025-01-01',
  endsOn: '2026-02-01',
  today: '2025-03-01',
  followsClock: false,
  deadlines: [{ level: 'GRASSROOTS', dueOn: '2025-06-30' }],
});

/** Children before their parents, as people sort them by name. */
export const ORGANIZATIONS = `Mã tổ chức;Mã tổ chức cấp trên;Tên tổ chức;Cấp;Loại hình
A.1.01;A.1;Chi bộ Ấp Bắc;cơ sở;
A.1.02;A.1;Chi bộ Đông Hòa;cơ sở;
A.1;A;Đảng bộ huyện Châu Thành;cấp trên trực tiếp cơ sở;
A.2;A;Đảng bộ Sở Y tế;cơ sở;
A;TW;Đảng bộ tỉnh An Hòa;trực thuộc trung ương;tỉnh
TW;;Trung ương;trung ương;gốc
`;

/** A country of six organizations, without any plan yet. */
export async function importCountry(dataSource: DataSource): Promise<void> {
  await importTexts(dataSource, { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS });
}

const EMPTY = `TRUNCATE organization, congress, congress_plan, congress_report, progress_day, progress_current,
  log_entry, campaign, deadline, idempotency_key RESTART IDENTITY CASCADE;
  UPDATE log_head SET position = 0, recorded_at = 'epoch'`;

export async function emptyDatabase(dataSource: DataSource): Promise<void> {
  await dataSource.query(EMPTY);
}
