/** Vietnamese text in the character sets from before Unicode, as it looks where their codes are taken for Latin letters. */

const TCVN3_ORDER: readonly (readonly [letters: string, codes: string])[] = [
  ['ăâêôơưđ', 'a8a9aaabacadae'],
  ['àảãáạ', 'b5b6b7b8b9'],
  ['ằẳẵắặ', 'bbbcbdbec6'],
  ['ầẩẫấậ', 'c7c8c9cacb'],
  ['èẻẽéẹ', 'cccecfd0d1'],
  ['ềểễếệ', 'd2d3d4d5d6'],
  ['ìỉĩíị', 'd7d8dcddde'],
  ['òỏõóọ', 'dfe1e2e3e4'],
  ['ồổỗốộ', 'e5e6e7e8e9'],
  ['ờởỡớợ', 'eaebecedee'],
  ['ùủũúụ', 'eff1f2f3f4'],
  ['ừửữứự', 'f5f6f7f8f9'],
  ['ỳỷỹýỵ', 'fafbfcfdfe'],
  ['ĂÂÊÔƠƯĐ', 'a1a2a3a4a5a6a7'],
];
/** Each letter with its code. */
const TCVN3: ReadonlyMap<string, number> = new Map(
  TCVN3_ORDER.flatMap(([letters, codes]) =>
    [...letters].map((letter, index) => [letter, Number.parseInt(codes.slice(index * 2, index * 2 + 2), 16)] as const),
  ),
);

/** Capital letters with a tone are the small ones in another font. */
export function toTcvn3(text: string): string {
  const seen = [...text.normalize('NFC')].map((letter) => {
    const code = TCVN3.get(letter) ?? TCVN3.get(letter.toLowerCase());
    return code === undefined ? letter : String.fromCharCode(code);
  });
  return seen.join('');
}

const GRAVE = '\u0300';
const ACUTE = '\u0301';
const TILDE = '\u0303';
const HOOK = '\u0309';
const DOT = '\u0323';
const VNI_TONES: Readonly<Record<string, readonly [plain: string, circumflex: string, breve: string]>> = {
  [ACUTE]: ['ù', 'á', 'é'],
  [GRAVE]: ['ø', 'à', 'è'],
  [HOOK]: ['û', 'å', 'ú'],
  [TILDE]: ['õ', 'ã', 'ü'],
  [DOT]: ['ï', 'ä', 'ë'],
};
const VNI_I: Readonly<Record<string, string>> = { [ACUTE]: 'í', [GRAVE]: 'ì', [HOOK]: 'æ', [TILDE]: 'ó', [DOT]: 'ò' };

export function toVni(text: string): string {
  return text.normalize('NFD').replace(/(\p{L})(\p{M}*)|đ/giu, (all: string, base = '', marks = '') => {
    const seen = vniOf(all.toLowerCase(), String(base).toLowerCase(), String(marks));
    return all === all.toLowerCase() ? seen : seen.toUpperCase();
  });
}

function vniOf(letter: string, base: string, marks: string): string {
  if (letter === 'đ') return 'ñ';
  const tone = [...marks].find((mark) => mark in VNI_TONES);
  if (base === 'i') return tone === undefined ? 'i' : (VNI_I[tone] ?? 'i');
  if (base === 'y' && tone === DOT) return 'î';
  const [plain = '', circumflex = '', breve = ''] = tone === undefined ? ['', 'â', 'ê'] : (VNI_TONES[tone] ?? []);
  if (marks.includes('\u0302')) return base + circumflex;
  if (marks.includes('\u0306')) return base + breve;
  return (marks.includes('\u031b') ? (base === 'o' ? 'ô' : 'ö') : base) + plain;
}

const WINDOWS_1258: Readonly<Record<string, string>> = {
  ă: 'ã',
  ơ: 'õ',
  ư: 'ý',
  đ: 'ð',
  Ă: 'Ã',
  Ơ: 'Õ',
  Ư: 'Ý',
  Đ: 'Ð',
  [GRAVE]: 'Ì',
  [HOOK]: 'Ò',
  [TILDE]: 'Þ',
  [ACUTE]: 'ì',
  [DOT]: 'ò',
};

/** Letters of Latin-1 with a tone stay whole, as Windows writes them. */
export function toWindows1258(text: string): string {
  const parts = [...text.normalize('NFC')].map((letter) => {
    if (/[\0-\xff]/.test(letter)) return letter === 'ã' ? `a${TILDE}` : letter === 'õ' ? `o${TILDE}` : letter;
    const apart = letter.normalize('NFD');
    const tone = [...apart].find((mark) => mark in VNI_TONES) ?? '';
    return apart.replace(tone, '').normalize('NFC') + tone;
  });
  return [...parts.join('')].map((sign) => WINDOWS_1258[sign] ?? sign).join('');
}
