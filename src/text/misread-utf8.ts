/** Letters of UTF-8 whose bytes were taken for letters of Windows-1252 or Windows-1258 each. Pure. */

/** What Windows-1252 has in place of the controls from 0x80 to 0x9F. */
const SPECIAL = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** In Windows-1258, the byte that begins most letters with a circumflex. */
const CAPITAL_A_BREVE = 'Ă';

/** Marks that may stand behind a capital letter in a sentence. */
const USUAL_BEHIND = /^[\u00a0‘’“”…–—»«]$/;
const SEQUENCE = /[ÂÃĂÄÅÆáâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}/g;

/** The text as it was meant; undefined when nothing in it can only come from a misreading. */
export function restoreUtf8(text: string): string | undefined {
  let certain = 0;
  const restored = text.replace(SEQUENCE, (seen) => {
    // Two bytes begin with another sign than three.
    const length = /^[áâ]/.test(seen) ? 3 : 2;
    const letter = decode(seen.slice(0, length));
    if (letter === undefined) return seen;
    if (/\p{L}/u.test(letter) && !USUAL_BEHIND.test(seen.slice(length - 1, length))) certain += 1;
    return letter + seen.slice(length);
  });
  return certain > 0 ? restored : undefined;
}

function decode(seen: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from([...seen].map(byteOf)));
  } catch {
    return undefined;
  }
}

function byteOf(sign: string): number {
  if (sign === CAPITAL_A_BREVE) return 0xc3;
  const special = SPECIAL.indexOf(sign);
  return special < 0 ? sign.charCodeAt(0) : 0x80 + special;
}
