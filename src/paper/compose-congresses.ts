/** The part on congresses: pilots, all congresses, a table by level, and two charts. */
import { chartBodies } from './chart-bodies';
import { chartTimeline } from './chart-timeline';
import { type Composition, paragraphOf } from './composition';
import type { Bilingual, Entered } from './content';
import type { Block, Paragraph, Run, Table, Text } from './paper';
import { capitalise, type Locale, type Noun } from './locale';
import { inMonthTold } from './period-words';
import { sayHeld } from './say-held';

const CONGRESS: Noun = { vi: 'đại hội', one: 'congress', many: 'congresses' };

const GRASSROOTS_PILOT: Noun = {
  vi: 'đại hội điểm cấp cơ sở',
  one: 'pilot congress at grassroots level',
  many: 'pilot congresses at grassroots level',
};

const UPPER_PILOT: Noun = {
  vi: 'đại hội điểm cấp trên trực tiếp cơ sở',
  one: 'pilot congress at the level above grassroots',
  many: 'pilot congresses at the level above grassroots',
};

export function composeCongresses(composition: Composition): Block[] {
  return [
    introduce(composition),
    ...sayPilots(composition),
    ...sayAll(composition),
    ...tabulate(composition),
    ...chartTimeline(composition),
    ...chartBodies(composition),
  ];
}

function introduce({ content: { campaign, documents = [] }, locale }: Composition): Paragraph {
  const [from, to] = [locale.day(campaign.startsOn), locale.day(campaign.endsOn)];
  const between = locale.say(
    ` (nhiệm kỳ ${campaign.term}) được tiến hành từ ngày ${from} đến ngày ${to}, theo `,
    `” (term ${campaign.term}) runs from ${from} to ${to}, under `,
  );
  const text: Text = [
    { text: locale.say('', 'The campaign “') },
    { text: campaign.name, ...locale.vietnamese },
    { text: between },
    ...(documents.length === 0 ? [{ text: campaign.directive, ...locale.vietnamese }] : citeAll(locale, documents)),
    { text: '.' },
  ];
  return { kind: 'paragraph', text };
}

/** `a, b and c`. */
function citeAll(locale: Locale, documents: readonly Entered[]): Run[] {
  return documents.flatMap((document, index) => {
    const last = index === documents.length - 1;
    const between = index === 0 ? [] : [{ text: last ? locale.say(' và ', ' and ') : ', ' }];
    return [...between, locale.entered(document)];
  });
}

/** Both sentences share one lead, which says up to which day and where. */
function sayPilots({ content, figures, locale, notes, asOf }: Composition): Block[] {
  const clause = (level: string, noun: Noun): string | null => {
    const prefix = `congress.pilot.${level}`;
    if (!figures.knows(`${prefix}.`)) return null;
    const held = {
      completed: figures.value(`${prefix}.completed`),
      planned: figures.value(`${prefix}.planned`),
      rate: figures.value(`${prefix}.rate`),
      noun,
    };
    return sayHeld(locale, held);
  };
  const clauses = [clause('grassroots', GRASSROOTS_PILOT), clause('upperGrassroots', UPPER_PILOT)];
  const [first, second] = clauses.filter((each) => each !== null);
  if (first === undefined) return [];

  const day = locale.day(asOf);
  const where = content.organization.isRoot
    ? locale.say('trên toàn quốc', 'nationwide')
    : `${locale.say('tại', 'in')} ${locale.organization(content.organization)}`;
  const lead = locale.say(`Tính đến hết ngày ${day}, ${where}`, `As of ${day}, ${where},`);
  const note = explainPilots({ figures, locale, notes });
  const text: Text = [
    { text: `${lead} ${first}.`, ...(note === null ? {} : { note }) },
    ...(second === undefined ? [] : [{ text: ` ${capitalise(second)}.` }]),
  ];
  return [{ kind: 'paragraph', text }];
}

/** The number of the footnote; null where there is nothing to explain. */
function explainPilots({ figures, locale, notes }: Pick<Composition, 'figures' | 'locale' | 'notes'>): number | null {
  const completed = figures.value('congress.pilot.grassroots.completed') ?? 0;
  if (completed === 0 || figures.value('congress.pilot.grassroots.planned') === null) return null;
  const number = locale.number(completed);
  return notes.add(
    locale.say(
      `Số đại hội điểm đã tổ chức (${number}) được tính gộp trong tổng số theo kế hoạch.`,
      completed === 1
        ? 'The pilot congress held is counted among those planned.'
        : `The ${number} pilot congresses held are counted among those planned.`,
    ),
  );
}

function sayAll({ content, figures, form, locale }: Composition): Block[] {
  const [completed, planned] = [figures.value('congress.completed'), figures.value('congress.planned')];
  const rate = figures.value('congress.rate');
  const known = figures.get('congress.completed') ?? figures.get('congress.planned');
  const held = sayHeld(locale, { completed, planned, rate, noun: CONGRESS });
  const month = figures.get('congress.inMonth');
  const overdue = figures.value('congress.overdue');
  return paragraphOf(
    known === undefined ? null : `${locale.say('Tính chung các cấp,', 'At all levels together,')} ${held}.`,
    known?.unknown === undefined ? null : locale.say(known.unknown.vi, known.unknown.en),
    month?.value == null ? null : sayInMonth(inMonthTold(locale, form.monthTold(content), month.asOf), month.value),
    overdue === null ? null : sayOverdue(overdue),
  );

  function sayInMonth(period: string, value: number): string {
    const have = locale.agree(value, 'was', 'were');
    return capitalise(
      value === 0
        ? locale.say(`${period}, không có đại hội nào được tổ chức.`, `${period}, no congress was held.`)
        : locale.say(
            `${period}, đã tổ chức ${locale.count(value, CONGRESS)}.`,
            `${period}, ${locale.count(value, CONGRESS)} ${have} held.`,
          ),
    );
  }

  function sayOverdue(value: number): string {
    if (value === 0) return locale.say('Không có đại hội nào quá hạn.', 'No congress is overdue.');
    return locale.say(
      `Có ${locale.count(value, CONGRESS)} đã quá hạn mà chưa được tổ chức.`,
      `${locale.count(value, CONGRESS)} ${locale.agree(value, 'is', 'are')} overdue.`,
    );
  }
}

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

/** From two rows on: a single one says no more than the sentence above it. */
function tabulate({ figures, form, locale }: Composition): Table[] {
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
  const rows = PROGRESS_ROWS.filter(({ prefix }) => isKnown(prefix)).map(({ prefix, name, within }): Text[] => {
    const { vi, en } = within !== undefined && isKnown(within.prefix) ? within.name : name;
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
