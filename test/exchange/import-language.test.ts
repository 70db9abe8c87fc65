/** An import speaks the language of who reads it, and names the columns of the sheet: on its outputs and in the copies. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PLAIN_FORM } from '../../src/spreadsheet/sheet-form';
import { openTableWriter, type OutColumn } from '../../src/spreadsheet/write-table';
import { openCampaignFolder, type CampaignFolder } from '../support/open-campaign-folder';

const REPORTS = `Mã tổ chức;Ngày tổ chức;Số đại biểu triệu tập;Số đại biểu dự
AH.CT.01;20/02/2025;95;94
AH.CT.99;20/02/2025;;
AH.CT.02;20/02/2025;1587;1600
AH.CT.03;20/02/2030;;
`;

let campaign: CampaignFolder;

beforeAll(async () => {
  campaign = await openCampaignFolder();
});

afterAll(() => campaign.close());

beforeEach(() => campaign.write('bao-cao.csv', REPORTS));

describe('in Vietnamese', () => {
  test.each([
    ['by the locale', [], 'vi_VN.UTF-8'],
    ['when asked', ['--language', 'vi'], 'C'],
  ])('%s: the outputs, the refusals and the verdicts', async (_how, words, locale) => {
    const { code, out, err } = await campaign.giaoban(['import', '--dry-run', 'bao-cao.csv', ...words], locale);
    expect({ code, err }).toEqual({ code: 1, err: 'Đang chạy thử …\n' });
    expect(out.split('\n')).toEqual([
      'bao-cao.csv: 4 dòng về đại hội: 1 báo cáo hoàn thành, 3 bị từ chối.',
      expect.stringMatching(
        /^bao-cao\.csv, dòng 3, cột "Mã tổ chức", "AH\.CT\.99": Không có tổ chức nào mang mã "AH\.CT\.99"\. Gần nhất: /,
      ),
      'bao-cao.csv, dòng 4, cột "Số đại biểu dự", "1600": Có 1.600 đại biểu dự nhưng chỉ triệu tập 1.587. Hãy kiểm tra cả hai số.',
      'bao-cao.csv, dòng 5, cột "Ngày tổ chức", "20/02/2030": 20/02/2030 nằm ngoài đợt đại hội, từ ngày 01/01/2025 đến ngày 01/02/2026. Hãy kiểm tra ngày.',
      'bao-cao.checked.csv là tệp có kết quả từng dòng.',
      '3 dòng bị từ chối nên sẽ không ghi nhận gì. Hãy sửa các dòng ấy, hoặc dùng --skip-bad để ghi nhận các dòng khác.',
      '',
    ]);
    const [, first, second, third] = (await campaign.read('bao-cao.checked.csv')).split('\n');
    expect(first).toBe('AH.CT.01;20/02/2025;95;94;sẽ báo cáo hoàn thành;');
    expect(second).toMatch(/;BỊ TỪ CHỐI;"Không có tổ chức nào/);
    expect(third).toMatch(/;BỊ TỪ CHỐI;Có 1\.600 đại biểu dự nhưng chỉ triệu tập 1\.587\. Hãy kiểm tra cả hai số\.$/);
  });

  test('names columns as the sheet writes them, and by their usual headings where it has none', async () => {
    await campaign.write('du.csv', 'Mã TC;Ngày họp;Ngày tổ chức;Đại biểu dự\nAH.CT.01;;20/02/2025;-3\n');
    const negative = await campaign.giaoban(['import', '--dry-run', 'du.csv', '--language', 'vi']);
    expect(negative.out).toContain('cột "Đại biểu dự", "-3": "Đại biểu dự" là -3; phải là số nguyên từ 0 đến 5.000.');
    await campaign.write('to-chuc.csv', 'Mã;Cấp trên;Tên\nAH.CT.09;AH.CT;Đảng ủy mới\n');
    const { out } = await campaign.giaoban(['import', '--dry-run', 'to-chuc.csv', '--language', 'vi']);
    expect(out).toContain('to-chuc.csv, dòng 2: Thiếu "Cấp". Hãy ghi cấp của tổ chức.');
  });

  test('repeats a date cell as a Vietnamese day', async () => {
    const file = createWriteStream(join(campaign.folder, 'ngay.xlsx'));
    const columns: OutColumn[] = [
      { heading: 'Mã tổ chức', kind: 'text' },
      { heading: 'Ngày tổ chức', kind: 'day' },
    ];
    const sheet = openTableWriter('xlsx', file, 'Báo cáo', columns, PLAIN_FORM);
    await sheet.write(['AH.CT.01', new Date('2030-02-03T00:00:00Z')]);
    await sheet.end();
    await finished(file.end());
    const { out } = await campaign.giaoban(['import', '--dry-run', 'ngay.xlsx', '--language', 'vi']);
    expect(out).toContain('cột "Ngày tổ chức", "03/02/2030": 03/02/2030 nằm ngoài đợt đại hội');
    const english = await campaign.giaoban(['import', '--dry-run', 'ngay.xlsx', '--language', 'en']);
    expect(english.out).toContain('column "Ngày tổ chức", "2030-02-03": 2030-02-03 is ');
  });

  test('statuses and levels are the words of the sheets', async () => {
    await campaign.write('to-chuc.csv', 'Mã;Cấp trên;Tên;Cấp\nAH.CT.01.1;AH.CT.01;Đảng ủy mới;trực thuộc TW\n');
    const { out } = await campaign.giaoban(['import', '--dry-run', 'to-chuc.csv', '--language', 'vi']);
    expect(out).toContain(
      'Thiếu loại hình: tổ chức trực thuộc trung ương là tỉnh, thành phố, khối hoặc lực lượng vũ trang.',
    );
  });

  test('so are mistakes of the command line, of the campaign file and of the disk', async () => {
    const refused = async (...words: string[]): Promise<string> => {
      const { code, out, err } = await campaign.giaoban(words, 'vi_VN.UTF-8');
      expect({ code, out }).toEqual({ code: 1, out: '' });
      return err;
    };
    await campaign.write('dot.json', '{"name": "Đợt", "term": 1}');
    expect(await refused('import', 'dot.json')).toBe(
      'giaoban: dot.json: term còn thiếu. Hãy ghi từ 1 đến 500 ký tự.\n',
    );
    expect(await refused('import', '--since', '31/02/2025', 'bao-cao.csv')).toMatch(/^giaoban: Tùy chọn --since: /);
    expect(await refused('export')).toMatch(/^giaoban: Hãy cho biết cần xuất gì, .* Xem giaoban export --help\.\n$/);
    expect(await refused('briefing', '2025-03', '--output', 'a.pdf')).toMatch(/^giaoban: --output có đuôi \.pdf, /);
    expect(await refused('import', 'bao-cao.csv', '--annotate-to', 'dot.json')).toBe(
      'giaoban: Không ghi được dot.json: đã có tệp mang tên ấy. Hãy chọn tệp khác.\n',
    );
  });

  test('an export says what it has written', async () => {
    const { code, err } = await campaign.giaoban(['export', 'progress', '--output', 'so-lieu.csv'], 'vi_VN.UTF-8');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Đang ghi tiến độ …\nTính đến vị trí 11 của nhật ký, vào ngày nghiệp vụ 01/03/2025.\n',
    });
    const asked = await campaign.giaoban(['export', 'progress', '--language', 'en'], 'vi_VN.UTF-8');
    expect(asked.err).toMatch(/^Writing progress …\nAs of position 11 of the log/);
  });
});

test.each([
  ['by the locale', [], 'en_US.UTF-8'],
  ['where there is no locale', [], undefined],
  ['when asked', ['--language', 'en'], 'vi_VN.UTF-8'],
])('in English %s', async (_how, words, locale) => {
  const { code, out, err } = await campaign.giaoban(['import', '--dry-run', 'bao-cao.csv', ...words], locale);
  expect({ code, err }).toEqual({ code: 1, err: 'Trying …\n' });
  const lines = out.split('\n');
  expect(lines[0]).toBe('bao-cao.csv: 4 rows of congresses: 1 reported completed, 3 refused.');
  expect(lines[2]).toBe(
    'bao-cao.csv, row 4, column "Số đại biểu dự", "1600": 1,600 delegates attended, but only 1,587 were summoned. Check both numbers.',
  );
  expect(await campaign.read('bao-cao.checked.csv')).toMatch(/94;would be reported completed;\n/);
});
