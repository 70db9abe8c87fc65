/** Workbooks of several sheets, files under the wrong name, and broken letters, as an import meets them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeImport } from '../../src/exchange/describe-import';
import { CAMPAIGN, importCountry, importTexts, linesOf, type Texts } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { toTcvn3, toVni } from '../support/legacy-text';
import { sheetOf, text, writeBook } from '../support/written-workbook';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await importCountry(database.dataSource);
});
afterAll(() => database.close());

/** Without recording anything. */
async function tryOut(texts: Texts): Promise<{ said: string[]; refused: string[] }> {
  const imported = await importTexts(database.dataSource, texts, { dryRun: true });
  return {
    said: describeImport(imported, { language: 'en', dryRun: true, skipBad: false }, []),
    refused: linesOf(imported),
  };
}

/** What is said of the file as a whole. */
async function refusalOf(texts: Texts): Promise<string> {
  const error: unknown = await tryOut(texts).catch((reason: unknown) => reason);
  return (error as Error).message.replace(/\S*giaoban-import-\w+\//g, '');
}

const HEADINGS = [text('Mã tổ chức'), text('Ngày dự kiến')];
const plans = (...rows: readonly (readonly [string, string])[]): string =>
  sheetOf(HEADINGS, ...rows.map(([code, day]) => [text(code), text(day)]));

describe('of a workbook', () => {
  test('a visible sheet without headings is left out, and that is said', async () => {
    const guide = sheetOf([text('Hướng dẫn')], [text('1. Ghi ngày theo dạng dd/mm/yyyy')]);
    const { said, refused } = await tryOut({
      'a.xlsx': writeBook({ sheets: { 'Hướng dẫn': guide, Biểu: plans(['A.2', '20/03/2025']) } }),
    });
    expect(refused).toEqual([]);
    expect(said.join('\n')).toMatch(/a\.xlsx, sheet "Biểu": 1 row of congresses: 1 planned\./);
    expect(said.join('\n')).toMatch(/a\.xlsx, sheet "Hướng dẫn": no row of headings was recognised; left out\./);
  });

  test('nothing is left out where no sheet has headings', async () => {
    const sheets = { A: sheetOf([text('một')]), B: sheetOf([text('hai')]) };
    expect(await refusalOf({ 'a.xlsx': writeBook({ sheets }) })).toMatch(
      /^a\.xlsx, sheet "A": no row of headings was recognised/,
    );
  });

  test('two sheets that say different things of one congress are refused, with both places', async () => {
    const sheets = { Một: plans(['A.2', '20/03/2025']), Hai: plans(['A.2', '21/03/2025']) };
    const { refused } = await tryOut({ 'a.xlsx': writeBook({ sheets }) });
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(
      /sheet "Hai", row 2.*sheet "Một", row 2 says 2025-03-20 of A\.2, this row says 2025-03-21/,
    );
  });

  test('two sheets with different reports of one congress, too', async () => {
    const reports = (day: string): string =>
      sheetOf(
        [text('Mã tổ chức'), text('Ngày dự kiến'), text('Ngày tổ chức'), text('Ghi chú')],
        [text('A.2'), text('20/02/2025'), text(day), text('x')],
      );
    const { refused } = await tryOut({
      'a.xlsx': writeBook({ sheets: { Một: reports('20/02/2025'), Hai: reports('21/02/2025') } }),
    });
    expect(refused).toEqual([
      expect.stringMatching(/sheet "Hai", row 2.*sheet "Một", row 2 says 2025-02-20 of A\.2, this row says 2025-02-21/),
    ]);
  });

  test('a formula without a result refuses its row', async () => {
    const row = [text('A.2'), '<c><f>DATE(2025,3,20)</f></c>'];
    const { refused } = await tryOut({ 'a.xlsx': writeBook({ sheets: { A: sheetOf(HEADINGS, row) } }) });
    expect(refused).toEqual([
      expect.stringMatching(
        /row 2, column "Ngày dự kiến".*the formula =DATE\(2025,3,20\), and the file does not have its result/,
      ),
    ]);
  });
});

describe('of other files', () => {
  test('a campaign that is named as a text is told its right name', async () => {
    for (const campaign of [CAMPAIGN, JSON.stringify(JSON.parse(CAMPAIGN), null, 2)]) {
      expect(await refusalOf({ 'an-hoa.json.txt': campaign })).toBe(
        'an-hoa.json.txt is a campaign file. Its name must end in .json: rename it to an-hoa.json.',
      );
    }
  });

  test('a NUL in a cell refuses its row', async () => {
    const { refused } = await tryOut({ 'a.csv': 'Mã tổ chức,Ngày dự kiến\nA.2,20/03/\x002025\nA.1.01,20/03/2025\n' });
    expect(refused).toEqual([
      expect.stringMatching(/^a\.csv, row 2, column "Ngày dự kiến".*U\+0000, a control character/),
    ]);
  });

  test('rows with broken letters are refused with what they seem to be', async () => {
    const heading = 'Mã tổ chức,Mã tổ chức cấp trên,Tên tổ chức,Cấp\n';
    const { refused } = await tryOut({
      'o.csv': `${heading}N.1,A,${toTcvn3('Đảng bộ phường Tân An')},cơ sở\nN.2,A,Ð?ng b? xã,cơ sở\nN.3,A,Đảng bộ xã,${toVni('cơ sở đảng')}\nN.4,A,Đảng bộ xã Ê Đê,cơ sở\n`,
    });
    expect(refused.map((line) => line.replace(/^.*?": /, ''))).toEqual([
      expect.stringMatching(/^These letters are not Unicode but seem to be TCVN3 \(ABC\): "Đảng bộ phường Tân An"\./),
      expect.stringMatching(/^Letters of this text were lost: question marks/),
      expect.stringMatching(/^These letters are not Unicode but seem to be VNI: "cơ sở đảng"\./),
    ]);
  });

  test('headings with broken letters, too', async () => {
    const broken = `${toTcvn3('Mã tổ chức')},${toTcvn3('Ngày dự kiến')}\nA.2,20/03/2025\n`;
    expect(await refusalOf({ 'a.csv': broken })).toMatch(
      /^a\.csv: These letters are not Unicode but seem to be TCVN3 \(ABC\)/,
    );
  });
});
