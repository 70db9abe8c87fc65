/** Ranks the bodies below an organization by the share of their congresses that were held. */
import type { BriefingContent } from './content';
import type { Locale } from './locale';

export interface RankedBody {
  name: string;
  completed: number;
  planned: number;
  /** A percentage with one decimal; null where nothing is planned. */
  rate: number | null;
}

export function rankBodies(locale: Locale, bodies: BriefingContent['bodies']): RankedBody[] {
  const ranked = bodies.map(({ name, nameEn, planned, completed }) => ({
    name: shortenName(locale.say(name, nameEn ?? name)),
    completed,
    planned,
    rate: roundRate(completed, planned),
  }));
  return ranked.sort((a, b) => shareOf(b) - shareOf(a) || b.completed - a.completed);
}

/** Only none is nothing, and only all is all, however many there are. */
export function roundRate(completed: number, planned: number): number | null {
  if (!(planned > 0)) return null;
  const rounded = Math.round((completed / planned) * 1000) / 10;
  if (completed > 0 && completed < planned) return Math.min(Math.max(rounded, 0.1), 99.9);
  return rounded;
}

/** Unrounded, so that two bodies of the same rounded share still stand in order. */
function shareOf({ completed, planned }: RankedBody): number {
  return planned > 0 ? completed / planned : -1;
}

/** What tells bodies apart: in a chart of provinces, not that each is the party organization of a province. */
function shortenName(name: string): string {
  const vi = /^Đảng bộ (?:tỉnh |thành phố )?(.+)$/.exec(name)?.[1];
  const en = /^(?:Central )?Party Organization of (?:the )?(.+?)(?: Province| City)?$/.exec(name)?.[1];
  // Without the word for city this one would be a person.
  if (vi === 'Hồ Chí Minh') return 'TP. Hồ Chí Minh';
  const short = en === 'Ho Chi Minh' ? 'Ho Chi Minh City' : (vi ?? en ?? name);
  return short.slice(0, 1).toLocaleUpperCase('vi') + short.slice(1);
}
