/** The demo's briefing of March 2020, with the figures of the article, and others made from it. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { Period, type BriefingContent, type ContentFigure, type ContentWorkItem } from '../../src/paper/content';
import { NEWEST_FORM } from '../../src/paper/form';
import { percentOf } from '../../src/share';
import { addDays } from '../../src/day';

const CUT_OFF = '2020-02-29';

type Words = readonly [vi: string, en: string];

const UNITS = {
  congresses: ['đại hội', 'congresses'],
  share: ['%', '%'],
  people: ['người', 'people'],
  items: ['đề án, nhiệm vụ', 'projects and tasks'],
  bodies: ['tỉnh, thành phố', 'provinces and cities'],
  cases: ['lượt', 'cases'],
  classes: ['lớp', 'classes'],
} satisfies Record<string, Words>;

function figure(
  id: string,
  value: number | null,
  [vi, en]: Words,
  unit: keyof typeof UNITS,
  period = Period.AT_DATE,
): ContentFigure {
  const [unitVi, unitEn] = UNITS[unit];
  const label = { vi, en };
  const query = { document: 'query { cursor }', variables: {}, path: id };
  return { id, label, definition: label, unit: { vi: unitVi, en: unitEn }, value, period, asOf: CUT_OFF, query };
}

function congresses(prefix: string, [vi, en]: Words, completed: number, planned: number): ContentFigure[] {
  const rate = percentOf(completed, planned);
  return [
    figure(`${prefix}.completed`, completed, [`${vi} đã tổ chức`, `${en} held`], 'congresses'),
    figure(`${prefix}.planned`, planned, [`${vi} theo kế hoạch`, `${en} planned`], 'congresses'),
    figure(`${prefix}.rate`, rate, [`Tỷ lệ ${vi.toLowerCase()} đã tổ chức`, `${en}: share held`], 'share'),
  ];
}

function grade(id: string, [vi, en]: Words, count: number, share: number): ContentFigure[] {
  return [
    figure(`rating.${id}.count`, count, [`Xếp loại ${vi}`, `Rated ${en}`], 'people'),
    figure(`rating.${id}.share`, share, [`Tỷ lệ xếp loại ${vi}`, `Share rated ${en}`], 'share'),
  ];
}

function indicator(
  code: string,
  [vi, en]: Words,
  unit: keyof typeof UNITS,
  month: number,
  year: number,
): ContentFigure[] {
  const name = { vi, en };
  return [
    { ...figure(`${code}.inMonth`, month, [`${vi}, trong tháng`, `${en}, in the month`], unit, Period.IN_MONTH), name },
    {
      ...figure(`${code}.yearToDate`, year, [`${vi}, từ đầu năm`, `${en}, since 1 January`], unit, Period.YEAR_TO_DATE),
      name,
    },
  ];
}

function demoFigures(): ContentFigure[] {
  return [
    ...congresses('congress.pilot.grassroots', ['Đại hội điểm cấp cơ sở', 'Pilot congresses, grassroots'], 295, 1174),
    ...congresses(
      'congress.pilot.upperGrassroots',
      ['Đại hội điểm cấp trên cơ sở', 'Pilot congresses, above'],
      0,
      92,
    ).slice(0, 2),
    ...congresses('congress', ['Đại hội các cấp', 'Congresses'], 295, 53450),
    figure(
      'congress.inMonth',
      201,
      ['Đại hội đã tổ chức trong tháng', 'Congresses held in the month'],
      'congresses',
      Period.IN_MONTH,
    ),
    figure('congress.overdue', 0, ['Đại hội quá hạn', 'Congresses overdue'], 'congresses'),
    ...congresses('congress.level.grassroots', ['Đại hội cấp cơ sở', 'Congresses, grassroots'], 295, 52105),
    ...congresses(
      'congress.level.upperGrassroots',
      ['Đại hội cấp trên cơ sở', 'Congresses, above grassroots'],
      0,
      1277,
    ),
    ...congresses('congress.level.centrallyRun', ['Đại hội trực thuộc Trung ương', 'Congresses, centrally run'], 0, 67),
    figure(
      'rating.finished',
      59,
      ['Tỉnh, thành phố đã hoàn thành đánh giá', 'Provinces and cities finished'],
      'bodies',
    ),
    figure('rating.expected', 63, ['Tỉnh, thành phố phải đánh giá', 'Provinces and cities expected'], 'bodies'),
    figure('rating.people', 816, ['Người được xếp loại', 'People rated'], 'people'),
    ...grade('excellent', ['hoàn thành xuất sắc nhiệm vụ', 'excellent'], 169, 20.7),
    ...grade('good', ['hoàn thành tốt nhiệm vụ', 'good'], 643, 78.8),
    ...grade('satisfactory', ['hoàn thành nhiệm vụ', 'satisfactory'], 0, 0),
    ...grade('unsatisfactory', ['không hoàn thành nhiệm vụ', 'unsatisfactory'], 0, 0),
    ...grade('unnamed', ['không nêu tên', 'in a grade not named'], 4, 0.5),
    ...indicator('personnel.cases', ['Lượt nhân sự được thẩm định', 'Personnel cases appraised'], 'cases', 71, 138),
    ...indicator(
      'personnel.standards',
      ['Trường hợp thẩm định tiêu chuẩn chính trị', 'Political standards appraised'],
      'cases',
      96,
      181,
    ),
    ...indicator('training.classes', ['Lớp bồi dưỡng', 'Training classes'], 'classes', 1, 2),
    ...indicator('training.people', ['Cán bộ được bồi dưỡng', 'Officials trained'], 'people', 44, 86),
    figure('workProgram.total', 10, ['Đề án, nhiệm vụ trong năm', 'Projects and tasks of the year'], 'items'),
    figure(
      'workProgram.completed',
      3,
      ['Đã hoàn thành hoặc cơ bản hoàn thành', 'Completed, or basically completed'],
      'items',
    ),
    figure('workProgram.basicallyCompleted', 3, ['Cơ bản hoàn thành', 'Basically completed'], 'items'),
    figure('workProgram.remaining', 7, ['Còn phải hoàn thành', 'Remaining'], 'items'),
    figure('workProgram.overdue', 0, ['Quá hạn', 'Overdue'], 'items'),
  ];
}

const ITEMS: readonly (readonly [string, string | null, ContentWorkItem['status'], string])[] = [
  [
    'Tổng kết việc sắp xếp tổ chức bộ máy giai đoạn 2017-2019',
    'Review of the reorganization of 2017-2019',
    'BASICALLY_COMPLETED',
    '2020-01-31',
  ],
  [
    'Hướng dẫn khung về quy trình nhân sự cấp ủy',
    'Framework guidance on personnel of committees',
    'BASICALLY_COMPLETED',
    '2020-02-15',
  ],
  [
    'Rà soát quy hoạch cán bộ lãnh đạo, quản lý',
    'Review of the planning of leading officials',
    'BASICALLY_COMPLETED',
    '2020-02-28',
  ],
  [
    'Tiêu chuẩn, số lượng đại biểu dự Đại hội toàn quốc',
    'Criteria and number of delegates to the national congress',
    'IN_PROGRESS',
    '2020-Q1',
  ],
  ['Quy định về kiểm tra tư cách đại biểu', 'Rules on checking credentials of delegates', 'IN_PROGRESS', '2020-Q1'],
  ['Chuẩn bị nội dung tổng kết thi hành Điều lệ', null, 'IN_PROGRESS', '2020-03-20'],
  ['Danh mục vị trí việc làm trong các cơ quan đảng', 'List of posts in the offices', 'NOT_STARTED', '2020-03-31'],
  ['Đề án nâng cao chất lượng sinh hoạt chi bộ', 'Better meetings of cells', 'NOT_STARTED', '2020-04-15'],
  ['Sơ kết công tác quản lý biên chế', null, 'NOT_STARTED', '2020-04-20'],
  ['Báo cáo tiến độ đại hội cấp cơ sở', 'Report on the progress of grassroots congresses', 'NOT_STARTED', '2020-04-30'],
];

const WORK_ITEMS = ITEMS.map(([vi, en, status, due], index): ContentWorkItem => ({
  title: { vi, en },
  kind: index % 3 === 0 ? 'PROJECT' : 'TASK',
  legalBasis: index % 4 === 0 ? 'Chương trình công tác năm 2020' : null,
  submittedTo: (['POLITBURO', 'SECRETARIAT', 'CENTRAL_COMMITTEE'] as const)[index % 3] ?? 'POLITBURO',
  due,
  status,
}));

function listBodies(): BriefingContent['bodies'] {
  const csv = readFileSync(join(__dirname, '..', '..', 'data', 'provinces-2020.csv'), 'utf8');
  const rows = csv.trim().split('\n').slice(1);
  const provinces = rows.map((row, index) => {
    const [, name = '', , kind] = row.split(',');
    const isCity = kind === 'centrally-run city';
    const planned = 500 + ((index * 137) % 700);
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd');
    return {
      name: `Đảng bộ ${isCity ? 'thành phố' : 'tỉnh'} ${name}`,
      nameEn: `Party Organization of ${plain} ${isCity ? 'City' : 'Province'}`,
      planned,
      completed: (index * 7) % 11,
    };
  });
  return [
    ...provinces,
    {
      name: 'Đảng bộ Khối các cơ quan Trung ương',
      nameEn: 'Party Organization of the Bloc of Central Agencies',
      planned: 61,
      completed: 3,
    },
    {
      name: 'Đảng bộ Khối Doanh nghiệp Trung ương',
      nameEn: 'Party Organization of the Bloc of Central Enterprises',
      planned: 1041,
      completed: 12,
    },
    { name: 'Đảng bộ Quân đội', nameEn: 'Party Organization of the Military', planned: 1800, completed: 0 },
    {
      name: 'Đảng bộ Công an Trung ương',
      nameEn: 'Central Party Organization of Public Security',
      planned: 0,
      completed: 0,
    },
  ];
}

/** An S: slow, steep in the middle, slow again. */
function drawTimeline(): BriefingContent['timeline'] {
  return Array.from({ length: 57 }, (_, week) => {
    const day = addDays('2020-01-05', week * 7);
    const due = Math.round(53450 / (1 + Math.exp(-(week - 20) / 2.5)));
    return { day, due, completed: day <= CUT_OFF ? Math.round(295 * (week / 8) ** 2) : null };
  });
}

export function demoBriefing(): BriefingContent {
  return {
    form: NEWEST_FORM,
    month: '2020-03',
    organization: { code: 'VN', name: 'Đảng Cộng sản Việt Nam', nameEn: 'Communist Party of Viet Nam', isRoot: true },
    title: null,
    chairOffice: { vi: 'Ban Tổ chức Trung ương', en: 'Central Organization Commission' },
    campaign: {
      name: 'Đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
      term: '2020-2025',
      directive: 'Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị',
      startsOn: '2020-01-01',
      endsOn: '2021-02-01',
    },
    cutOff: CUT_OFF,
    ratingYear: 2019,
    programYear: 2020,
    figures: demoFigures(),
    workItems: WORK_ITEMS,
    tasks: [
      {
        vi: 'Theo dõi, nắm tình hình đại hội cấp cơ sở, trước hết là các đại hội điểm',
        en: 'Follow the grassroots congresses, the pilots first',
      },
      { vi: 'Hoàn thiện các báo cáo tổng kết trình Ban Chấp hành Trung ương', en: null },
      { vi: 'Rà soát quy hoạch cấp ủy nhiệm kỳ 2020-2025', en: 'Review the planning of committees for 2020-2025' },
    ],
    keyTasks: ['Đại hội', 'Nhân sự', 'Bộ máy', 'Biên chế', 'Cơ sở đảng', 'Đảng viên'].map((each, index) => ({
      vi: `${each}: nhiệm vụ trọng tâm số ${index + 1}`,
      en: `Key task ${index + 1}`,
    })),
    breakthroughs: ['Đánh giá cán bộ', 'Đào tạo theo chức danh', 'Ứng dụng công nghệ thông tin'].map((vi, index) => ({
      vi,
      en: ['Assessing officials', 'Training for the post', 'Information technology'][index] ?? null,
    })),
    timeline: drawTimeline(),
    bodies: listBodies(),
  };
}

/** The briefing of a province: few congresses, one of them the only one of its kind, and no work program. */
export function provinceBriefing(): BriefingContent {
  const demo = demoBriefing();
  const bodies = Array.from({ length: 13 }, (_, index) => ({
    name: `Đảng bộ huyện số ${index + 1} (sinh tự động)`,
    nameEn: `Party Organization of District ${index + 1} (generated)`,
    planned: 40 + index,
    completed: index % 4,
  }));
  return {
    ...demo,
    organization: {
      code: '04',
      name: 'Đảng bộ tỉnh Cao Bằng',
      nameEn: 'Party Organization of Cao Bang Province',
      isRoot: false,
    },
    chairOffice: { vi: 'Ban Tổ chức Tỉnh ủy Cao Bằng', en: null },
    figures: [
      ...congresses('congress.pilot.grassroots', ['Đại hội điểm cấp cơ sở', 'Pilot congresses, grassroots'], 1, 18),
      ...congresses('congress.pilot.upperGrassroots', ['Đại hội điểm cấp trên cơ sở', 'Pilot congresses, above'], 0, 1),
      ...congresses('congress', ['Đại hội các cấp', 'Congresses'], 1, 610),
      figure(
        'congress.inMonth',
        1,
        ['Đại hội đã tổ chức trong tháng', 'Congresses held in the month'],
        'congresses',
        Period.IN_MONTH,
      ),
      figure('congress.overdue', 1, ['Đại hội quá hạn', 'Congresses overdue'], 'congresses'),
      figure('rating.finished', 1, ['Đã hoàn thành đánh giá', 'Finished'], 'bodies'),
      figure('rating.expected', 1, ['Phải đánh giá', 'Expected'], 'bodies'),
      figure('rating.people', 12, ['Người được xếp loại', 'People rated'], 'people'),
      ...grade('excellent', ['hoàn thành xuất sắc nhiệm vụ', 'excellent'], 1, 8.3),
      ...grade('good', ['hoàn thành tốt nhiệm vụ', 'good'], 11, 91.7),
      ...indicator('indicator.party.admissions', ['Đảng viên mới kết nạp', 'New members'], 'people', 31, 60),
    ],
    workItems: [],
    keyTasks: [],
    bodies,
  };
}

export const DRAFT = { status: 'DRAFT', today: CUT_OFF } as const;

export const PUBLISHED = {
  status: 'PUBLISHED',
  publishedOn: '2020-03-05',
  publishedAt: '2020-03-05T02:30:00.000Z',
  cursor: 'Zy3k.1862',
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
} as const;
