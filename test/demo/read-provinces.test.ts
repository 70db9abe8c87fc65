/** The list of provinces is read by its column names, and refused when it is not one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readProvinces } from '../../src/demo/read-provinces';

const CSV = readFileSync(join(__dirname, '../../data/provinces-2020.csv'), 'utf8');

describe('readProvinces', () => {
  test('reads 63 provinces with the districts of 29 February 2020', () => {
    const provinces = readProvinces(CSV);
    expect(provinces).toHaveLength(63);
    expect(provinces[0]).toEqual({
      ...{ code: '01', name: 'Hà Nội', isCity: true, region: 'RRD' },
      ...{ districts: 30, communes: 579 },
    });
    expect(provinces.reduce((sum, { districts }) => sum + districts, 0)).toBe(711);
  });

  test('does not mind Windows line ends and a byte order mark', () => {
    expect(readProvinces(`\uFEFF${CSV.replace(/\n/g, '\r\n')}`)).toEqual(readProvinces(CSV));
  });

  test('refuses another file', () => {
    expect(() => readProvinces('a,b\n1,2\n')).toThrow('no column code');
    expect(() => readProvinces(CSV.replace(',579', ',many'))).toThrow('Not a province');
  });
});
