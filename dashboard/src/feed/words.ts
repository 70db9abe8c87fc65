/** What the feed says. */
import { writeCount } from '../numbers.ts';
import type { Language } from '../words/language.ts';

const VI = {
  kinds: {
    all: 'Tất cả',
    completed: 'Tổ chức',
    corrected: 'Đính chính',
    retracted: 'Rút báo cáo',
    rescheduled: 'Đổi ngày, hoãn',
    cancelled: 'Hủy, khôi phục',
    pilot: 'Làm điểm',
  },
  done: {
    CONGRESS_COMPLETED: 'Đã tổ chức',
    CONGRESS_CORRECTED: 'Đính chính báo cáo',
    CONGRESS_RETRACTED: 'Rút báo cáo',
    CONGRESS_RESCHEDULED: 'Đổi ngày',
    CONGRESS_POSTPONED: 'Hoãn',
    CONGRESS_CANCELLED: 'Hủy',
    CONGRESS_REINSTATED: 'Khôi phục',
    CONGRESS_PILOT_SET: 'Chọn làm điểm',
  } as Readonly<Record<string, string>>,
  noPilot: 'Thôi làm điểm',
  kind: 'Loại',
  order: 'Xem',
  list: 'Danh sách',
  bodies: 'Theo tổ chức',
  heldOn: (day: string) => `ngày ${day}`,
  plannedOn: (day: string) => `đến ngày ${day}`,
  noDay: 'chưa định ngày',
  reason: 'Lý do',
  ledTo: 'Tổng số sau đó',
  recorded: 'Ghi lúc',
  newest: (count: number) => `${writeCount(count, 'vi')} diễn biến mới nhất`,
  earlier: (count: number) => `${writeCount(count, 'vi')} diễn biến trước đó`,
  others: (count: number) => `${writeCount(count, 'vi')} diễn biến khác`,
  own: 'chính tổ chức này',
  none: 'Chưa có diễn biến nào.',
  noneOfKind: 'Chưa có diễn biến nào thuộc loại này.',
  older: 'Cũ hơn',
  toNewest: 'Mới nhất',
  pages: 'Các trang',
};

const EN: typeof VI = {
  kinds: {
    all: 'All',
    completed: 'Held',
    corrected: 'Corrected',
    retracted: 'Retracted',
    rescheduled: 'Moved, postponed',
    cancelled: 'Cancelled, reinstated',
    pilot: 'Pilots',
  },
  done: {
    CONGRESS_COMPLETED: 'Held',
    CONGRESS_CORRECTED: 'Report corrected',
    CONGRESS_RETRACTED: 'Report retracted',
    CONGRESS_RESCHEDULED: 'Moved',
    CONGRESS_POSTPONED: 'Postponed',
    CONGRESS_CANCELLED: 'Cancelled',
    CONGRESS_REINSTATED: 'Reinstated',
    CONGRESS_PILOT_SET: 'Made a pilot',
  },
  noPilot: 'No longer a pilot',
  kind: 'Kind',
  order: 'Show',
  list: 'As a list',
  bodies: 'By organization',
  heldOn: (day) => `on ${day}`,
  plannedOn: (day) => `to ${day}`,
  noDay: 'without a day',
  reason: 'Reason',
  ledTo: 'Totals after it',
  recorded: 'Recorded at',
  newest: (count) => (count === 1 ? 'The newest event' : `The newest ${writeCount(count, 'en')} events`),
  earlier: (count) => `${writeCount(count, 'en')} earlier ones`,
  others: (count) => `${writeCount(count, 'en')} other events`,
  own: 'the organization itself',
  none: 'Nothing has happened yet.',
  noneOfKind: 'Nothing of this kind has happened yet.',
  older: 'Older',
  toNewest: 'Newest',
  pages: 'Pages',
};

export type FeedWords = typeof VI;

export function feedWordsIn(language: Language): FeedWords {
  return language === 'vi' ? VI : EN;
}
