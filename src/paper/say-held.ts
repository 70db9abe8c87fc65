/** Says how many congresses of a kind were held of those planned, as far as it is known. */
import { Language } from './content';
import type { Locale, Noun } from './locale';

export interface Held {
  completed: number | null;
  planned: number | null;
  rate: number | null;
  noun: Noun;
}

/** A clause without capital and full stop, used alone or after `as of 29 February 2020,`. */
export function sayHeld(locale: Locale, held: Held): string {
  return locale.language === Language.VI ? inVietnamese(locale, held) : inEnglish(locale, held);
}

function inVietnamese(locale: Locale, { completed, planned, rate, noun: { vi } }: Held): string {
  const number = (value: number): string => locale.number(value);
  if (completed === null) {
    if (planned === null) return `chưa có số liệu về ${vi}`;
    return `kế hoạch có ${number(planned)} ${vi}; chưa có số liệu về số đã tổ chức`;
  }
  if (planned === null) return completed === 0 ? `chưa tổ chức ${vi} nào` : `đã tổ chức ${number(completed)} ${vi}`;
  if (planned === 0 && completed === 0) return `không có ${vi} nào trong kế hoạch`;
  if (completed === 0) {
    const none = planned === 1 ? 'chưa' : 'chưa đại hội nào';
    return `có ${number(planned)} ${vi} trong kế hoạch, ${none} được tổ chức`;
  }
  const share = rate === null ? '' : `, đạt ${locale.percent(rate)}`;
  if (completed === planned) {
    return `đã tổ chức ${completed === 1 ? '' : 'toàn bộ '}${number(completed)} ${vi} theo kế hoạch${share}`;
  }
  return `đã tổ chức ${number(completed)} trên tổng số ${number(planned)} ${vi} theo kế hoạch${share}`;
}

function inEnglish(locale: Locale, { completed, planned, rate, noun }: Held): string {
  if (completed === null) {
    if (planned === null) return `there is no figure yet for ${noun.many}`;
    const are = locale.agree(planned, 'is', 'are');
    return `${locale.count(planned, noun)} ${are} planned; there is no figure yet for those held`;
  }
  const have = locale.agree(completed, 'has', 'have');
  if (planned === null) return `${locale.count(completed, noun)} ${have} been held`;
  if (planned === 0 && completed === 0) return `no ${noun.one} is planned`;
  if (completed === 0) {
    if (planned === 1) return `1 ${noun.one} is planned; it has not been held yet`;
    return `${locale.count(planned, noun)} are planned, none of which has been held yet`;
  }
  const share = rate === null ? '' : ` (${locale.percent(rate)})`;
  if (completed === planned) {
    if (planned === 1) return `the only planned ${noun.one} has been held${share}`;
    return `all ${locale.number(planned)} planned ${noun.many} have been held${share}`;
  }
  const planneds = planned === 1 ? noun.one : noun.many;
  return `${locale.number(completed)} of the ${locale.number(planned)} planned ${planneds} ${have} been held${share}`;
}
