/** Text that was broken before it became Unicode is found, and told what it was; nothing that people write is taken for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { foundDemoOrganizations } from '../../src/demo/found-demo-organizations';
import { readProvinces } from '../../src/demo/read-provinces';
import { findGarbled, type Charset } from '../../src/text/garbled';
import { toTcvn3, toVni, toWindows1258 } from '../support/legacy-text';

const ROOT = join(__dirname, '..', '..');
const PROVINCES = readProvinces(readFileSync(join(ROOT, 'data', 'provinces-2020.csv'), 'utf8'));

/** As Windows shows each byte of UTF-8. */
function misreadUtf8(text: string): string {
  return new TextDecoder('windows-1252').decode(Buffer.from(text));
}

/** As a file in a Western character set keeps it. */
function loseLetters(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\0-\xff]/g, '?')
    .replaceAll('Đ', 'Ð');
}

const READ: readonly (readonly [Charset, (text: string) => string])[] = [
  ['TCVN3 (ABC)', toTcvn3],
  ['VNI', toVni],
  ['Windows-1258', toWindows1258],
  ['UTF-8', misreadUtf8],
];

describe('broken text is found', () => {
  test.each([
    ['TCVN3 (ABC)', '§¶ng bé', 'Đảng bộ'],
    ['TCVN3 (ABC)', 'Chi bé Tr\u00adêng', 'Chi bộ Trường'],
    ['TCVN3 (ABC)', '§¶NG Bé TØNH', 'ĐẢNG Bộ TỈNH'],
    ['TCVN3 (ABC)', 'NghÖ An', 'Nghệ An'],
    ['VNI', 'Ñaûng boä', 'Đảng bộ'],
    ['VNI', 'phöôøng', 'phường'],
    ['VNI', 'ÑAÛNG BOÄ', 'ĐẢNG BỘ'],
    ['VNI', 'Aáp Baéc', 'Ấp Bắc'],
    ['UTF-8', 'Ä‘áº£ng bá»™', 'đảng bộ'],
    ['UTF-8', 'Trung Æ°Æ¡ng', 'Trung ương'],
    ['UTF-8', 'CafÃ©', 'Café'],
    ['Windows-1258', 'ÐaÒng bôò', 'Đảng bộ'],
  ] as const)('%s: %s', (charset, seen, restored) => {
    expect(findGarbled(seen)).toEqual({ kind: 'MISREAD', charset, restored });
  });

  test.each(['Ð?ng b?', 'Ch? th?', 'Ph??ng 1', 'Tru?ng h?c', '??ng b? t?nh', 'B\ufffdo c\ufffdo', 'Đảng bộ \ufffd'])(
    'lost: %s',
    (seen) => {
      expect(findGarbled(seen)).toEqual({ kind: 'LOST' });
    },
  );

  test.each(READ)('every name of a province after its kind, as %s', (charset, misread) => {
    for (const { name, isCity } of PROVINCES) {
      const whole = `Đảng bộ ${isCity ? 'thành phố' : 'tỉnh'} ${name}`;
      const found = findGarbled(misread(whole));
      expect(found).toMatchObject({ kind: 'MISREAD', charset });
      // One letter of UTF-8 has no sign in Windows-1252, and is not restored.
      const restored = found?.kind === 'MISREAD' ? found.restored : '';
      if (charset !== 'UTF-8') expect(restored).toBe(whole);
    }
  });

  test.each(READ)('nearly every bare name, as %s; and none is taken for another thing', (charset, misread) => {
    const names = PROVINCES.map(({ name }) => name).filter((name) => misread(name) !== name);
    const found = names.map((name) => findGarbled(misread(name)));
    const kinds = new Set(found.flatMap((each) => (each?.kind === 'MISREAD' ? [each.charset] : [])));
    expect([...kinds]).toEqual([charset]);
    expect(found.filter((each) => each !== undefined).length / names.length).toBeGreaterThan(0.75);
  });

  test('every name of a province that lost its letters, after its kind', () => {
    for (const { name } of PROVINCES) {
      expect(findGarbled(loseLetters(`Đảng bộ tỉnh ${name}`))).toEqual({ kind: 'LOST' });
    }
  });
});

describe('nothing else is taken for broken', () => {
  test.each([
    ...[
      'Ê Đê',
      "K'Ho",
      "H'Mông",
      'Đăk Lăk',
      'Gia Rai',
      'Ba Na',
      'Brâu',
      'Tà Ôi',
      'Pà Thẻn',
      'Hà Nhì',
      'Lô Lô',
      'Buôn Ñuê',
    ],
    ...[
      'HĐND?',
      'UBND?',
      'TP?',
      'Khu B?',
      'Khu B¹',
      'Ø21',
      '20°C',
      '5 m²',
      'µm',
      '§ 5',
      '« An »',
      'Vinamilk®',
      '© 2025',
      '3 × 4',
    ],
    ...['Có không?', 'Hôm nay?', 'Ai?', 'có không?có', 'Xem https://x.vn/a?b=c&d=?', 'www.x.vn?a', 'a@b.vn?'],
    ...[
      'El Niño',
      'La Niña',
      'Señor',
      'Köln',
      'Müller',
      'Noël',
      'Thaï',
      'São Paulo',
      'Sø',
      'naïf',
      'façade',
      'où',
      'Raphaël',
      'José',
    ],
    ...[
      'Hoà',
      'toà án',
      'Lê Văn Tám',
      'BÀ RỊA',
      'CÔng ty',
      'CHÂU Â…',
      'NGÃ\u00a0BA',
      '“KHÁNH HÔ”',
      'Ðảng bộ',
      'Xã An Phú',
      'à?',
    ],
  ])('%s', (text) => {
    expect(findGarbled(text)).toBeUndefined();
    expect(findGarbled(text.normalize('NFD'))).toBeUndefined();
  });

  test('the organizations of the demo country', () => {
    const { organizations } = foundDemoOrganizations(PROVINCES);
    expect(organizations.length).toBeGreaterThan(50_000);
    const texts = organizations.flatMap(({ name, nameEn, code }) => [name, nameEn, code]);
    expect(texts.filter((text) => findGarbled(text ?? '') !== undefined)).toEqual([]);
  });

  test('the sentences of the catalogue, and the pages of the manual', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
    const files = ['src/words/vi.json', 'README.vi.md', ...pages.map((name) => join('docs', name))];
    const lines = files.flatMap((file) => readFileSync(join(ROOT, file), 'utf8').split('\n'));
    expect(lines.length).toBeGreaterThan(1_000);
    expect(lines.filter((line) => findGarbled(line) !== undefined)).toEqual([]);
  });
});
