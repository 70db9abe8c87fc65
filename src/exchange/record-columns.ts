/** The columns of the sheets of records: values of indicators, ratings and declared totals. */
import { column, type SheetColumn } from './column';

export const RECORD_COLUMNS = {
  indicator: column(
    'indicator',
    'mã chỉ tiêu',
    'mã CT | mã số chỉ tiêu | ký hiệu chỉ tiêu | mã tiêu chí | indicator code | code of indicator',
  ),
  indicatorName: column(
    'indicatorName',
    'tên chỉ tiêu',
    'chỉ tiêu | nội dung chỉ tiêu | tiêu chí | tên tiêu chí | indicator name | name of indicator',
  ),
  unitOfMeasure: column('unitOfMeasure', 'đơn vị tính', 'ĐVT | đv tính | unit of measure | measured in'),
  month: column(
    'month',
    'tháng',
    'tháng, năm | tháng năm | tháng báo cáo | tháng số liệu | kỳ | kỳ báo cáo | kỳ số liệu | period | reporting month',
  ),
  value: column(
    'value',
    'giá trị',
    'số liệu | số lượng | thực hiện | số thực hiện | kết quả thực hiện | count | amount | number of cases',
  ),
  year: column('year', 'năm', 'năm đánh giá | năm xếp loại | năm báo cáo | rated year | year of rating'),
  finishedOn: column(
    'finishedOn',
    'ngày hoàn thành',
    'ngày hoàn thành đánh giá | ngày hoàn thành xếp loại | ngày hoàn thành đánh giá, xếp loại | ngày hoàn thành việc đánh giá, xếp loại | hoàn thành ngày | ngày kết thúc đánh giá | finished | finished on | day finished | date finished',
  ),
  excellent: column(
    'excellent',
    'hoàn thành xuất sắc nhiệm vụ',
    'hoàn thành xuất sắc | HTXSNV | HTXS | xuất sắc | số hoàn thành xuất sắc nhiệm vụ | số hoàn thành xuất sắc | completed excellently',
  ),
  good: column(
    'good',
    'hoàn thành tốt nhiệm vụ',
    'hoàn thành tốt | HTTNV | HTT | tốt | số hoàn thành tốt nhiệm vụ | số hoàn thành tốt | completed well',
  ),
  satisfactory: column(
    'satisfactory',
    'hoàn thành nhiệm vụ',
    'hoàn thành | HTNV | HT | số hoàn thành nhiệm vụ | completed their tasks',
  ),
  unsatisfactory: column(
    'unsatisfactory',
    'không hoàn thành nhiệm vụ',
    'không hoàn thành | KHTNV | KHT | chưa hoàn thành nhiệm vụ | số không hoàn thành nhiệm vụ | số không hoàn thành | not completed',
  ),
  unnamed: column(
    'unnamed',
    'mức khác, không nêu cụ thể',
    'mức khác | không nêu cụ thể | không rõ mức | chưa rõ mức | không nêu mức xếp loại | grade not named | other grades',
  ),
} satisfies Record<string, SheetColumn>;
