/** What the second sheet of a form says of each of its columns. Pure. */
import type { GuideSheet, SheetLanguage } from '../spreadsheet/sheet-form';
import type { ColumnKey } from './columns';
import { headingOf } from './sheet-columns';
import { wordsOfColumn } from './write-value';

export type Explained = Partial<Record<ColumnKey, string>>;

const VIETNAMESE: Explained = {
  organization: 'Mã cố định của tổ chức. Đã điền sẵn thì không sửa; dòng thêm mới phải ghi đúng mã.',
  code: 'Mã cố định của tổ chức: chữ cái, chữ số và các dấu . - _ /. Không đổi mã của tổ chức đã có.',
  parent: 'Mã của tổ chức cấp trên trực tiếp. Tổ chức gốc để trống.',
  name: 'Tên đầy đủ của tổ chức. Được so với mã: tên khác mã thì dòng bị từ chối.',
  nameEn: 'Tên tiếng Anh, nếu có.',
  level: 'Cấp của tổ chức. Chọn trong danh sách.',
  kind: 'Loại hình, chỉ cần cho tổ chức trực thuộc trung ương. Chọn trong danh sách.',
  region: 'Vùng của tổ chức, nếu có.',
  plannedOn: 'Ngày dự kiến tổ chức, theo thứ tự ngày/tháng/năm. Sửa ngày này là đổi kế hoạch.',
  heldOn: 'Ngày đại hội đã tổ chức, theo thứ tự ngày/tháng/năm. Chưa tổ chức thì để trống ô này và các ô sau.',
  delegatesSummoned: 'Số đại biểu được triệu tập. Chỉ ghi chữ số; chưa có số liệu thì để trống.',
  delegatesAttended: 'Số đại biểu dự, không quá số được triệu tập. Chỉ ghi chữ số.',
  committeeElected: 'Số cấp ủy viên được bầu. Chỉ ghi chữ số.',
  note: 'Ghi chú về kết quả đại hội, nếu có.',
  pilot: 'Ghi "Có" nếu là đại hội điểm.',
  status:
    'Chọn trong danh sách khi cần đổi trạng thái, kèm lý do. Rút lại báo cáo: chọn "Kế hoạch", xóa ngày tổ chức, ghi lý do.',
  reason: 'Lý do của việc sửa. Bắt buộc khi đính chính số đã ghi nhận, rút lại báo cáo, hoãn hoặc hủy đại hội.',
  version: 'Không sửa, không chép sang dòng khác. Nhờ cột này, bảng cũ không ghi đè thay đổi mới hơn.',
  documentKind: 'Loại văn bản. Chọn trong danh sách.',
  number: 'Số, ký hiệu của văn bản, ví dụ 35-CT/TW.',
  issuedOn: 'Ngày ban hành, theo thứ tự ngày/tháng/năm.',
  issuedBy: 'Cơ quan ban hành.',
  issuedByEn: 'Tên tiếng Anh của cơ quan ban hành, nếu có.',
  title: 'Trích yếu nội dung.',
  titleEn: 'Trích yếu bằng tiếng Anh, nếu có.',
  link: 'Địa chỉ trên mạng của văn bản, nếu có.',
  ofCampaign: 'Ghi "Có" nếu văn bản là căn cứ của đợt đại hội.',
  indicator: 'Mã của chỉ tiêu, đã được xác định từ trước. Không sửa.',
  indicatorName: 'Tên chỉ tiêu, để tiện theo dõi; không được nhập.',
  unitOfMeasure: 'Đơn vị tính, để tiện theo dõi; không được nhập.',
  month: 'Tháng của số liệu, dạng năm-tháng hoặc tháng/năm.',
  value: 'Số liệu của tháng. Chỉ ghi chữ số; không có thì ghi 0, chưa có số liệu thì để trống.',
  year: 'Năm được đánh giá, xếp loại.',
  finishedOn:
    'Ngày hoàn thành việc đánh giá, xếp loại, từ ngày 01/12 của năm đó. Chưa hoàn thành thì để trống ô này và các ô sau.',
  excellent: 'Số người hoàn thành xuất sắc nhiệm vụ. Không có ai thì ghi 0.',
  good: 'Số người hoàn thành tốt nhiệm vụ. Không có ai thì ghi 0.',
  satisfactory: 'Số người hoàn thành nhiệm vụ. Không có ai thì ghi 0.',
  unsatisfactory: 'Số người không hoàn thành nhiệm vụ. Không có ai thì ghi 0.',
  unnamed: 'Số người có mức khác, không nêu cụ thể. Để trống là 0.',
  completed: 'Số đại hội đã hoàn thành tính đến ngày nêu ở cột bên. Chỉ ghi chữ số.',
  asOf: 'Ngày của số đã khai, theo thứ tự ngày/tháng/năm. Sửa số thì sửa cả ngày này.',
};

const ENGLISH: Explained = {
  organization: 'The permanent code of the organization. Leave what is filled in; a row that you add needs its code.',
  code: 'The permanent code of the organization: letters, digits and . - _ /. Never change that of a known one.',
  parent: 'The code of the organization above. Empty for the root.',
  name: 'The full name. It is compared with the code: a row with the name of another organization is refused.',
  nameEn: 'The English name, if there is one.',
  level: 'The level of the organization, from the list.',
  kind: 'The kind, from the list; needed right below the centre only.',
  region: 'The region, if there is one.',
  plannedOn: 'The day it is planned for. Changing it changes the plan.',
  heldOn: 'The day on which it was held. Until then leave this cell and those after it empty.',
  delegatesSummoned: 'Delegates summoned, in digits; empty if not known.',
  delegatesAttended: 'Delegates who attended, at most those summoned, in digits.',
  committeeElected: 'Members of the committee that was elected, in digits.',
  note: 'A remark on the congress, if there is one.',
  pilot: 'Whether it is a pilot congress.',
  status:
    'To change it choose from the list, and give a reason. To take a report back: PLANNED, no held day, and the reason.',
  reason: 'Why it changes. Needed to correct a report or take it back, to postpone, and to cancel.',
  version: 'Leave it as it is, in its row. By it an old sheet does not undo what is newer.',
  documentKind: 'The kind of document, from the list.',
  number: 'Its number, such as 35-CT/TW.',
  issuedOn: 'The day on which it was issued.',
  issuedBy: 'Who issued it.',
  issuedByEn: 'The English name of who issued it, if there is one.',
  title: 'What it is about.',
  titleEn: 'What it is about, in English, if there is a translation.',
  link: 'Its address on the web, if it has one.',
  ofCampaign: 'Whether the campaign rests on it.',
  indicator: 'The code of the indicator, which has been defined before. Leave it as it is.',
  indicatorName: 'The name of the indicator, for readers; it is not imported.',
  unitOfMeasure: 'What is counted, for readers; it is not imported.',
  month: 'The month of the value, as year-month.',
  value: 'The value of the month, in digits: 0 for none, empty if it is not known.',
  year: 'The year that is rated.',
  finishedOn:
    'The day on which the rating was finished, from 1 December of its year on. Until then leave this cell and those after it empty.',
  excellent: 'People who completed their tasks excellently; 0 for nobody.',
  good: 'People who completed their tasks well; 0 for nobody.',
  satisfactory: 'People who completed their tasks; 0 for nobody.',
  unsatisfactory: 'People who did not complete their tasks; 0 for nobody.',
  unnamed: 'People with another grade, or one that is not named; empty for nobody.',
  completed: 'Congresses that were held up to the day beside it, in digits.',
  asOf: 'The day up to which they were held. Change it with the number.',
};

const EXPLAINED: Readonly<Record<SheetLanguage, Explained>> = { en: ENGLISH, vi: VIETNAMESE };

const FRAME: Readonly<Record<SheetLanguage, Pick<GuideSheet, 'name' | 'headings'> & { before: string; list: string }>> =
  {
    vi: {
      name: 'Hướng dẫn',
      headings: ['Cột', 'Cách ghi'],
      before: 'Ô để trống thì không thay đổi gì. Có thể bỏ bớt hoặc thêm dòng. Không đổi tên các cột.',
      list: 'Các giá trị',
    },
    en: {
      name: 'Guide',
      headings: ['Column', 'What to write'],
      before: 'An empty cell changes nothing. Rows may be left out or added. Leave the headings as they are.',
      list: 'Values',
    },
  };

/** `own` is what columns mean in this form, where that is not what they usually mean. */
export function guideTo(
  columns: readonly ColumnKey[],
  language: SheetLanguage,
  own?: Readonly<Record<SheetLanguage, Explained>>,
): GuideSheet {
  const { name, headings, before, list } = FRAME[language];
  const explained = { ...EXPLAINED[language], ...own?.[language] };
  const rows = columns.map((key) => {
    const words = wordsOfColumn(key, language);
    const values = words === undefined ? '' : ` ${list}: ${words.join('; ')}.`;
    return [headingOf(key, language), `${explained[key] ?? ''}${values}`];
  });
  return { name, headings, widths: [28, 90], rows: [[language === 'vi' ? 'Chung' : 'In general', before], ...rows] };
}
