/** What a spreadsheet takes for a formula is escaped, and escaping and taking it off are each other's inverse (P15). */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeCode } from '../../src/spreadsheet/workbook';
import { escapeFormula, unescapeFormula } from '../../src/spreadsheet/csv';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

describe('a formula', () => {
  test.each(SIGNS)('that begins with %j has an apostrophe before it', (sign) => {
    expect(escapeFormula(`${sign}1+1`)).toBe(`'${sign}1+1`);
    expect(escapeFormula(`'${sign}1+1`)).toBe(`''${sign}1+1`);
  });

  test.each(['1＝1', "'", "''x", ' =1', 'Đảng'])('is not %j', (text) => {
    expect(escapeFormula(text)).toBe(text);
    expect(unescapeFormula(text)).toBe(text);
  });

  test('comes back as it was', () => {
    const text = fc.array(fc.constantFrom(...SIGNS, "'", 'x', ' '), { maxLength: 6 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(text, (given) => {
        expect(unescapeFormula(escapeFormula(given))).toBe(given);
        expect(escapeFormula(given)).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
      }),
    );
  });
});

/** As whoever reads a workbook does. */
const unescape = (text: string): string =>
  text.replace(/_x([\da-f]{4})_/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

test('what XML cannot hold comes back from a workbook as it was, and so does what looks like its number', () => {
  const part = fc.constantFrom('_', 'x', '0041', 'FFFE', '\ufffe', '\uffff', '\u0001', '\r', '\n', '\ud83d', 'é', '😀');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      expect(unescape(escapeCode(text))).toBe(text);
      // eslint-disable-next-line no-control-regex
      expect(escapeCode(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/u);
    }),
    { numRuns: 2_000 },
  );
});
