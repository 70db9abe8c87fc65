/** How numbers, shares, days, periods and quarters are written. */
import { describe, expect, test } from '@jest/globals';
import { chooseTicks } from '../../src/paper/chart-timeline';
import { Language, Period } from '../../src/paper/content';
import { nameDue, nameQuarters } from '../../src/paper/due-words';
import { formOf, NEWEST_FORM } from '../../src/paper/form';
import { enumerate, Locale } from '../../src/paper/locale';
import { fitText, measureText } from '../../src/paper/measure-text';
import { namePeriod } from '../../src/paper/period-words';
import { rankBodies } from '../../src/paper/rank-bodies';

const vi = new Locale(Language.VI);
const en = new Locale(Language.EN);
const NOUN = { vi: 'đại hội', one: 'congress', many: 'congresses' };

test('numbers and shares', () => {
  expect([0, 1174, 52105, 1234567.5].map((each) => vi.number(each))).toEqual(['0', '1.174', '52.105', '1.234.567,5']);
  expect([0, 1174, 52105].map((each) => en.number(each))).toEqual(['0', '1,174', '52,105']);
  expect([0, 0.5, 20.7, 25, 78.8, 99.9, 100].map((each) => vi.percent(each))).toEqual([
    '0%',
    '0,5%',
    '20,7%',
    '25,0%',
    '78,8%',
    '99,9%',
    '100%',
  ]);
  expect(en.percent(20.7)).toBe('20.7%');
});

test('none, one and several', () => {
  expect([0, 1, 2, 1174].map((each) => en.count(each, NOUN))).toEqual([
    'no congress',
    '1 congress',
    '2 congresses',
    '1,174 congresses',
  ]);
  expect([0, 1, 1174].map((each) => vi.count(each, NOUN))).toEqual(['0 đại hội', '1 đại hội', '1.174 đại hội']);
  expect(enumerate(en, ['a'])).toBe('a');
  expect(enumerate(vi, ['a', 'b', 'c'])).toBe('a, b và c');
});

test('days and months; in Vietnamese only January and February have a nought before them', () => {
  expect(vi.day('2020-02-29')).toBe('29/02/2020');
  expect(en.day('2020-02-29')).toBe('29 February 2020');
  expect(en.day('2020-03-05')).toBe('5 March 2020');
  expect(['2020-01', '2020-02', '2020-03', '2020-10'].map((each) => vi.month(each))).toEqual([
    'tháng 01/2020',
    'tháng 02/2020',
    'tháng 3/2020',
    'tháng 10/2020',
  ]);
});

describe('periods', () => {
  test.each([
    [Period.IN_MONTH, '2020-02-29', 'tháng 02/2020', 'February 2020'],
    [Period.IN_MONTH, '2020-02-20', 'tháng 02/2020, đến hết ngày 20/02/2020', 'February 2020 up to 20 February 2020'],
    [Period.YEAR_TO_DATE, '2020-01-31', 'tháng 01/2020', 'January 2020'],
    [Period.YEAR_TO_DATE, '2020-02-29', '2 tháng đầu năm 2020', 'the first two months of 2020'],
    [Period.YEAR_TO_DATE, '2020-12-31', 'năm 2020', '2020'],
    [
      Period.YEAR_TO_DATE,
      '2020-02-20',
      'thời gian từ đầu năm đến hết ngày 20/02/2020',
      'the year up to 20 February 2020',
    ],
    [Period.AT_DATE, '2020-02-29', 'đến hết ngày 29/02/2020', 'as of 29 February 2020'],
  ])('%s at %s', (period, asOf, inVietnamese, inEnglish) => {
    expect(namePeriod(vi, period, asOf)).toBe(inVietnamese);
    expect(namePeriod(en, period, asOf)).toBe(inEnglish);
  });
});

describe('quarters', () => {
  test.each([
    [['2020-Q1', '2020-Q2'], 'quý I và quý II-2020', 'Q1 and Q2 2020'],
    [['2020-Q2', '2020-Q1', '2020-Q1'], 'quý I và quý II-2020', 'Q1 and Q2 2020'],
    [['2020-Q1', '2020-04-10', '2020-04-30'], 'quý I và đầu quý II-2020', 'Q1 and early Q2 2020'],
    [['2020-04-10', '2020-05-01'], 'quý II-2020', 'Q2 2020'],
    [['2020-12-31', '2021-Q1'], 'quý IV-2020 và quý I-2021', 'Q4 2020 and Q1 2021'],
    [['2020-Q3'], 'quý III-2020', 'Q3 2020'],
  ])('of %j', (dues, inVietnamese, inEnglish) => {
    expect(nameQuarters(vi, dues)).toBe(inVietnamese);
    expect(nameQuarters(en, dues)).toBe(inEnglish);
  });

  test('of one item: a quarter or a day', () => {
    expect(nameDue(vi, '2020-Q1')).toBe('Quý I-2020');
    expect(nameDue(en, '2020-Q1')).toBe('Q1 2020');
    expect(nameDue(en, '2020-03-20')).toBe('20 Mar 2020');
  });
});

test('axes end at a round number that holds the largest value', () => {
  expect(chooseTicks(0)).toEqual([0, 1]);
  expect(chooseTicks(3)).toEqual([0, 1, 2, 3]);
  expect(chooseTicks(53_450)).toEqual([0, 20_000, 40_000, 60_000]);
});

test('text that does not fit ends with an ellipsis', () => {
  expect(fitText('Hà Nội', 200, 10)).toBe('Hà Nội');
  const short = fitText('Đảng bộ Khối Doanh nghiệp Trung ương', 60, 10);
  expect(short).toMatch(/^Đảng bộ.*…$/);
  expect(measureText(short, 10)).toBeLessThanOrEqual(60);
});

test('bodies rank by their share; nearly all is not all, and hardly any is not none', () => {
  const body = (name: string, completed: number, planned: number) => ({ name, nameEn: null, completed, planned });
  const bodies = [body('a', 0, 9), body('b', 1, 5000), body('c', 0, 0), body('d', 4999, 5000), body('e', 3, 3)];
  expect(
    rankBodies(vi, formOf({ month: '2020-03', form: NEWEST_FORM }), bodies).map(({ name, rate }) => [name, rate]),
  ).toEqual([
    ['E', 100],
    ['D', 99.9],
    ['B', 0.1],
    ['A', 0],
    ['C', null],
  ]);
});

test('names of bodies keep what kind of area they are beside districts, and only there', () => {
  const namesOf = (locale: Locale, ...names: string[]): string[] => namesIn(NEWEST_FORM, locale, ...names);
  const namesIn = (number: number, locale: Locale, ...names: string[]): string[] => {
    const form = formOf({ month: '2020-03', form: number });
    const bodies = names.map((name) => ({ name, nameEn: null, completed: 0, planned: 1 }));
    return rankBodies(locale, form, bodies).map(({ name }) => name);
  };
  expect(namesOf(vi, 'Đảng bộ tỉnh An Hòa', 'Đảng bộ thành phố Đà Nẵng', 'Đảng bộ Khối các cơ quan')).toEqual([
    ...['An Hòa', 'Đà Nẵng', 'Khối các cơ quan'],
  ]);
  expect(namesOf(vi, 'Đảng bộ huyện Châu Thành', 'Đảng bộ thành phố An Hòa', 'Đảng bộ Sở Y tế')).toEqual([
    ...['Huyện Châu Thành', 'Thành phố An Hòa', 'Sở Y tế'],
  ]);
  // What was published keeps its names.
  expect(namesIn(2, vi, 'Đảng bộ huyện Châu Thành', 'Đảng bộ thành phố An Hòa')).toEqual([
    'Huyện Châu Thành',
    'An Hòa',
  ]);
  const [district, city] = ['Party Organization of Chau Thanh District', 'Party Organization of An Hoa City'];
  expect(namesOf(en, district, city)).toEqual(['Chau Thanh District', 'An Hoa City']);
  expect(namesOf(en, 'Party Organization of An Hoa Province', city)).toEqual(['An Hoa', 'An Hoa']);
  expect(namesOf(vi, 'Đảng bộ thành phố Hồ Chí Minh', 'Đảng bộ huyện A')).toEqual(['TP. Hồ Chí Minh', 'Huyện A']);
});
