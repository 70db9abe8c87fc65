/** The indicators of the demo, played to its end: the same every time, each place once a month, and never before the month is over or nearly so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { playDemoRecords } from '../../src/demo/play-demo-records';

const CSV = readFileSync(join(__dirname, '../../data/provinces-2020.csv'), 'utf8');
const records = playDemoRecords('2021-02-01', CSV).filter(({ noun }) => noun.name.startsWith('INDICATOR'));
const values = records.filter(({ verb }) => verb === 'RECORDED');

test('is the same every time', () => {
  const again = playDemoRecords('2021-02-01', CSV).filter(({ noun }) => noun.name.startsWith('INDICATOR'));
  expect(again).toEqual(records);
});

test('defines four on the first day, and has twelve months of each, each place once', () => {
  const defined = records.filter(({ verb }) => verb === 'DEFINED');
  expect(defined.map(({ key, recordedAt }) => [key, recordedAt.slice(0, 10)])).toEqual(
    ['personnel.cases', 'personnel.standards', 'training.classes', 'training.people'].map((code) => [
      code,
      '2019-11-01',
    ]),
  );
  expect(values).toHaveLength(12 * (2 * 67 + 2));
  expect(new Set(values.map(({ key }) => key)).size).toBe(values.length);
  expect(values.every(({ row }) => Number.isInteger(row['value']) && Number(row['value']) >= 0)).toBe(true);
});

test('records January in early February, February by the cut-off, and later months on the first days of the next', () => {
  const daysOf = (month: string): string[] =>
    values.flatMap(({ row, recordedAt }) => (row['month'] === month ? [recordedAt.slice(0, 10)] : [])).sort();
  expect(daysOf('2020-01').every((day) => day >= '2020-02-01' && day <= '2020-02-07')).toBe(true);
  expect(daysOf('2020-02').every((day) => day >= '2020-02-26' && day <= '2020-02-28')).toBe(true);
  expect(daysOf('2020-12').every((day) => day >= '2021-01-01' && day <= '2021-01-07')).toBe(true);
});

test('trains a plausible number of people in each class', () => {
  const valueOf = (code: string, month: string): number =>
    Number(values.find(({ row }) => row['indicator'] === code && row['month'] === month)?.row['value']);
  for (const month of [...new Set(values.map(({ row }) => String(row['month'])))]) {
    const people = valueOf('training.people', month) / valueOf('training.classes', month);
    expect(people).toBeGreaterThan(30);
    expect(people).toBeLessThan(60);
  }
});
