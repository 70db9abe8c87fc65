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
  const names = bodies.map(({ name, nameEn }) => locale.say(name, nameEn ?? name));
  const keepsArea = form.tellsAreas && names.some((name) => BELOW_A_PROVINCE.test(name));
  const ranked = bodies.map(({ planned, completed }, index) => ({
    name: shortenName(names[index] ?? '', keepsArea),
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

/** Beside districts, a city without that word would be taken for the province, which often has its name. */
const BELOW_A_PROVINCE =
  /^Đảng bộ (?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) |^Party Organization of .+ (?:District|Town|Commune|Ward)$/;

/** The part of a name that tells bodies apart: in a chart of provinces, not that each is a party organization. */
function shortenName(name: string, keepsArea: boolean): string {
  const vi = /^Đảng bộ (?:tỉnh |thành phố )?(.+)$/.exec(name);
  const en = /^(?:Central )?Party Organization of (?:the )?(.+?)(?: Province| City)?$/.exec(name);
  // Without the word for city this would be the name of a person.
  if (vi?.[1] === 'Hồ Chí Minh') return 'TP. Hồ Chí Minh';
  if (en?.[1] === 'Ho Chi Minh') return 'Ho Chi Minh City';
  const short = keepsArea
    ? name.replace(/^Đảng bộ (?=.)|^(?:Central )?Party Organization of (?:the )?(?=.)/, '')
    : (vi?.[1] ?? en?.[1] ?? name);
  return short.slice(0, 1).toLocaleUpperCase('vi') + short.slice(1);
}
