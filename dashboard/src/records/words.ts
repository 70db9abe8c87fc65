/** What the view of the records says, by language. */
import { writeCount } from '../numbers.ts';
import type { Language } from '../words/language.ts';

const v = (count: number): string => writeCount(count, 'vi');
const e = (count: number): string => writeCount(count, 'en');

const VI = {
  sections: 'Các mục',
  source: 'Truy vấn cho mục này',
  program: {
    title: (year: number) => `Chương trình công tác năm ${year}`,
    short: 'Chương trình công tác',
    definition:
      'Đề án, nhiệm vụ của chương trình công tác năm. “Cơ bản hoàn thành” là xong phần việc, còn thủ tục; được tính vào số hoàn thành. Hạn theo quý là ngày cuối quý.',
    done: 'đề án, nhiệm vụ hoàn thành, cơ bản hoàn thành',
    doneBasically: 'đề án, nhiệm vụ cơ bản hoàn thành',
    basically: (count: number) => `${v(count)} cơ bản hoàn thành`,
    remaining: (count: number) => `còn ${v(count)}`,
    overdue: (count: number) => `${v(count)} quá hạn`,
    withdrawn: (count: number) => `${v(count)} đề án, nhiệm vụ đã rút khỏi chương trình, không tính.`,
    none: (year: number) => `Tổ chức này không có chương trình công tác năm ${year}.`,
    byQuarter: 'Theo quý đến hạn',
    due: 'Hạn',
    mustBeDone: 'Phải xong',
    doneShort: 'Đã xong',
    left: 'Còn lại',
    late: 'Quá hạn',
    number: 'TT',
    item: 'Đề án, nhiệm vụ',
    status: 'Tình trạng',
    quarter: (roman: string, year: number) => `Quý ${roman}/${year}`,
    since: (day: string) => `từ ${day}`,
    submittedTo: (body: string) => `trình ${body}`,
    basis: (text: string) => `Căn cứ chung: ${text}.`,
    statuses: {
      NOT_STARTED: 'Chưa bắt đầu',
      IN_PROGRESS: 'Đang thực hiện',
      BASICALLY_COMPLETED: 'Cơ bản hoàn thành',
      COMPLETED: 'Hoàn thành',
    },
    bodies: {
      CENTRAL_COMMITTEE: 'Ban Chấp hành Trung ương',
      POLITBURO: 'Bộ Chính trị',
      SECRETARIAT: 'Ban Bí thư',
    },
  },
  rating: {
    title: (year: number) => `Đánh giá, xếp loại chất lượng năm ${year}`,
    short: 'Xếp loại',
    definition:
      'Tỉnh ủy, thành ủy trực thuộc Trung ương đã báo cáo hoàn thành đánh giá, xếp loại năm trước, và số ủy viên ban thường vụ ở từng mức. Chỉ giữ số lượng, không giữ tên người.',
    finished: 'tỉnh, thành phố đã hoàn thành',
    people: 'ủy viên ban thường vụ được xếp loại',
    grade: 'Mức xếp loại',
    count: 'Số người',
    share: 'Tỷ lệ',
    total: 'Tổng số',
    missing: (count: number) => `${v(count)} tỉnh, thành phố chưa hoàn thành:`,
    others: 'Không thuộc diện tính, chưa báo cáo:',
    nobody: 'Chưa có người nào được xếp loại.',
    none: (year: number) => `Không có tỉnh, thành phố nào ở tổ chức này để đánh giá, xếp loại năm ${year}.`,
    grades: {
      EXCELLENT: 'Hoàn thành xuất sắc nhiệm vụ',
      GOOD: 'Hoàn thành tốt nhiệm vụ',
      SATISFACTORY: 'Hoàn thành nhiệm vụ',
      UNSATISFACTORY: 'Không hoàn thành nhiệm vụ',
      UNNAMED: 'Mức khác, không nêu cụ thể',
    },
  },
  indicators: {
    title: (month: string) => `Chỉ tiêu, ${month}`,
    short: 'Chỉ tiêu',
    definition:
      'Số liệu các tổ chức báo cáo theo tháng, cộng từ dưới lên như từng chỉ tiêu quy định. Lượt và trường hợp đếm số lần, không đếm số người.',
    name: 'Chỉ tiêu',
    inMonth: 'Trong tháng',
    yearToDate: 'Từ đầu năm',
    withdrawn: 'đã rút',
    none: 'Tổ chức này không có chỉ tiêu nào.',
    noFigure: 'Chưa có số liệu',
    more: (count: number) => `Còn ${v(count)} chỉ tiêu khác.`,
  },
  reconciliation: {
    title: 'Đối chiếu số khai báo với báo cáo',
    short: 'Đối chiếu',
    definition:
      'Tổng số đại hội đã tổ chức do tổ chức tự khai báo đến một ngày, so với số đã báo cáo từng đại hội tính đến ngày đó. Chênh trên 0: thiếu báo cáo; dưới 0: báo cáo nhiều hơn khai báo.',
    gaps: (gaps: number, declarations: number) => `${v(gaps)}/${v(declarations)} khai báo lệch`,
    gapsShort: (gaps: number) => `${v(gaps)} lệch`,
    allFit: (declarations: number) =>
      declarations === 1 ? 'Khai báo khớp với báo cáo.' : `Cả ${v(declarations)} khai báo khớp với báo cáo.`,
    missing: (count: number) => `thiếu ${v(count)} báo cáo`,
    surplus: (count: number) => `thừa ${v(count)} báo cáo`,
    body: 'Tổ chức',
    everyLevel: 'Các cấp',
    upTo: (day: string) => `đến hết ${day}`,
    declared: 'Khai báo',
    counted: 'Báo cáo',
    gap: 'Chênh',
    total: 'Tổng số',
    none: 'Chưa có tổ chức nào khai báo tổng số.',
    more: (count: number) => `Xem thêm ${v(count)} khai báo`,
    rest: (count: number) => `Còn ${v(count)} khai báo nữa, có trong truy vấn của mục này.`,
  },
};

const EN: typeof VI = {
  sections: 'Sections',
  source: 'The operation that gives this section',
  program: {
    title: (year) => `Work program of ${year}`,
    short: 'Work program',
    definition:
      'Projects and tasks of the work program of the year. “Basically completed” is work that is done but for formalities; it counts as completed. A quarter is due on its last day.',
    done: 'projects and tasks completed or basically completed',
    doneBasically: 'projects and tasks basically completed',
    basically: (count) => `${e(count)} basically completed`,
    remaining: (count) => `${e(count)} remaining`,
    overdue: (count) => `${e(count)} overdue`,
    withdrawn: (count) => `${e(count)} withdrawn from the program, counted nowhere.`,
    none: (year) => `This organization keeps no work program of ${year}.`,
    byQuarter: 'By the quarter in which they are due',
    due: 'Due',
    mustBeDone: 'To be done',
    doneShort: 'Done',
    left: 'Remaining',
    late: 'Overdue',
    number: 'No.',
    item: 'Project or task',
    status: 'Status',
    quarter: (roman, year) => `Quarter ${roman}/${year}`,
    since: (day) => `since ${day}`,
    submittedTo: (body) => `to the ${body}`,
    basis: (text) => `All of them rest on: ${text}.`,
    statuses: {
      NOT_STARTED: 'Not started',
      IN_PROGRESS: 'In progress',
      BASICALLY_COMPLETED: 'Basically completed',
      COMPLETED: 'Completed',
    },
    bodies: { CENTRAL_COMMITTEE: 'Central Committee', POLITBURO: 'Politburo', SECRETARIAT: 'Secretariat' },
  },
  rating: {
    title: (year) => `Quality rating of ${year}`,
    short: 'Rating',
    definition:
      'Provinces and cities that have reported that they finished the rating of the year before, and how many members of their standing committees were given each grade. Only counts are kept, no names.',
    finished: 'provinces and cities have finished',
    people: 'members of standing committees rated',
    grade: 'Grade',
    count: 'People',
    share: 'Share',
    total: 'Total',
    missing: (count) => `${e(count)} provinces and cities have not finished:`,
    others: 'Not counted, and not reported:',
    nobody: 'No one has been rated yet.',
    none: (year) => `There is no province or city here that is rated for ${year}.`,
    grades: {
      EXCELLENT: 'Completed excellently',
      GOOD: 'Completed well',
      SATISFACTORY: 'Completed',
      UNSATISFACTORY: 'Not completed',
      UNNAMED: 'Grade not named',
    },
  },
  indicators: {
    title: (month) => `Indicators, ${month}`,
    short: 'Indicators',
    definition:
      'What organizations report month by month, added up from below as each indicator says. Cases count how often something was done, not persons.',
    name: 'Indicator',
    inMonth: 'In the month',
    yearToDate: 'Year to date',
    withdrawn: 'withdrawn',
    none: 'This organization has no indicators.',
    noFigure: 'No figure yet',
    more: (count) => `There are ${e(count)} more indicators.`,
  },
  reconciliation: {
    title: 'Declared totals against reports',
    short: 'Reconciliation',
    definition:
      'Congresses held by an organization’s own account up to a day, beside those reported one by one as of that day. A gap above 0: reports are missing; below 0: there are more than were declared.',
    gaps: (gaps, declarations) => `${e(gaps)} of ${e(declarations)} declarations differ`,
    gapsShort: (gaps) => `${e(gaps)} differ`,
    allFit: (declarations) =>
      declarations === 1
        ? 'The declaration agrees with the reports.'
        : `All ${e(declarations)} declarations agree with the reports.`,
    missing: (count) => `${e(count)} reports missing`,
    surplus: (count) => `${e(count)} reports too many`,
    body: 'Organization',
    everyLevel: 'All levels',
    upTo: (day) => `as of ${day}`,
    declared: 'Declared',
    counted: 'Reported',
    gap: 'Gap',
    total: 'Total',
    none: 'No organization has declared a total.',
    more: (count) => `Show ${e(count)} more declarations`,
    rest: (count) => `There are ${e(count)} more declarations, which the operation of this section gives.`,
  },
};

declare const PAGE_LANGUAGE: Language | 'both';

export type RecordsWords = typeof VI;

export function recordsWords(language: Language): RecordsWords {
  return PAGE_LANGUAGE === 'vi' ? VI : PAGE_LANGUAGE === 'en' ? EN : language === 'vi' ? VI : EN;
}
