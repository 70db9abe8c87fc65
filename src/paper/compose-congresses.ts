/** The part on congresses: pilots, all congresses, a table by level, and two charts. */
import { chartBodies } from './chart-bodies';
import { chartTimeline } from './chart-timeline';
import { type Composition, paragraphOf } from './composition';
import type { Bilingual, BriefingContent, Entered } from './content';
import type { Block, Paragraph, Run, Text } from './paper';
import { inBothLanguages, type Locale, type Noun } from './locale';
import { capitalise } from '../text/capitalise';
import { inMonthTold } from './period-words';
import { sayHeld } from './say-held';
import { hasOneLevel, tabulateLevels, tellsPilots } from './tabulate-levels';

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
    ...tabulateLevels(composition),
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
function sayPilots(composition: Composition): Block[] {
  const { figures, locale, notes } = composition;
  if (!tellsPilots(composition)) return [];
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

  const lead = sayWhere(composition);
  const note = explainPilots({ figures, locale, notes });
  const text: Text = [
    { text: `${lead} ${first}.`, ...(note === null ? {} : { note }) },
    ...(second === undefined ? [] : [{ text: ` ${capitalise(second)}.` }]),
  ];
  return [{ kind: 'paragraph', text }];
}

function sayWhere({
  content: { organization },
  locale,
  asOf,
}: Pick<Composition, 'content' | 'locale' | 'asOf'>): string {
  const day = locale.day(asOf);
  const where = organization.where ?? whereBefore(organization);
  return locale.say(`Tính đến hết ngày ${day}, ${where.vi}`, `As of ${day}, ${where.en},`);
}

/** As it was said before the third form. */
function whereBefore(organization: BriefingContent['organization']): Bilingual {
  if (organization.isRoot) return { vi: 'trên toàn quốc', en: 'nationwide' };
  return inBothLanguages((locale) => `${locale.say('tại', 'in')} ${locale.organization(organization)}`);
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

/** Of a body with one level alone, and without pilots, this is the first sentence. */
function sayTogether(composition: Composition): string {
  const { locale } = composition;
  if (!hasOneLevel(composition)) return locale.say('Tính chung các cấp,', 'At all levels together,');
  return tellsPilots(composition) ? locale.say('Tính chung,', 'In all,') : sayWhere(composition);
}

function sayAll(composition: Composition): Block[] {
  const { content, figures, form, locale } = composition;
  const [completed, planned] = [figures.value('congress.completed'), figures.value('congress.planned')];
  const rate = figures.value('congress.rate');
  const known = figures.get('congress.completed') ?? figures.get('congress.planned');
  const held = sayHeld(locale, { completed, planned, rate, noun: CONGRESS });
  const month = figures.get('congress.inMonth');
  const overdue = figures.value('congress.overdue');
  return paragraphOf(
    known === undefined ? null : `${sayTogether(composition)} ${held}.`,
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
