/** Messages as people who fill in files read them. */
import { describe, expect, test } from '@jest/globals';
import { fileWording } from '../../src/exchange/file-wording';
import { FieldName, say } from '../../src/words/message';

const HEADINGS = new Map([['heldOn', 'Ngày\ntổ chức ĐH ']]);
const vi = fileWording('vi', HEADINGS);
const en = fileWording('en', HEADINGS);

describe('a value', () => {
  test('is written as the language writes numbers and days', () => {
    expect(say`${1_587}, ${'2025-02-28'}`.write(vi)).toBe('1.587, 28/02/2025');
    expect(say`${1_587}, ${'2025-02-28'}`.write(en)).toBe('1,587, 2025-02-28');
    expect(String(say`${1_587}, ${'2025-02-28'}`)).toBe('1587, 2025-02-28');
  });

  test('that is no day of the calendar, or stands in quotation marks, stays as it was written', () => {
    expect(say`${'2025-02-30'} and "${'2025-02-28'}"`.write(vi)).toBe('2025-02-30 and "2025-02-28"');
    expect(say`"${'COMPLETED'}"${'x'}"${'y'}"`.write(vi)).toBe('"COMPLETED"x"y"');
  });

  test('that is a code of the API is the word of the sheets, alone or in a list', () => {
    expect(say`${'COMPLETED'}: ${'PLANNED, CANCELLED'}`.write(vi)).toBe('hoàn thành: kế hoạch, hủy');
    expect(say`${'COMPLETED'}: ${'PLANNED, other'}`.write(vi)).toBe('hoàn thành: PLANNED, other');
    expect(say`${'COMPLETED'}`.write(en)).toBe('COMPLETED');
  });
});

describe('the name of a field', () => {
  const message = say`${new FieldName('heldOn')} ${new FieldName('note')} ${new FieldName('--since')}`;

  test('is the heading of the sheet, or else the usual one', () => {
    expect(message.write(vi)).toBe('"Ngày tổ chức ĐH" "Ghi chú" --since');
    expect(message.write(en)).toBe('"Ngày tổ chức ĐH" note --since');
  });

  test('is itself where no sheet is spoken of, and in the API', () => {
    expect(message.write(fileWording('vi'))).toBe('heldOn note --since');
    expect(String(message)).toBe('heldOn note --since');
  });
});

test('a sentence may be another one in files, also within another sentence', () => {
  const inner = say`Use the mutation.`.inFiles(say`Fill in ${new FieldName('note')}.`);
  expect(String(say`No: ${inner}`)).toBe('No: Use the mutation.');
  expect(say`No: ${inner}`.write(vi)).toBe('No: Fill in "Ghi chú".');
});
