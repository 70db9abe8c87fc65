/** Lists the ten invented items of the work program of 2020 of the demo country, with what becomes of them. */
import type { Day } from '../day';
import type { CentralBody, WorkItemKind, WorkItemStatus } from '../work-program/work-item-words';

/** Something that changes an item; it is recorded on its day. */
export interface DemoStep {
  on: Day;
  status?: keyof typeof WorkItemStatus;
  /** A new last day, for a reason. */
  dueOn?: Day;
  reason?: string;
}

export interface DemoWorkItem {
  kind: keyof typeof WorkItemKind;
  title: string;
  titleEn: string;
  submittedTo: keyof typeof CentralBody;
  dueQuarter?: number;
  dueOn?: Day;
  steps: readonly DemoStep[];
}

const BASICALLY = 'BASICALLY_COMPLETED';
const EPIDEMIC = 'Lùi thời hạn trình do phải hoãn hội nghị lấy ý kiến để phòng, chống dịch COVID-19';

/** The first three are basically completed by 29 February 2020; the others are due in March and in the first weeks of the second quarter. */
export const DEMO_WORK_ITEMS: readonly DemoWorkItem[] = [
  {
    kind: 'TASK',
    title: 'Hướng dẫn nghiệp vụ một số nội dung về công tác nhân sự cấp ủy tại đại hội đảng bộ các cấp',
    titleEn: 'Technical guidance on personnel work for the committees to be elected by party congresses',
    submittedTo: 'SECRETARIAT',
    dueOn: '2020-03-10',
    steps: [
      { on: '2020-01-06', status: 'IN_PROGRESS' },
      { on: '2020-02-14', status: BASICALLY },
      { on: '2020-03-09', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'PROJECT',
    title: 'Đề án về tiêu chí, quy trình đánh giá cán bộ lãnh đạo, quản lý các cấp',
    titleEn: 'Project on criteria and procedure for assessing leading officials at all levels',
    submittedTo: 'POLITBURO',
    dueQuarter: 1,
    steps: [
      { on: '2020-01-08', status: 'IN_PROGRESS' },
      { on: '2020-02-21', status: BASICALLY },
      { on: '2020-03-26', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'PROJECT',
    title: 'Đề án sắp xếp tổ chức bộ máy các cơ quan tham mưu, giúp việc cấp ủy',
    titleEn: 'Project on rearranging the advisory and supporting bodies of party committees',
    submittedTo: 'POLITBURO',
    dueQuarter: 1,
    steps: [
      { on: '2020-01-13', status: 'IN_PROGRESS' },
      { on: '2020-02-27', status: BASICALLY },
      { on: '2020-03-30', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'TASK',
    title: 'Báo cáo tổng hợp kết quả đánh giá, xếp loại chất lượng năm 2019 của các đảng bộ trực thuộc Trung ương',
    titleEn: 'Summary report on the quality rating of 2019 of the centrally-run party organizations',
    submittedTo: 'SECRETARIAT',
    dueOn: '2020-03-20',
    steps: [
      { on: '2020-02-03', status: 'IN_PROGRESS' },
      { on: '2020-03-18', status: BASICALLY },
      { on: '2020-03-31', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'TASK',
    title: 'Sơ kết đại hội điểm ở cơ sở và rút kinh nghiệm chỉ đạo đại hội đảng bộ các cấp',
    titleEn: 'Interim review of the pilot congresses at the grassroots and lessons for directing the others',
    submittedTo: 'SECRETARIAT',
    dueQuarter: 1,
    steps: [
      { on: '2020-02-17', status: 'IN_PROGRESS' },
      { on: '2020-03-27', status: BASICALLY },
      { on: '2020-04-10', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'PROJECT',
    title: 'Đề án luân chuyển cán bộ gắn với chuẩn bị nhân sự đại hội đảng bộ các cấp',
    titleEn: 'Project on rotating officials in preparation for the congresses at all levels',
    submittedTo: 'POLITBURO',
    dueQuarter: 1,
    steps: [
      { on: '2020-02-05', status: 'IN_PROGRESS' },
      { on: '2020-03-31', status: BASICALLY },
      { on: '2020-04-24', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'TASK',
    title: 'Hướng dẫn công tác kết nạp đảng viên và nâng cao chất lượng sinh hoạt chi bộ',
    titleEn: 'Guidance on admitting members and on better meetings of party cells',
    submittedTo: 'SECRETARIAT',
    dueOn: '2020-03-31',
    steps: [
      { on: '2020-02-10', status: 'IN_PROGRESS' },
      { on: '2020-03-25', dueOn: '2020-04-15', reason: EPIDEMIC },
      { on: '2020-04-14', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'PROJECT',
    title: 'Đề án xây dựng đội ngũ cán bộ nguồn nhiệm kỳ 2020-2025 và nhiệm kỳ 2025-2030',
    titleEn: 'Project on building up a reserve of officials for the terms 2020-2025 and 2025-2030',
    submittedTo: 'CENTRAL_COMMITTEE',
    dueOn: '2020-04-20',
    steps: [
      { on: '2020-02-24', status: 'IN_PROGRESS' },
      { on: '2020-04-17', status: BASICALLY },
      { on: '2020-05-08', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'PROJECT',
    title: 'Đề án đổi mới nội dung, phương pháp bồi dưỡng cán bộ làm công tác tổ chức xây dựng Đảng',
    titleEn: 'Project on renewing the training of officials in organization and party building',
    submittedTo: 'SECRETARIAT',
    dueOn: '2020-04-15',
    steps: [
      { on: '2020-03-05', status: 'IN_PROGRESS' },
      { on: '2020-04-14', status: BASICALLY },
      { on: '2020-05-15', status: 'COMPLETED' },
    ],
  },
  {
    kind: 'TASK',
    title: 'Báo cáo tình hình chuẩn bị đại hội đảng bộ trực thuộc Trung ương',
    titleEn: 'Report on how the congresses of the centrally-run party organizations are being prepared',
    submittedTo: 'POLITBURO',
    dueOn: '2020-04-30',
    steps: [
      { on: '2020-03-16', status: 'IN_PROGRESS' },
      { on: '2020-04-28', status: 'COMPLETED' },
    ],
  },
];
