/** What a spreadsheet makes of codes that look like numbers or days, as keys by which the codes can be found again. Pure. */

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/** The number that the text is, once its zeros are lost: `1.1` for `01.10`. */
export function numberKeys(text: string): string[] {
  if (/^\d+$/.test(text)) {
    const digits = text.replace(/^0+(?=\d)/, '');
    return digits.length > KEPT_DIGITS ? [longKey(digits)] : [`number ${digits}`];
  }
  if (!/^\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?$/i.test(text)) return [];
  const value = Number(text.replace(',', '.'));
  if (!Number.isFinite(value)) return [];
  const whole = Number.isInteger(value) ? BigInt(value).toString() : String(value);
  return whole.length > KEPT_DIGITS && Number.isInteger(value) ? [longKey(whole)] : [`number ${whole}`];
}

function longKey(digits: string): string {
  return `long ${digits.slice(0, KEPT_DIGITS)} ${digits.length}`;
}

/** In a narrow column, and in CSV, a spreadsheet rounds large numbers: `1E+05`, `1.23E+18`. The key of such a text. */
export function shownKey(text: string): string | undefined {
  const [, digits = '', power] = /^(\d(?:[.,]\d+)?)e\+(\d{1,3})$/i.exec(text) ?? [];
  return power === undefined ? undefined : toRounded(Number(digits.replace(',', '.')), Number(power));
}

/** The same key, of a code. */
export function roundedKey(code: string): string | undefined {
  if (!/^\d{6,}$/.test(code) && !/^\d+e\+?\d{1,2}$/i.test(code)) return undefined;
  const [digits = '', power] = Number(code).toExponential().split('e+');
  return power === undefined ? undefined : toRounded(Number(digits), Number(power));
}

function toRounded(digits: number, power: number): string {
  return `rounded ${Number(digits.toFixed(2))} ${power}`;
}
/** `3/4`, `1-10` and `01.10.01` are days to a spreadsheet: which, depends on its settings. */
export function dayKeys(given: string | Date): string[] {
  if (given instanceof Date) {
    const [year = 0, month = 0, day = 0] = given.toISOString().slice(0, 10).split('-').map(Number);
    return [`day ${day} ${month}`, `date ${day} ${month} ${year % 100}`];
  }
  const parts = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{1,2}|\d{4}))?$/.exec(given);
  if (parts === null) return [];
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (parts[4] === undefined) return [`day ${first} ${second}`, `day ${second} ${first}`];
  const third = Number(parts[4]) % 100;
  return [
    `date ${first} ${second} ${third}`,
    `date ${second} ${first} ${third}`,
    `date ${third} ${second} ${first % 100}`,
  ];
}
