/** What stands in a briefing where nothing was entered. */
import type { Entered } from '../document/content';

/** The office that chairs the briefings of an organization. */
export function usualChair(of: { name: string; nameEn: string | null; isRoot: boolean }): Entered {
  if (of.isRoot) return { vi: 'Ban Tổ chức Trung ương', en: "The Party Central Committee's Organization Commission" };
  return { vi: `Ban Tổ chức – ${of.name}`, en: `Organization commission – ${of.nameEn ?? of.name}` };
}

const ENGLISH_MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** The title of the briefing of a month. */
export function usualTitle(month: string): { vi: string; en: string } {
  const [year = '', number = ''] = month.split('-');
  const count = Number(number);
  return {
    vi: `Báo cáo giao ban tháng ${count}/${year}`,
    en: `Briefing of ${ENGLISH_MONTHS[count - 1] ?? ''} ${year}`,
  };
}
