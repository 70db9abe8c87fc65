/** The nearest organizations to what somebody wrote, also when every row of a large file is wrong. */
import { describe, expect, test } from '@jest/globals';
import { Suggestions } from '../../src/exchange/suggest-organizations';

const COUNTRY = Array.from({ length: 3_000 }, (_, index) => ({
  code: `01.${String(index).padStart(4, '0')}`,
  name: `Đảng bộ xã số ${index}, Hà Nội`,
}));

describe('suggestions', () => {
  test('the nearest stand first, among names that are all alike', () => {
    const nearest = new Suggestions(COUNTRY).for('x', 'Dang bo xa so 1234, Ha Noy');
    expect(nearest[0]?.name).toBe('Đảng bộ xã số 1234, Hà Nội');
    expect(nearest).toHaveLength(3);
  });

  test('a code that differs in case only, and one that lost its zero, are found', () => {
    const suggestions = new Suggestions([{ code: '01.Ab', name: 'Đảng bộ xã Ấp Bắc' }]);
    expect(suggestions.for('01.aB').map(({ code }) => code)).toEqual(['01.Ab']);
    expect(suggestions.for('1.Ab').map(({ code }) => code)).toEqual(['01.Ab']);
  });

  test('a file that is wrong in every row is answered: after many searches only what is the same is named', () => {
    const suggestions = new Suggestions(COUNTRY);
    const answers = COUNTRY.map(({ name }, index) => suggestions.for(`?${index}`, `${name} mới`));
    expect(answers[0]).toHaveLength(3);
    expect(answers.at(-1)).toEqual([]);
    expect(suggestions.for('?', 'DANG BO XA SO 7, HA NOI').map(({ code }) => code)).toEqual(['01.0007']);
  });
});
