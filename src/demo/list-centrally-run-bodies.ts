/** Lists the 67 centrally-run bodies and how many bodies each has below it. */
import { OrganizationKind } from '../organization/level';
import { apportion } from './apportion';
import { nameProvince, type Names, type NamedPlace, placeOfProvince } from './name-demo-organization';
import type { Province } from './read-provinces';

export interface CentrallyRunBody extends Names {
  code: string;
  kind: OrganizationKind;
  region: string | null;
  place: NamedPlace;
  districts: number;
  /** Upper-grassroots bodies beside the districts. */
  otherUpperBodies: number;
  /** Grassroots bodies directly below, with no upper-grassroots body in between. */
  directGrassroots: number;
  /** All grassroots bodies, the direct ones among them. */
  grassroots: number;
}

const ALL_GRASSROOTS = 52_105;
/** Agencies, enterprises, military and public security, and one more for so many communes: about 1,300 bodies in all. */
const OTHER_UPPER_BODIES = 4;
const COMMUNES_FOR_ONE_MORE = 50;

interface Size {
  otherUpperBodies: number;
  directGrassroots: number;
  grassroots: number;
}

/** 34 and 27 are facts of the Central Agencies; the other sizes are generated. */
const OTHERS: readonly CentrallyRunBody[] = [
  other(
    { code: 'QD', kind: OrganizationKind.FORCE },
    { name: 'Đảng bộ Quân đội', nameEn: 'Party Organization of the Military' },
    { vi: 'Quân đội', en: 'Military' },
    { otherUpperBodies: 62, directGrassroots: 0, grassroots: 2_400 },
  ),
  other(
    { code: 'CA', kind: OrganizationKind.FORCE },
    { name: 'Đảng bộ Công an Trung ương', nameEn: 'Central Party Organization of Public Security' },
    { vi: 'Công an Trung ương', en: 'Central Public Security' },
    { otherUpperBodies: 40, directGrassroots: 18, grassroots: 1_100 },
  ),
  other(
    { code: 'KCQ', kind: OrganizationKind.BLOC },
    {
      name: 'Đảng bộ Khối các cơ quan Trung ương',
      nameEn: 'Party Organization of the Bloc of Central Agencies',
    },
    { vi: 'Khối các cơ quan Trung ương', en: 'Bloc of Central Agencies' },
    { otherUpperBodies: 34, directGrassroots: 27, grassroots: 900 },
  ),
  other(
    { code: 'KDN', kind: OrganizationKind.BLOC },
    {
      name: 'Đảng bộ Khối Doanh nghiệp Trung ương',
      nameEn: 'Party Organization of the Bloc of Central Enterprises',
    },
    { vi: 'Khối Doanh nghiệp Trung ương', en: 'Bloc of Central Enterprises' },
    { otherUpperBodies: 24, directGrassroots: 11, grassroots: 1_000 },
  ),
];

function other(
  known: Pick<CentrallyRunBody, 'code' | 'kind'>,
  names: Names,
  place: NamedPlace,
  size: Size,
): CentrallyRunBody {
  return { ...known, ...names, region: null, place, districts: 0, ...size };
}

export function listCentrallyRunBodies(provinces: readonly Province[]): CentrallyRunBody[] {
  const left = OTHERS.reduce((count, body) => count - body.grassroots, ALL_GRASSROOTS);
  const shares = apportion(
    left,
    provinces.map(({ communes }) => communes),
  );
  return [...provinces.map((province, index) => bodyOf(province, shares[index] ?? 0)), ...OTHERS];
}

function bodyOf(province: Province, grassroots: number): CentrallyRunBody {
  return {
    code: province.code,
    kind: province.isCity ? OrganizationKind.CITY : OrganizationKind.PROVINCE,
    region: province.region,
    ...nameProvince(province),
    place: placeOfProvince(province),
    districts: province.districts,
    otherUpperBodies: OTHER_UPPER_BODIES + Math.floor(province.communes / COMMUNES_FOR_ONE_MORE),
    directGrassroots: 0,
    grassroots,
  };
}
