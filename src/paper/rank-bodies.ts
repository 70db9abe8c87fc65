/** Ranks the bodies below an organization by the share of their congresses that were held. */
import type { BriefingContent } from './content';
import type { Form } from './form';
import type { Locale } from './locale';

export interface RankedBody {
  name: string;
  completed: number;
  planned: number;
  /** A percentage with one decimal; null where nothing is planned. */
  rate: number | null;
}

export function rankBodies(locale: Locale, form: Form, bodies: BriefingContent['bodies']): RankedBody[] {
  const ranked = bodies.map(({ name, nameEn, planned, completed }) => ({
    name: shortenName(locale.say(name, nameEn ?? name)),
    completed,
    planned,
    rate: form.shareOfBody(completed, planned),
  }));
  return ranked.sort((a, b) => shareOf(b) - shareOf(a) || b.completed - a.completed);
}

/** Unrounded, so that two bodies with the same rounded share are still in order. */
function shareOf({ completed, planned }: RankedBody): number {
  return planned > 0 ? completed / planned : -1;
}

/** The part of a name that tells bodies apart: in a chart of provinces, not that each is a party organization. */
function shortenName(name: string): string {
  const vi = /^Đảng bộ (?:tỉnh |thành phố )?(.+)$/.exec(name)?.[1];
  const en = /^(?:Central )?Party Organization of (?:the )?(.+?)(?: Province| City)?$/.exec(name)?.[1];
  // Without the word for city this would be the name of a person.
  if (vi === 'Hồ Chí Minh') return 'TP. Hồ Chí Minh';
  const short = en === 'Ho Chi Minh' ? 'Ho Chi Minh City' : (vi ?? en ?? name);
  return short.slice(0, 1).toLocaleUpperCase('vi') + short.slice(1);
}
