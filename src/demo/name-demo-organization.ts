/** Names the bodies of the demo country; everything invented says so in its name. */
import type { Province } from './read-provinces';

export interface Names {
  name: string;
  nameEn: string;
}

/** A place or body as it appears in the names of the bodies below it. */
export interface NamedPlace {
  vi: string;
  en: string;
}

export function nameProvince({ name, isCity }: Province): Names {
  return {
    name: `Đảng bộ ${isCity ? 'thành phố' : 'tỉnh'} ${name}`,
    nameEn: `Party Organization of ${withoutAccents(name)} ${isCity ? 'City' : 'Province'}`,
  };
}

export function placeOfProvince({ name }: Province): NamedPlace {
  return { vi: name, en: withoutAccents(name) };
}

export function placeOfDistrict(number: number, within: NamedPlace): NamedPlace {
  return { vi: `cấp huyện số ${number}, ${within.vi}`, en: `District No. ${number}, ${within.en}` };
}

const PROVINCIAL_BODIES: readonly NamedPlace[] = [
  { vi: 'Khối các cơ quan', en: 'Bloc of Agencies' },
  { vi: 'Khối doanh nghiệp', en: 'Bloc of Enterprises' },
  { vi: 'Quân sự', en: 'Military' },
  { vi: 'Công an', en: 'Public Security' },
];

/** The bodies of a province beside its districts: the first four are found everywhere, the others have a number only. */
export function placeOfOtherUpperBody(nth: number, number: number, within: NamedPlace): NamedPlace {
  const known = PROVINCIAL_BODIES[nth];
  return known
    ? { vi: `${known.vi}, ${within.vi}`, en: `${known.en}, ${within.en}` }
    : placeOfUpperBody(number, within);
}

export function placeOfUpperBody(number: number, within: NamedPlace): NamedPlace {
  return { vi: `cấp trên cơ sở số ${number}, ${within.vi}`, en: `Upper-grassroots Body No. ${number}, ${within.en}` };
}

export function nameUpperBody(place: NamedPlace): Names {
  return { name: `Đảng bộ ${place.vi} (sinh tự động)`, nameEn: `Party Organization of ${place.en} (generated)` };
}

export function nameGrassroots(number: number, within: NamedPlace): Names {
  return {
    name: `Tổ chức cơ sở đảng số ${number}, ${within.vi} (sinh tự động)`,
    nameEn: `Grassroots Party Organization No. ${number}, ${within.en} (generated)`,
  };
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');
}
