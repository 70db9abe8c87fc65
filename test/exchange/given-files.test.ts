/** What may stand in the place of files: standard input, patterns, the same file twice, a folder. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCampaignFolder, type CampaignFolder } from '../support/open-campaign-folder';

const GOOD = 'Mã tổ chức;Ngày tổ chức\nAH.CT.01;20/02/2025\n';
const BAD = 'Mã tổ chức;Ngày tổ chức\nAH.CT.99;20/02/2025\n';
const TRIED = 'A real run would record 1 event.\n';

let campaign: CampaignFolder;

beforeAll(async () => {
  campaign = await openCampaignFolder();
  await mkdir(join(campaign.folder, 'xã'));
  await campaign.write('xã/một.csv', GOOD);
  await campaign.write('xã/.ẩn.csv', BAD);
});

afterAll(() => campaign.close());

describe('standard input', () => {
  const tryInput = (input: string | Uint8Array, ...words: string[]) =>
    campaign.giaobanReading(input, ['import', '--dry-run', '-', ...words]);

  test.each([
    ['CSV', GOOD],
    ['NDJSON', '{"organization":"AH.CT.01","heldOn":"2025-02-20"}\n'],
  ])('is %s', async (_name, text) => {
    const { code, out, err } = await tryInput(text);
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `standard input: 1 row of congresses: 1 reported completed.\n${TRIED}`,
      err: 'Trying …\n',
    });
  });

  test('is a workbook', async () => {
    const exported = ['export', 'congresses', '--within', 'AH.CT', '--format', 'xlsx', '--output', 'c.xlsx'];
    expect((await campaign.giaoban(exported)).code).toBe(0);
    const { code, out } = await tryInput(await readFile(join(campaign.folder, 'c.xlsx')));
    expect(code).toBe(0);
    expect(out).toMatch(/^standard input, sheet "Congresses": 4 rows of congresses: 4 unchanged\.\n/);
  });

  test('is a campaign file', async () => {
    const file = await readFile(join(__dirname, '../../examples/campaign/campaign.json'));
    expect(await tryInput(file)).toMatchObject({ code: 0, out: 'A real run would record no events.\n' });
  });

  test('has a copy with verdicts only where a folder is named', async () => {
    const before = await readdir(campaign.folder);
    const without = await tryInput(BAD, '--language', 'vi');
    expect(without.code).toBe(1);
    expect(without.out).toMatch(/^đầu vào chuẩn, dòng 2, cột "Mã tổ chức", "AH\.CT\.99": /m);
    expect(without.err).toContain('Muốn có bản sao của đầu vào chuẩn kèm kết quả từng dòng, hãy dùng --annotate-to');
    expect(await readdir(campaign.folder)).toEqual(before);
    const into = await tryInput(BAD, '--annotate-to', 'out');
    expect(into.out).toContain('out/standard input.checked.csv is the file with a verdict on each row.');
    expect(await campaign.read('out/standard input.checked.csv')).toMatch(/^AH\.CT\.99;20\/02\/2025;REFUSED;/m);
  });

  test('that is empty, or holds no table, is refused by its name', async () => {
    const empty = await tryInput('');
    expect({ code: empty.code, out: empty.out }).toEqual({ code: 1, out: '' });
    expect(empty.err).toMatch(/^giaoban: standard input is empty[^\n]+\n$/);
    expect((await tryInput('xin chào\n')).err).toMatch(/^giaoban: standard input: no row of headings/);
  });
});

describe('a pattern', () => {
  test('that the shell has not expanded is expanded, without hidden files', async () => {
    const { code, out } = await campaign.giaoban(['import', '--dry-run', '*ã/m?t.*']);
    expect({ code, out }).toEqual({
      code: 0,
      out: `xã/một.csv: 1 row of congresses: 1 reported completed.\n${TRIED}`,
    });
    expect((await campaign.giaoban(['import', '--dry-run', 'xã/*.csv'])).code).toBe(0);
    expect((await campaign.giaoban(['import', '--dry-run', 'xã/.*.csv'])).out).toContain('AH.CT.99');
  });

  test('that fits no file says so', async () => {
    const { code, err } = await campaign.giaoban(['import', 'xã/*.xlsx']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'giaoban: No file fits the pattern xã/*.xlsx. Check the folder and the ending.\n',
    });
  });

  test('may be the name of a file', async () => {
    await campaign.write('a*[1]?.csv', GOOD);
    await campaign.write('ab[1]c.csv', BAD);
    const { code, out } = await campaign.giaoban(['import', '--dry-run', 'a*[1]?.csv']);
    expect(code).toBe(0);
    expect(out).toMatch(/^a\*\[1\]\?\.csv: 1 row/);
  });
});

test('a file that is given twice is read once', async () => {
  const { code, out, err } = await campaign.giaoban([
    'import',
    '--dry-run',
    'xã/một.csv',
    './xã/../xã/một.csv',
    'xã/*.csv',
  ]);
  expect(code).toBe(0);
  expect(out).toContain(TRIED);
  expect(err).toBe(
    './xã/../xã/một.csv is given twice: it is read once.\nxã/một.csv is given twice: it is read once.\nTrying …\n',
  );
});

test('of a folder the files are to be named', async () => {
  expect(await campaign.giaoban(['import', 'xã'])).toEqual({
    code: 1,
    out: '',
    err: 'giaoban: xã is a folder. Name the files in it, such as xã/*.xlsx.\n',
  });
});
