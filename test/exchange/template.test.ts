/** Forms to fill in, and every other sheet out: imported as they are, they change nothing; filled in, they say what was filled in. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { closeOrganization } from '../../src/closure/close-organization';
import { correctCongressReport } from '../../src/congress/report-congress-completed';
import { SHEET_NAMES } from '../../src/exchange/export-sheet';
import { TEMPLATE_NAMES } from '../../src/exchange/write-template';
import { textOf } from '../../src/spreadsheet/read-cell';
import { readTables } from '../../src/spreadsheet/read-tables';
import { FORMATS } from '../../src/spreadsheet/write-table';
import { openCleanUp } from '../support/clean-up';
import type { TestDatabase } from '../support/open-database';
import { defineIndicators } from '../support/records-of-country';
import { openRoundTrip, WHOLE, type RoundTrip } from '../support/round-trip';
import { runHere } from '../support/run-here';

const CAMPAIGN = join(__dirname, '..', '..', 'examples', 'campaign');
const LANGUAGES = ['en', 'vi'] as const;
const ADMIN = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };
const DOCUMENTS = `Số, ký hiệu;Ngày ban hành;Loại văn bản;Cơ quan ban hành;Trích yếu;Mã tổ chức;Căn cứ đại hội
35-CT/TW;14/06/2024;Chỉ thị;Bộ Chính trị;Về đại hội đảng bộ các cấp;;có
01-KH/HU;02/01/2025;Kế hoạch;Huyện ủy Châu Thành;=Tổ chức đại hội;AH.CT;
`;

/** No documents are filled in, and there is one province to be rated. */
const FEW: Partial<Record<string, number>> = { documents: 0, ratings: 1 };

const cleanUp = openCleanUp();
let trip: RoundTrip;
let database: TestDatabase;

beforeAll(async () => {
  trip = await openRoundTrip(cleanUp);
  database = await trip.openEmpty();
  await writeFile(join(trip.folder, 'documents.csv'), DOCUMENTS);
  const files = ['campaign.json', 'organizations.csv', 'plans.csv', 'reports.csv'].map((name) => join(CAMPAIGN, name));
  await giaoban('import', ...files, 'documents.csv');
  await writeFile(
    join(trip.folder, 'more.csv'),
    'Mã tổ chức,Trạng thái,Lý do,Ngày tổ chức,Ghi chú\nAH.TP.02,hủy,Sáp nhập,,\nAH.CT.03,hoãn,Bão,,\nAH.TP.01,,,26/02/2025,"Ghi ""chú""; có, dấu"\n',
  );
  await giaoban('import', 'more.csv');
  await defineIndicators(database.dataSource);
});
afterAll(() => cleanUp.closeAll());

const giaoban = (...words: string[]): Promise<string> => trip.giaoban(database.url, ...words);
const run = (...words: string[]): ReturnType<typeof runHere> =>
  runHere(words, { folder: trip.folder, settings: { DATABASE_URL: database.url } });

async function rowsOf(file: string): Promise<string[][]> {
  const [table] = await readTables(join(trip.folder, file));
  return table?.rows.map(({ cells }) => cells.map(textOf)) ?? [];
}

describe('every sheet out comes back, and changes nothing', () => {
  const sheets = SHEET_NAMES.filter((name) => name !== 'progress');
  const all = LANGUAGES.flatMap((language) => FORMATS.map((format) => [language, format] as const));

  test.each(all)('exports in %s as %s', async (language, format) => {
    for (const sheet of sheets) {
      const file = `${sheet}-${language}.${format}`;
      await giaoban('export', sheet, '--language', language, '--format', format, '--output', file);
      const out = await giaoban('import', file);
      expect(out).toMatch(/(: \d+ unchanged|: none|; left out)\.\n(.*left out.*\n)?Recorded no events\.\n$/);
    }
  });

  test.each(LANGUAGES.flatMap((language) => ['xlsx', 'csv'].map((format) => [language, format] as const)))(
    'forms in %s as %s',
    async (language, format) => {
      for (const name of TEMPLATE_NAMES) {
        const file = `form-${name}-${language}.${format}`;
        await giaoban('template', name, '--language', language, '--output', file);
        const out = await giaoban('import', file);
        const rows = (await rowsOf(file)).length;
        expect(out).toMatch(name === 'documents' ? /: none\./ : /: \d+ unchanged\.\n/);
        expect(out).toMatch(/Recorded no events\.\n$/);
        expect(rows).toBeGreaterThan(FEW[name] ?? 3);
      }
    },
  );

  test.each(FORMATS)('P15: a folder in Vietnamese as %s is the same campaign in another database', async (format) => {
    await giaoban('export', '--to', 'english');
    await giaoban('export', '--to', `folder-${format}`, '--language', 'vi', '--format', format);
    await trip.expectSame('english', await trip.restore(`folder-${format}`, format), WHOLE);
  });

  test('P15: congresses without their log give the same congresses, whatever their versions were', async () => {
    await giaoban('export', '--to', 'english');
    await giaoban('export', 'congresses', '--output', 'versions.csv');
    const other = await trip.openEmpty();
    await trip.giaoban(other.url, 'import', 'english/campaign.json', 'english/organizations.csv', 'versions.csv');
    await trip.giaoban(other.url, 'export', '--to', 'other');
    await trip.expectSame('english', 'other', ['organizations.csv', 'congresses.csv', 'progress.csv']);
    expect(await readFile(join(trip.folder, 'english', 'congresses.csv'), 'utf8')).not.toContain('version');
  });
});

describe('csv', () => {
  test.each([
    [[], ',', '0.'],
    [['--language', 'vi'], ';', '"0,'],
    [['--language', 'vi', '--delimiter', 'comma'], ',', '"0,'],
    [['--delimiter', 'tab'], '\t', '0.'],
  ])('%j', async (options, delimiter, decimal) => {
    const [head = '', ...rows] = (await giaoban('export', 'progress', ...options)).trimEnd().split('\r\n');
    expect(head.split(delimiter)).toHaveLength(15);
    expect(rows.some((row) => row.includes(`${delimiter}${decimal}`))).toBe(true);
  });

  test('alone has delimiters', async () => {
    const { code, err } = await run('export', 'progress', '--format', 'ndjson', '--delimiter', 'tab');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('--delimiter is for csv only, not for ndjson.'),
    });
  });
});

describe('a form', () => {
  test('of reports has the congresses yet to be held, below the name of the locality', async () => {
    await giaoban('template', 'reports', '--within', 'AH', '--output', 'reports.xlsx');
    const [title, campaign, head, ...rows] = await rowsOf('reports.xlsx');
    expect(title).toEqual(['Báo cáo kết quả đại hội: Đảng bộ tỉnh An Hòa (AH)']);
    expect(campaign).toEqual(['Đại hội đảng bộ các cấp tỉnh An Hòa']);
    expect(head?.slice(0, 5)).toEqual(['Mã tổ chức', 'Tên tổ chức', 'Cấp', 'Ngày dự kiến', 'Ngày tổ chức']);
    expect(rows.map(([code, , level, planned]) => [code, level, planned])).toEqual([
      ['AH', 'Trực thuộc trung ương', '2025-10-15'],
      ['AH.01', 'Cơ sở', ''],
      ['AH.CT', 'Cấp trên trực tiếp cơ sở', '2025-07-20'],
      ['AH.CT.03', 'Cơ sở', ''],
      ['AH.TP', 'Cấp trên trực tiếp cơ sở', '2025-07-25'],
    ]);
    const [, guide] = await readTables(join(trip.folder, 'reports.xlsx'));
    expect(guide?.sheet).toBe('Hướng dẫn');
    const explained = guide?.rows.slice(2).map(({ cells }) => textOf(cells[0] ?? null));
    expect(explained).toEqual(head);
    expect(guide?.rows.every(({ cells }) => textOf(cells[1] ?? null).length > 5)).toBe(true);
  });

  test('is announced in the language of whoever asks for it', async () => {
    const told = async (locale: string, ...words: string[]): Promise<string> => {
      const settings = { DATABASE_URL: database.url, LANG: locale };
      const given = ['template', 'corrections', '--output', 'told.xlsx', '--overwrite', ...words];
      return (await runHere(given, { folder: trip.folder, settings })).err.trim();
    };
    expect(await told('vi_VN.UTF-8')).toBe('Đã ghi biểu mẫu vào told.xlsx; số dòng điền sẵn: 3.');
    expect(await told('C')).toBe('The form is in told.xlsx; rows filled in: 3.');
    expect(await told('C', '--language', 'vi')).toMatch(/^Đã ghi biểu mẫu /);
  });

  test('that is there already is not replaced unasked', async () => {
    await writeFile(join(trip.folder, 'mine.xlsx'), 'filled in');
    const { code, err } = await run('template', 'reports', '--output', 'mine.xlsx');
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: 'giaoban: mine.xlsx is there already, and may have been filled in. Name another file, or replace it with --overwrite.',
    });
    expect(await readFile(join(trip.folder, 'mine.xlsx'), 'utf8')).toBe('filled in');
    await giaoban('template', 'reports', '--output', 'mine.xlsx', '--overwrite');
    expect(await rowsOf('mine.xlsx')).not.toEqual([]);
  });

  test('goes to standard output where nothing else is said', async () => {
    const { code, out } = await run('template', 'plans', '--format', 'csv', '--within', 'AH.CT', '--language', 'en');
    expect(code).toBe(0);
    expect(out.split('\r\n')[0]).toBe('\uFEFForganization,name,level,plannedOn,pilot,status,reason,version');
    expect(out).toMatch(/^AH\.CT\.03,.*,GRASSROOTS,,false,,,\d+m[0-9a-f]{6}$/m);
  });

  test('of an organization that is not there, or of a kind that is none, is refused', async () => {
    for (const words of [['reports', '--within', 'X'], ['nonsense'], []]) {
      expect((await run('template', ...words)).code).toBe(1);
    }
  });

  test('of plans has those without a congress too; closed organizations are in none', async () => {
    await writeFile(
      join(trip.folder, 'new.csv'),
      'code,parent,name,level\nAH.02,AH,Đảng bộ Sở Tư pháp,GRASSROOTS\nAH.03,AH,Đảng bộ Sở Nội vụ,GRASSROOTS\n',
    );
    await giaoban('import', 'new.csv');
    await closeOrganization(database.dataSource, ADMIN, {
      organization: 'AH.03',
      on: '2025-02-01',
      reason: 'Sáp nhập',
    });
    const form = await giaoban('template', 'plans', '--format', 'csv', '--within', 'AH');
    expect(form).toContain('AH.02;Đảng bộ Sở Tư pháp;Cơ sở;;;;;0\r\n');
    expect(form).not.toContain('AH.03');
    await writeFile(join(trip.folder, 'plans.csv'), form.replace(';Cơ sở;;;;;0', ';Cơ sở;20/05/2025;Có;;;0'));
    expect(await giaoban('import', 'plans.csv')).toMatch(/: 1 planned, \d unchanged\./);
  });

  test('of corrections is filled in, corrects, and as an old sheet undoes nothing', async () => {
    const form = await giaoban('template', 'corrections', '--format', 'csv', '--within', 'AH.CT');
    const filled = form.replace(/^(AH\.CT\.02;.*;)95;95;(.*);;/m, '$196;95;$2;Đếm lại;');
    expect(filled).not.toBe(form);
    await writeFile(join(trip.folder, 'corrections.csv'), filled);
    expect(await giaoban('import', 'corrections.csv')).toMatch(/: 1 corrected, 1 unchanged\./);
    expect(await giaoban('import', 'corrections.csv')).toMatch(/: 2 unchanged\./);
    await correctCongressReport(database.dataSource, ADMIN, {
      organization: 'AH.CT.02',
      delegatesSummoned: 97,
      reason: 'x',
    });
    const { code, out } = await run('import', 'corrections.csv', '--no-annotate', '--language', 'vi');
    expect(code).toBe(1);
    expect(out).toMatch(/cột "Phiên bản".*Đại hội đã thay đổi sau khi xuất bảng.*"Số đại biểu triệu tập" 95 → 97\./);
  });
});
