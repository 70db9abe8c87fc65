/** The four indicators of the demo country, as the centre defines them. */

export interface DemoIndicator {
  code: string;
  name: string;
  nameEn: string;
  unit: string;
  unitEn: string;
  description: string;
  /** Who reports the values: the centrally-run bodies, each for itself, or the centre alone. */
  countedBy: 'BODIES' | 'CENTRE';
  /** Published: January and February 2020 together. */
  firstTwoMonths: number;
  /** Over all organizations in a month after those; of one class where they are people in classes. */
  later: { least: number; most: number; classes?: string };
  /** Code of a body that counts too much in January, and corrects it. */
  mistaken?: string;
}

const GENERATED =
  'Tổng hai tháng đầu năm 2020 theo số liệu đã công bố; phân bổ theo tháng và theo đơn vị là dữ liệu mô phỏng, các tháng sau cũng vậy. / The sum of January and February 2020 is published; its split by month and body is generated (generated split), and so are all later months.';

export const DEMO_INDICATORS: readonly DemoIndicator[] = [
  {
    code: 'personnel.cases',
    name: 'Lượt nhân sự được thẩm định, trình quyết định bổ nhiệm',
    nameEn: 'Personnel cases appraised for appointment decisions',
    unit: 'lượt nhân sự',
    unitEn: 'cases',
    description: `Tính theo lượt, không theo người. / Cases, not persons. ${GENERATED}`,
    countedBy: 'BODIES',
    firstTwoMonths: 138,
    later: { least: 60, most: 95 },
    mistaken: '04',
  },
  {
    code: 'personnel.standards',
    name: 'Trường hợp được thẩm định tiêu chuẩn chính trị',
    nameEn: 'Appraisals of political standards',
    unit: 'trường hợp',
    unitEn: 'cases',
    description: `Tính theo trường hợp, không theo người. / Cases, not persons. ${GENERATED}`,
    countedBy: 'BODIES',
    firstTwoMonths: 181,
    later: { least: 80, most: 125 },
  },
  {
    code: 'training.classes',
    name: 'Lớp bồi dưỡng cán bộ đã mở',
    nameEn: 'Training classes held for officials',
    unit: 'lớp',
    unitEn: 'classes',
    description: `Các lớp do Trung ương mở. / Classes that the centre held. ${GENERATED}`,
    countedBy: 'CENTRE',
    firstTwoMonths: 2,
    later: { least: 1, most: 5 },
  },
  {
    code: 'training.people',
    name: 'Cán bộ được bồi dưỡng',
    nameEn: 'Officials trained',
    unit: 'cán bộ',
    unitEn: 'officials',
    description: `Học viên của các lớp do Trung ương mở. / Those who attended the classes that the centre held. ${GENERATED}`,
    countedBy: 'CENTRE',
    firstTwoMonths: 86,
    later: { least: 36, most: 48, classes: 'training.classes' },
  },
];
