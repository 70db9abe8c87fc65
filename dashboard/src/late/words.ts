/** What the list of who is late says. */
import { writeCount } from '../numbers.ts';
import type { Language } from '../words/language.ts';

const VI = {
  late: (count: string) => `${count} đại hội quá hạn`,
  chosen: (count: string, all: string) => `${count} trong ${all} đại hội quá hạn`,
  asOf: (day: string) => `tính đến hết ${day}`,
  none: 'Không có đại hội quá hạn.',
  noneChosen: (all: number) =>
    `Không có đại hội quá hạn nào như đã chọn; tất cả có ${writeCount(all, 'vi')} đại hội quá hạn.`,
  showAll: 'Xem tất cả',
  level: 'Cấp',
  anyLevel: 'Mọi cấp',
  over: 'Chậm',
  anyDays: 'Mọi mức',
  overDays: (days: number) => `trên ${writeCount(days, 'vi')} ngày`,
  organization: 'Tổ chức đảng',
  pilot: 'Điểm',
  isPilot: 'điểm',
  due: 'Ngày đến hạn',
  days: 'Số ngày quá hạn',
  byBody: 'Theo tổ chức trực thuộc',
  byBodyNote: 'Tính mọi mức chậm',
  rest: 'Các tổ chức khác',
  files: 'Tải danh sách',
  csvTitle: 'Danh sách đang xem, mọi trang, cho Excel (UTF-8, dấu chấm phẩy)',
  xlsx: 'XLSX (tất cả)',
  reading: (done: number, all: number) => `Đang đọc ${writeCount(done, 'vi')}/${writeCount(all, 'vi')} …`,
  saved: (count: number) => `Đã lưu ${writeCount(count, 'vi')} dòng.`,
  failed: 'Chưa tải được. Hãy thử lại.',
  next: 'Trang sau',
  first: 'Trang đầu',
  pages: 'Các trang',
  continued: 'tiếp theo',
};

const EN: typeof VI = {
  late: (count) => `${count} overdue congresses`,
  chosen: (count, all) => `${count} of ${all} overdue congresses`,
  asOf: (day) => `as of the end of ${day}`,
  none: 'No congress is overdue.',
  noneChosen: (all) => `None of the ${writeCount(all, 'en')} overdue congresses is as chosen.`,
  showAll: 'Show all',
  level: 'Level',
  anyLevel: 'All levels',
  over: 'Late by',
  anyDays: 'any time',
  overDays: (days) => `more than ${writeCount(days, 'en')} days`,
  organization: 'Organization',
  pilot: 'Pilot',
  isPilot: 'pilot',
  due: 'Due on',
  days: 'Days late',
  byBody: 'By organization directly below',
  byBodyNote: 'However late they are',
  rest: 'Other organizations',
  files: 'Save the list',
  csvTitle: 'The list as it is shown, all pages, for Excel (UTF-8, commas)',
  xlsx: 'XLSX (all)',
  reading: (done, all) => `Reading ${writeCount(done, 'en')}/${writeCount(all, 'en')} …`,
  saved: (count) => `${writeCount(count, 'en')} rows saved.`,
  failed: 'That did not work. Try again.',
  next: 'Next page',
  first: 'First page',
  pages: 'Pages',
  continued: 'continued',
};

export type LateWords = typeof VI;

export function lateWordsIn(language: Language): LateWords {
  return language === 'vi' ? VI : EN;
}
