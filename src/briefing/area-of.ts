/** Reads from the name of an organization which area it is the organization of: `Đảng bộ huyện Châu Thành`. Pure. */
import { OrganizationKind } from '../organization/level';

export interface Area {
  /** Of what kind it is, in lower case: `huyện`. */
  type: AreaType;
  /** `Châu Thành`. */
  place: string;
}

const AREA_TYPES = ['tỉnh', 'thành phố', 'thị xã', 'huyện', 'quận', 'thị trấn', 'phường', 'xã', 'đặc khu'] as const;
export type AreaType = (typeof AREA_TYPES)[number];

const COMMITTEES: Readonly<Record<string, AreaType>> = {
  'tỉnh ủy': 'tỉnh',
  'thành ủy': 'thành phố',
  'thị ủy': 'thị xã',
  'huyện ủy': 'huyện',
  'quận ủy': 'quận',
};

const OF_AREA = new RegExp(`^(?:Đảng (?:bộ|[uủ][ỷy]) )?(${AREA_TYPES.join('|')}|TP\\.?) ?(.+)$`, 'iu');
const OF_COMMITTEE = /^(Tỉnh|Thành|Thị|Huyện|Quận) [uủ][ỷy] (.+)$/iu;
/** What a place is called begins with a capital or a number: `Đảng bộ Tỉnh đoàn` is of no area. */
const PLACE = /^[\p{Lu}\p{N}]/u;

/** Null where it is not of an area: of an agency, an enterprise, a bloc, a force, or a cell. */
export function areaOf({ name, kind }: { name: string; kind: OrganizationKind }): Area | null {
  const [, written = '', place = ''] = OF_AREA.exec(name) ?? [];
  const type =
    AREA_TYPES.find((each) => each === written.toLocaleLowerCase('vi')) ?? (written === '' ? null : 'thành phố');
  if (type !== null && PLACE.test(place)) return { type, place };
  const [, committee = '', of = ''] = OF_COMMITTEE.exec(name) ?? [];
  const ruled = COMMITTEES[`${committee.toLocaleLowerCase('vi')} ủy`];
  if (ruled !== undefined) return { type: ruled, place: of };
  // Of these the kind says it, where the name alone does not.
  if (kind !== OrganizationKind.PROVINCE && kind !== OrganizationKind.CITY) return null;
  const bare = name.replace(/^Đảng (?:bộ|[uủ][ỷy]) /iu, '');
  return { type: kind === OrganizationKind.PROVINCE ? 'tỉnh' : 'thành phố', place: bare };
}
