/** What a whole column of days proves: that the month comes first, or that a spreadsheet has swapped it with the day. */
import { describe, expect, test } from '@jest/globals';
import { judgeDates } from '../../src/exchange/judge-dates';
import type { DayOrder } from '../../src/spreadsheet/read-day';
import type { Cell } from '../../src/spreadsheet/table';

const day = (text: string): Date => new Date(text);

/** Why each row of a column is refused, by its number, from 2. */
function judge(cells: readonly Cell[], said?: DayOrder): Record<number, string> {
  const rows = cells.map((cell, index) => ({ number: index + 2, cells: [cell] }));
  const { refused } = judgeDates(rows, { days: ['heldOn'] }, new Map([['heldOn', 0]]), said);
  return Object.fromEntries([...(refused.get('heldOn') ?? [])].map(([row, message]) => [row, String(message)]));
}

const rowsOf = (found: Record<number, string>): number[] => Object.keys(found).map(Number);

describe('texts', () => {
  test('with the day first, or of which nothing says otherwise', () => {
    expect(judge(['01/02/2025', '27/02/2025', '2025-02-05', '5 Feb 2025', null, 'chưa', '05/05/2025'])).toEqual({});
    expect(judge(['01/02/2025', '03/04/2025'])).toEqual({});
  });

  test('of which one has the month first: every one that could be read both ways is refused, and the proof named', () => {
    const found = judge([
      '01/02/2025',
      '02/27/2025',
      '2025-02-05',
      '5-Thg2-25',
      '05/05/2025',
      '3.4.2025',
      '02/31/2025',
    ]);
    expect(rowsOf(found)).toEqual([2, 3, 7]);
    expect(found[3]).toContain('"02/27/2025" has the month before the day');
    expect(found[2]).toContain('row 3 of this column has "02/27/2025", with the month first');
    for (const row of [2, 3, 7]) expect(found[row]).toContain('--dates mdy');
  });

  test('with two digits of the year, a time or a day of the week prove the same', () => {
    for (const proof of ['02/27/25', '02/27/2025 07:30', 'Thứ năm, 02/27/2025', '2-27-2025', '02272025']) {
      expect(rowsOf(judge(['01/02/2025', proof]))).toEqual([2, 3]);
    }
  });

  test('that prove both: each is refused, and names another', () => {
    const found = judge(['01/02/2025', '02/27/2025', '27/02/2025', '2025-02-05']);
    expect(rowsOf(found)).toEqual([2, 3, 4]);
    expect(found[2]).toMatch(/row 4 .* "27\/02\/2025", row 3 has "02\/27\/2025"/);
    expect(found[3]).toContain('"27/02/2025" in row 4');
    expect(found[4]).toContain('"02/27/2025" in row 3');
  });

  test('with --dates mdy are read so, and a proof of the contrary refuses them likewise', () => {
    expect(judge(['01/02/2025', '02/27/2025'], 'mdy')).toEqual({});
    const found = judge(['01/02/2025', '27/02/2025'], 'mdy');
    expect(rowsOf(found)).toEqual([2, 3]);
    expect(found[3]).toContain('against --dates mdy');
    expect(rowsOf(judge(['01/02/2025', '27/02/2025', '02/27/2025'], 'mdy'))).toEqual([2, 3, 4]);
  });

  test('with --dates dmy are still no days where the month comes first', () => {
    expect(rowsOf(judge(['01/02/2025', '02/27/2025'], 'dmy'))).toEqual([2, 3]);
  });
});

describe('date cells beside texts', () => {
  const AMERICAN = [day('2025-05-02'), '27/02/2025', day('2025-01-03'), day('2025-04-04'), '13/02/2025'];

  test('all up to the twelfth, the texts later: a spreadsheet has taken the month first', () => {
    const found = judge(AMERICAN);
    expect(rowsOf(found)).toEqual([2, 4]);
    expect(found[2]).toMatch(/says 2025-05-02, but may mean 2025-02-05: .*"27\/02\/2025" in row 3.*--dates dmy/);
    // Who says so vouches for them.
    expect(judge(AMERICAN, 'dmy')).toEqual({});
    expect(rowsOf(judge(AMERICAN, 'mdy'))).toEqual([2, 3, 4, 6]);
  });

  test('the same with the month typed first, where the spreadsheet takes the day first', () => {
    const found = judge([day('2025-05-02'), '02/27/2025']);
    expect(rowsOf(found)).toEqual([2, 3]);
    expect(found[2]).toContain('may mean 2025-02-05');
    expect(found[2]).not.toContain('--dates');
    expect(rowsOf(judge([day('2025-05-02'), '02/27/2025'], 'mdy'))).toEqual([2]);
  });

  test('a later one among them shows that the spreadsheet understood the days', () => {
    expect(judge([day('2025-02-05'), day('2025-02-28'), '27/02/2025'])).toEqual({});
    expect(rowsOf(judge([day('2025-02-05'), day('2025-02-28'), '02/27/2025', '01/02/2025']))).toEqual([4, 5]);
  });

  test('texts up to the twelfth beside later date cells prove nothing: no spreadsheet leaves a column so', () => {
    expect(judge([day('2025-02-27'), day('2025-02-28'), '05/02/2025'])).toEqual({});
    expect(judge([day('2025-02-05'), day('2025-02-08'), '05/03/2025', '2025-02-27'])).toEqual({});
  });

  test('alone are days', () => {
    expect(judge([day('2025-02-05'), day('2025-03-01')])).toEqual({});
  });
});
