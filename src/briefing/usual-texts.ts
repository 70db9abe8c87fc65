/** What a briefing says where nothing was entered. */
import type { Entered } from '../paper/content';
import { Level, OrganizationKind } from '../organization/level';
import { areaOf, type AreaType } from './area-of';

interface Chairing {
  name: string;
  nameEn: string | null;
  level: Level;
  kind: OrganizationKind;
}

/** The committees of areas that have a commission of their own and a name for themselves; those of the others are `Đảng ủy`. */
const COMMITTEES: Readonly<Partial<Record<AreaType, string>>> = {
  tỉnh: 'Tỉnh ủy',
  'thành phố': 'Thành ủy',
  'thị xã': 'Thị ủy',
  huyện: 'Huyện ủy',
  quận: 'Quận ủy',
};

/** The office that chairs the briefings of an organization. */
export function usualChair(of: Chairing): Entered {
  if (of.kind === OrganizationKind.ROOT)
    return { vi: 'Ban Tổ chức Trung ương', en: "The Party Central Committee's Organization Commission" };
  const en = of.nameEn ?? of.name;
  // A grassroots body does not have a commission of its own.
  if (of.level === Level.GRASSROOTS)
    return { vi: committeeOf(of.name) ?? `Cấp ủy – ${of.name}`, en: `Committee – ${en}` };
  const area = areaOf(of);
  const committee = area === null ? undefined : COMMITTEES[area.type];
  const chair = committee === undefined ? committeeOf(of.name) : `${committee} ${area?.place ?? ''}`;
  // The bodies of forces go by other names.
  const isNamed = chair !== null && of.kind !== OrganizationKind.FORCE;
  return { vi: isNamed ? `Ban Tổ chức ${chair}` : `Ban Tổ chức – ${of.name}`, en: `Organization commission – ${en}` };
}

/** `Đảng ủy xã Yên Lãng`; null of what is not named as a party organization, and of a cell, which may be too small for a committee. */
function committeeOf(name: string): string | null {
  const [, of] = /^Đảng bộ (.+)$/.exec(name) ?? [];
  return of === undefined ? null : `Đảng ủy ${of}`;
}
