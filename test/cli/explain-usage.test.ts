/** Mistakes in a command line are explained in the language of the command. */
import { describe, expect, test } from '@jest/globals';
import { runHere } from '../support/run-here';

async function complaint(locale: string, ...words: string[]): Promise<string> {
  const { code, out, err } = await runHere(words, { folder: __dirname, settings: { LANG: locale } });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  return err;
}

describe('a mistake in the command line', () => {
  test.each([
    [['import', '--foo', 'x'], 'Không có tùy chọn --foo.'],
    [['import', 'x', '--dry-rn'], 'Không có tùy chọn --dry-rn. Có phải ý bạn là --dry-run?'],
    [['import'], 'Thiếu <files>.'],
    [['token', '--role', 'ADMIN'], 'Thiếu tùy chọn bắt buộc --organization <code>.'],
    [['import', 'x', '--sheet'], 'Tùy chọn --sheet <name> thiếu giá trị.'],
    [
      ['import', 'x', '--dates', 'ymd'],
      'Tùy chọn --dates <order> không nhận giá trị "ymd". Các giá trị được nhận: dmy, mdy.',
    ],
    [
      ['export', 'progress', '--as-of', '2020-02-30'],
      'Tùy chọn --as-of <day> không nhận giá trị "2020-02-30". Hãy ghi ngày theo dạng 2020-02-29.',
    ],
    [
      ['token', '--role', 'ADMIN', '--organization', 'VN', '--expires', '3y'],
      'Tùy chọn --expires <time> không nhận giá trị "3y". Hãy ghi một số kèm m (phút), h (giờ) hoặc d (ngày), ví dụ 12h hoặc 30d, hoặc ghi never.',
    ],
    [['verify', 'a', 'b'], 'Lệnh verify có 2 đối số, nhiều nhất chỉ nhận 0.'],
  ])('%j in Vietnamese', async (words, said) => {
    expect(await complaint('vi_VN.UTF-8', ...words)).toBe(`giaoban: ${said} Hãy xem giaoban --help.\n`);
  });

  test('of a kind that is none names those that there are', async () => {
    const told = await complaint('vi_VN.UTF-8', 'template', 'nonsense');
    expect(told).toMatch(
      /^giaoban: <what> không nhận giá trị "nonsense"\. Các giá trị được nhận: reports, .*\. Hãy xem /,
    );
  });

  test('is in the language that was asked for before it, and in English otherwise', async () => {
    expect(await complaint('C', 'import', '--language', 'vi', 'x', '--foo')).toContain('Không có tùy chọn --foo.');
    expect(await complaint('C', 'import', 'x', '--foo')).toBe("giaoban: unknown option '--foo'. See giaoban --help.\n");
    expect(await complaint('C', 'import', 'x', '--dry-rn')).toBe(
      "giaoban: unknown option '--dry-rn'. Did you mean --dry-run? See giaoban --help.\n",
    );
  });
});
