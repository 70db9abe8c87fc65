/** The letters that Vietnamese had before Unicode, as they look where their codes are taken for Windows-1252. Pure. */

/** Small letters; capital ones with a tone are the same codes in another font. */
const TCVN3_SMALL: Readonly<Record<string, string>> = {
  a: 'àµả¶ã·á¸ạ¹ằ»ẳ¼ẵ½ắ¾ặÆă¨ầÇẩÈẫÉấÊậËâ©đ®',
  e: 'èÌẻÎẽÏéÐẹÑềÒểÓễÔếÕệÖêª',
  i: 'ì×ỉØĩÜíÝịÞ',
  o: 'òßỏáõâóãọäồåổæỗçốèộéô«ờêởëỡìớíợîơ¬',
  u: 'ùïủñũòúóụôừõửöữ÷ứøựùư\u00ad',
  y: 'ỳúỷûỹüýýỵþ',
};
const TCVN3_CAPITAL = 'Ă¡Â¢Ê£Ô¤Ơ¥Ư¦Đ§';

/** By the sign that is seen. */
export const TCVN3: ReadonlyMap<string, string> = new Map(
  [...Object.values(TCVN3_SMALL), TCVN3_CAPITAL].flatMap((pairs) =>
    (pairs.match(/../gsu) ?? []).map(([letter = '', seen = '']) => [seen, letter] as const),
  ),
);

/** Each tone, or mark with a tone, is a sign of its own behind the letter. */
const VNI_BEHIND: readonly (readonly [letters: string, marks: Readonly<Record<string, string>>])[] = [
  ['aeouyơư', { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' }],
  [
    'aeo',
    { â: '\u0302', á: '\u0302\u0301', à: '\u0302\u0300', å: '\u0302\u0309', ã: '\u0302\u0303', ä: '\u0302\u0323' },
  ],
  ['a', { ê: '\u0306', é: '\u0306\u0301', è: '\u0306\u0300', ú: '\u0306\u0309', ü: '\u0306\u0303', ë: '\u0306\u0323' }],
];
const VNI_ALONE: Readonly<Record<string, string>> = { ñ: 'đ', ö: 'ư', ô: 'ơ', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };
const VNI_BASES: Readonly<Record<string, string>> = { ơ: 'ô', ư: 'ö' };

/** By what is seen, in small letters. */
export const VNI: ReadonlyMap<string, string> = new Map([
  ...Object.entries(VNI_ALONE),
  ...VNI_BEHIND.flatMap(([letters, marks]) =>
    [...letters].flatMap((letter) =>
      Object.entries(marks).map(
        ([seen, mark]) => [(VNI_BASES[letter] ?? letter) + seen, (letter + mark).normalize('NFC')] as const,
      ),
    ),
  ),
]);

const WINDOWS_1258_ALONE: Readonly<Record<string, string>> = { ã: 'ă', õ: 'ơ', ý: 'ư', ð: 'đ' };
const WINDOWS_1258_TONES: Readonly<Record<string, string>> = {
  Ì: '\u0300',
  Ò: '\u0309',
  Þ: '\u0303',
  ì: '\u0301',
  ò: '\u0323',
};

/** By what is seen, with the letter in small. */
export const WINDOWS_1258: ReadonlyMap<string, string> = new Map([
  ...Object.entries(WINDOWS_1258_ALONE),
  ...[...'aâeêioôuyãõý'].flatMap((letter) =>
    Object.entries(WINDOWS_1258_TONES).map(
      ([seen, tone]) => [letter + seen, ((WINDOWS_1258_ALONE[letter] ?? letter) + tone).normalize('NFC')] as const,
    ),
  ),
]);
