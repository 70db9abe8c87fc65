/** The tree of the demo country has every body that is known of, and says of all others that they are generated. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { foundDemoOrganizations } from '../../src/demo/found-demo-organizations';
import { readProvinces } from '../../src/demo/read-provinces';
import { Level, OrganizationKind } from '../../src/organization/level';

const CSV = readFileSync(join(__dirname, '../../data/provinces-2020.csv'), 'utf8');
const { organizations } = foundDemoOrganizations(readProvinces(CSV));

const below = (code: string, level: Level) =>
  organizations.filter((organization) => organization.parentCode === code && organization.level === level);

describe('the organizations', () => {
  test('are 1 + 67 + about 1,300 + exactly 52,105', () => {
    const count = (level: Level) => organizations.filter((organization) => organization.level === level).length;
    expect(count(Level.CENTRAL)).toBe(1);
    expect(count(Level.CENTRALLY_RUN)).toBe(67);
    expect(Math.abs(count(Level.UPPER_GRASSROOTS) - 1_300)).toBeLessThan(25);
    expect(count(Level.GRASSROOTS)).toBe(52_105);
  });

  test('have codes of their own, and parents that come before them', () => {
    const known = new Set<string | null>([null]);
    const wrong = organizations.filter(({ code, parentCode }) => {
      const fits = known.has(parentCode) && !known.has(code);
      known.add(code);
      return !fits;
    });
    expect(wrong).toEqual([]);
  });

  test('have codes that follow from their parent and level', () => {
    const pattern: Record<Level, RegExp> = {
      [Level.CENTRAL]: /^VN$/,
      [Level.CENTRALLY_RUN]: /^(\d\d|QD|CA|KCQ|KDN)$/,
      [Level.UPPER_GRASSROOTS]: /^[A-Z0-9]+\.\d{3}$/,
      [Level.GRASSROOTS]: /^[A-Z0-9]+(\.\d{3})?\.\d{4}$/,
    };
    const wrong = organizations.filter(
      ({ code, parentCode, level }) =>
        !pattern[level].test(code) || (code.includes('.') && code.slice(0, code.lastIndexOf('.')) !== parentCode),
    );
    expect(wrong).toEqual([]);
  });

  test('are 58 provinces, 5 cities, 2 forces and 2 blocs at the second level, with proper names', () => {
    const kinds = below('VN', Level.CENTRALLY_RUN).map(({ kind }) => kind);
    const count = (kind: OrganizationKind) => kinds.filter((other) => other === kind).length;
    const counts = [OrganizationKind.PROVINCE, OrganizationKind.CITY, OrganizationKind.FORCE, OrganizationKind.BLOC];
    expect(counts.map(count)).toEqual([58, 5, 2, 2]);
    const find = (code: string) => organizations.find((organization) => organization.code === code);
    expect(find('01')).toMatchObject({ name: 'Đảng bộ thành phố Hà Nội', nameEn: 'Party Organization of Ha Noi City' });
    expect(find('66')).toMatchObject({ name: 'Đảng bộ tỉnh Đắk Lắk', region: 'CH' });
    expect(find('66')?.nameEn).toBe('Party Organization of Dak Lak Province');
  });

  test('have the 711 districts of 29 February 2020', () => {
    const districts = organizations.filter(({ name }) => name.startsWith('Đảng bộ cấp huyện số '));
    const of = (code: string) => districts.filter(({ parentCode }) => parentCode === code).length;
    expect([districts.length, of('01'), of('04'), of('51')]).toEqual([711, 30, 13, 14]);
    expect(districts.every(({ level }) => level === Level.UPPER_GRASSROOTS)).toBe(true);
  });
});

describe('the bodies below the provinces, forces and blocs', () => {
  test('are 34 and 27 directly below the Central Agencies, at two levels', () => {
    expect(below('KCQ', Level.UPPER_GRASSROOTS)).toHaveLength(34);
    expect(below('KCQ', Level.GRASSROOTS)).toHaveLength(27);
    expect(below('KCQ.001', Level.GRASSROOTS).length).toBeGreaterThan(0);
  });

  test('are spread over the provinces by their communes', () => {
    const size = (code: string) =>
      organizations.filter(({ code: other, level }) => level === Level.GRASSROOTS && other.startsWith(`${code}.`))
        .length;
    expect(size('01') / size('34')).toBeCloseTo(579 / 260, 2);
    expect(size('95') / size('34')).toBeCloseTo(64 / 260, 2);
  });

  test('say that they are generated, all of them below the second level and none above', () => {
    const wrong = organizations.filter(({ name, nameEn, kind }) => {
      const isGenerated = kind === OrganizationKind.LOCAL;
      return name.endsWith('(sinh tự động)') !== isGenerated || nameEn?.endsWith('(generated)') !== isGenerated;
    });
    expect(wrong).toEqual([]);
  });
});
