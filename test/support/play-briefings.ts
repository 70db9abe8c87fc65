/** A small campaign of one's own with everything in it that briefings are made of, and some that are published: from the example's files, then over the API. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Role } from '../../src/access/viewer';
import { toGlobalId } from '../../src/api/node';
import { importTexts } from './import-texts';
import { post, requireData, startOn, tokenFor } from './start-test-app';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'campaign');
const FILES = ['campaign.json', 'organizations.csv', 'plans.csv', 'reports.csv'];

/** Which are published: month, organization, and what is entered for them before. */
export const PUBLISHED_BRIEFINGS = [
  { month: '2025-03', organization: 'TW' },
  { month: '2025-04', organization: 'TW' },
  {
    month: '2025-04',
    organization: 'AH',
    // In the month of the briefing itself: what it counts begins in the month before.
    cutOff: '2025-04-10',
    title: { vi: 'Giao ban “đặc biệt” <số 1> & *khẩn*', en: null },
    chairOffice: { vi: 'Thường trực Tỉnh ủy', en: 'Standing committee of the province' },
    tasks: [{ vi: 'Rà soát | hoàn thiện _văn kiện_', en: 'Go through the documents' }, { vi: 'Nhân sự' }],
    keyTasks: [{ vi: 'Đại hội' }],
    breakthroughs: [{ vi: 'Chuyển đổi số', en: 'Going digital' }],
  },
  { month: '2025-04', organization: 'AH.CT', cutOff: '2025-03-20' },
  { month: '2025-04', organization: 'AH.TP.01' },
] as const;

const SUMS = { overOrganizations: 'SUM', overMonths: 'SUM' };
const INDICATORS = [
  ['personnel.cases', 'Lượt nhân sự', 'Personnel cases', SUMS],
  ['personnel.transfers', 'Điều động', 'Transfers', SUMS],
  ['training.people', 'Cán bộ được bồi dưỡng', 'Officials trained', SUMS],
  ['party.admissions', 'Kết nạp đảng viên', 'Admissions', SUMS],
  ['average.age', 'Tuổi bình quân', 'Average age', { overOrganizations: 'AVERAGE', overMonths: 'AVERAGE' }],
] as const;

const VALUES = [
  ...(['2025-01', '2025-02', '2025-03'] as const).flatMap((month, index) => [
    { organization: 'AH', code: 'personnel.cases', month, value: 7 * index },
    { organization: 'AH.CT', code: 'personnel.transfers', month, value: 3 + index },
    { organization: 'AH.01', code: 'training.people', month, value: 1_240 + index },
    { organization: 'AH.TP', code: 'party.admissions', month, value: 12 * index },
  ]),
  ...['AH.01', 'AH.CT.01', 'AH.TP.01'].map((organization, index) => ({
    ...{ organization, code: 'average.age', month: '2025-03' },
    value: 40 + index * index,
  })),
];

/** Of five thousand people all but one: of such a share, and of the one's, rounding alone would make all and none. */
const RATING = { excellent: 4_999, good: 0, satisfactory: 0, unsatisfactory: 1, unnamed: 0 };

const ITEMS = [
  {
    kind: 'PROJECT',
    submittedTo: 'POLITBURO',
    title: 'Đề án tinh gọn bộ máy',
    titleEn: 'Project on a lean apparatus',
    dueQuarter: 1,
  },
  {
    kind: 'TASK',
    submittedTo: 'SECRETARIAT',
    title: 'Tổng kết nhiệm kỳ',
    legalBasis: 'Kế hoạch số 1',
    dueOn: '2025-03-15',
  },
  {
    kind: 'TASK',
    submittedTo: 'SECRETARIAT',
    title: 'Rà soát quy hoạch',
    titleEn: 'Review of planning',
    dueQuarter: 2,
  },
];

/** Carries out all of it in an empty, migrated database; the briefings are published at the end, in their order. */
export async function playBriefings(dataSource: DataSource, url: string): Promise<void> {
  const texts = await Promise.all(FILES.map(async (name) => [name, await readFile(join(EXAMPLE, name))] as const));
  await importTexts(dataSource, Object.fromEntries(texts));
  const app = await startOn(url);
  try {
    const token = await tokenFor(Role.ADMIN, 'TW');
    for (const [mutation, input] of listMutations()) {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
      const selection = mutation === 'recordIndicatorValues' ? 'accepted' : 'position';
      const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
      requireData(await post(app.url, document, { input }, token));
    }
  } finally {
    await app.close();
  }
}

type Step = readonly [mutation: string, input: object];

function listMutations(): Step[] {
  const reason = 'Đính chính';
  const defined = INDICATORS.map(([code, name, nameEn, adding]): Step => {
    return ['addIndicator', { code, name, nameEn, unit: 'người', unitEn: 'people', ...adding }];
  });
  const items = ITEMS.map((item): Step => ['addWorkItem', { organization: 'TW', year: 2025, ...item }]);
  const [first, ...later] = PUBLISHED_BRIEFINGS.flatMap(({ month, organization, ...entered }): Step[] => [
    ...(Object.keys(entered).length === 0
      ? []
      : [['changeBriefing', { month, organization, ...entered }] satisfies Step]),
    ['publishBriefing', { month, organization }],
  ]);
  return [
    ...items,
    ['recordRating', { organization: 'AH', year: 2024, finishedOn: '2025-02-20', ...RATING }],
    first!,
    ['turnDay', { to: '2025-03-31' }],
    ['reportCongressCompleted', { organization: 'AH.TP.01', heldOn: '2025-03-30' }],
    ['setWorkItemStatus', { workItemId: toGlobalId('WorkItem', 1), status: 'BASICALLY_COMPLETED' }],
    ['turnDay', { to: '2025-04-10' }],
    ['reportCongressCompleted', { organization: 'AH.01', heldOn: '2025-04-09', delegatesSummoned: 80 }],
    ['postponeCongress', { organization: 'AH.TP.02', reason }],
    ...defined,
    ['recordIndicatorValues', { values: VALUES }],
    ...later,
  ];
}
