/** What a briefing says where nothing was entered. */
import type { Entered } from '../paper/content';
import { Level } from '../organization/level';

/** The office that chairs the briefings of an organization. */
export function usualChair(of: { name: string; nameEn: string | null; isRoot: boolean; level: Level }): Entered {
  if (of.isRoot) return { vi: 'Ban Tổ chức Trung ương', en: "The Party Central Committee's Organization Commission" };
  const [, kind, place] = /^Đảng bộ (tỉnh|thành phố) (.+)$/.exec(of.name) ?? [];
  if (of.level === Level.CENTRALLY_RUN && kind !== undefined && place !== undefined) {
    const committee = kind === 'tỉnh' ? 'Tỉnh ủy' : 'Thành ủy';
    return { vi: `Ban Tổ chức ${committee} ${place}`, en: `Organization commission – ${of.nameEn ?? of.name}` };
  }
  // A grassroots body does not have a commission of its own.
  if (of.level === Level.GRASSROOTS) return { vi: `Cấp ủy – ${of.name}`, en: `Committee – ${of.nameEn ?? of.name}` };
  return { vi: `Ban Tổ chức – ${of.name}`, en: `Organization commission – ${of.nameEn ?? of.name}` };
}
