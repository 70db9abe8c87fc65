/** The table of congresses by level. */
import type { Composition } from './composition';
import type { Bilingual } from './content';
import type { Table, Text } from './paper';

interface ProgressRow {
  /** Of the ids of its figures. */
  prefix: string;
  name: Bilingual;
  /** The row above, of whose congresses these are some, and what they are called below it. */
  within?: { prefix: string; name: Bilingual };
}

const AMONG: Bilingual = { vi: '– trong đó: đại hội điểm', en: '– of these: pilots' };

/** Rows of the table of progress. */
const PROGRESS_ROWS: readonly ProgressRow[] = [
  { prefix: 'congress.level.grassroots', name: { vi: 'Cấp cơ sở', en: 'Grassroots' } },
  {
    prefix: 'congress.pilot.grassroots',
    name: { vi: 'Đại hội điểm cấp cơ sở', en: 'Pilots, grassroots' },
    within: { prefix: 'congress.level.grassroots', name: AMONG },
  },
  { prefix: 'congress.level.upperGrassroots', name: { vi: 'Cấp trên trực tiếp cơ sở', en: 'Above grassroots' } },
  {
    prefix: 'congress.pilot.upperGrassroots',
    name: { vi: 'Đại hội điểm cấp trên trực tiếp cơ sở', en: 'Pilots, above grassroots' },
    within: { prefix: 'congress.level.upperGrassroots', name: AMONG },
  },
  { prefix: 'congress.level.centrallyRun', name: { vi: 'Trực thuộc Trung ương', en: 'Centrally run' } },
  { prefix: 'congress', name: { vi: 'Tổng cộng', en: 'Total' } },
];

/** Whether all congresses are of the lowest level: a grassroots body and its cells. */
export function hasOneLevel({ figures, form }: Composition): boolean {
  const [lower, upper] = ['grassroots', 'upperGrassroots'].map((level) => figures.knows(`congress.level.${level}.`));
  return !form.tellsLevelsAbove && lower === true && upper === false;
}

/** A body with one level mostly has none; elsewhere that there are none is said. */
export function tellsPilots(composition: Composition): boolean {
  return !hasOneLevel(composition) || (composition.figures.value('congress.pilot.grassroots.planned') ?? 0) > 0;
}

function repeatsTotal(composition: Composition, prefix: string): boolean {
  if (!hasOneLevel(composition)) return false;
  return prefix.startsWith('congress.level.') || (prefix.startsWith('congress.pilot.') && !tellsPilots(composition));
}

/** From two rows on: a single one says no more than the sentence above it. */
export function tabulateLevels(composition: Composition): Table[] {
  const { figures, form, locale } = composition;
  const cell = (id: string): Text => {
    const value = figures.value(id);
    return [{ text: value === null ? '–' : locale.number(value) }];
  };
  const rateOf = (prefix: string): string => {
    const [completed, planned] = [figures.value(`${prefix}.completed`), figures.value(`${prefix}.planned`)];
    const rate = completed === null || planned === null ? null : form.shareOfBody(completed, planned);
    const share = figures.value(`${prefix}.rate`) ?? rate;
    return share === null ? '–' : locale.percent(share);
  };
  const isKnown = (prefix: string): boolean =>
    ['planned', 'completed'].some((each) => figures.get(`${prefix}.${each}`) !== undefined);
  const isTold = (prefix: string): boolean => isKnown(prefix) && !repeatsTotal(composition, prefix);
  const rows = PROGRESS_ROWS.filter(({ prefix }) => isTold(prefix)).map(({ prefix, name, within }): Text[] => {
    const { vi, en } = within !== undefined && isTold(within.prefix) ? within.name : name;
    const weight = prefix === 'congress' ? { strong: true as const } : {};
    return [
      [{ text: locale.say(vi, en), ...weight }],
      cell(`${prefix}.planned`),
      cell(`${prefix}.completed`),
      [{ text: rateOf(prefix) }],
    ];
  });
  if (rows.length < 2) return [];
  const columns = [
    { title: locale.say('Cấp', 'Level'), align: 'left', share: 46 },
    { title: locale.say('Kế hoạch', 'Planned'), align: 'right', share: 18 },
    { title: locale.say('Đã tổ chức', 'Held'), align: 'right', share: 18 },
    { title: locale.say('Tỷ lệ', 'Share'), align: 'right', share: 18 },
  ] as const;
  return [
    {
      kind: 'table',
      caption: locale.say('Tiến độ đại hội theo cấp', 'Congresses by level'),
      columns,
      rows,
      long: false,
    },
  ];
}
