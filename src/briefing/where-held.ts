/** Says where the congresses of an organization are held, as its kind and its name have it: `trên địa bàn tỉnh An Hòa`. Pure. */
import { OrganizationKind } from '../organization/level';
import type { Bilingual } from '../paper/content';
import { areaOf, type Area, type AreaType } from './area-of';
import { both } from './figure-parts';

interface Named {
  name: string;
  nameEn: string | null;
  kind: OrganizationKind;
}

/** Within a sentence, after `tính đến hết ngày 28/02/2025,`. */
export function whereHeld(organization: Named): Bilingual {
  if (organization.kind === OrganizationKind.ROOT) return both('trên toàn quốc', 'nationwide');
  const area = areaOf(organization);
  return area === null
    ? both(inOrganization(organization), `in ${inEnglish(organization)}`)
    : both(`trên địa bàn ${nameArea(area)}`, `in ${areaInEnglish(area, organization.nameEn)}`);
}

function nameArea({ type, place }: Area): string {
  // Without the capital this would not be its name.
  return place === 'Hồ Chí Minh' ? `Thành phố ${place}` : `${type} ${place}`;
}

const OF_BODY = /^(?:(?:Đảng|chi|liên chi) bộ|Đảng [uủ][ỷy]|Quân [uủ][ỷy])(?: |$)/iu;

/** `trong Đảng bộ Quân đội`; a cell is too small for `trong`, and what is not named as a party organization is a place. */
function inOrganization({ name, kind }: Named): string {
  if (/^Quân [uủ][ỷy](?: |$)/iu.test(name)) return 'trong Đảng bộ Quân đội';
  if (/^Đảng (?:bộ|[uủ][ỷy]) /iu.test(name)) return `trong ${name.replace(/^Đảng [uủ][ỷy] /iu, 'Đảng bộ ')}`;
  const isBody = kind === OrganizationKind.BLOC || kind === OrganizationKind.FORCE;
  return isBody && !OF_BODY.test(name) ? `trong Đảng bộ ${name}` : `tại ${name}`;
}

/** `the Party Organization of the Military`. */
function inEnglish({ name, nameEn }: Named): string {
  if (nameEn === null) return name;
  const isCommon = /\b(?:organi[sz]ation|committee|commission|cell|bloc)\b/i.test(nameEn);
  return isCommon && !/^the /i.test(nameEn) ? `the ${nameEn}` : nameEn;
}

const AREAS_EN: Readonly<Record<AreaType, string>> = {
  tỉnh: 'Province',
  'thành phố': 'City',
  'thị xã': 'Town',
  huyện: 'District',
  quận: 'District',
  'thị trấn': 'Township',
  phường: 'Ward',
  xã: 'Commune',
  'đặc khu': 'Special Zone',
};

/** `Party Organization of An Hoa Province`, `An Hoa Provincial Party Committee` and `An Hoa Province` are all of `An Hoa Province`. */
function areaInEnglish({ type, place }: Area, nameEn: string | null): string {
  const english = AREAS_EN[type];
  if (nameEn === null) return /^\p{N}/u.test(place) ? `${english} ${place}` : `${place} ${english}`;
  const [, of] = /^(?:the )?Party (?:organi[sz]ation|committee) of (?:the )?(.+)$/i.exec(nameEn) ?? [];
  if (of !== undefined) return of;
  const [, before, word = ''] = /^(?:the )?(.+?) (\w+) Party (?:organi[sz]ation|committee)$/i.exec(nameEn) ?? [];
  if (before === undefined) return nameEn;
  return ADJECTIVES.includes(word.toLowerCase()) ? `${before} ${english}` : `${before} ${word}`;
}

const ADJECTIVES = ['provincial', 'municipal'];
