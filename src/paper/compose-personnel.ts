/** The parts on what was done for officials: personnel cases, training. */
import { tabulateIndicators } from './compose-indicators';
import { type Composition, type FigureBook, paragraphOf } from './composition';
import { type ContentFigure, Period } from './content';
import type { Block } from './paper';
import { type Locale, type Noun } from './locale';
import { capitalise } from '../text/capitalise';
import { inPeriod, isFirstMonth, namePeriod } from './period-words';

const CASES: Deed = {
  prefix: 'personnel.cases',
  noun: { vi: 'lượt nhân sự', one: 'personnel case', many: 'personnel cases' },
  vi: {
    before: 'thẩm định',
    after: 'để cấp có thẩm quyền xem xét, quyết định',
    none: 'không phát sinh lượt thẩm định nhân sự nào',
    about: 'thẩm định nhân sự',
  },
  en: { after: 'appraised for decisions on appointment' },
};

const STANDARDS: Deed = {
  prefix: 'personnel.standards',
  noun: { vi: 'trường hợp', one: 'case', many: 'cases' },
  vi: {
    before: 'thẩm định',
    after: 'về tiêu chuẩn chính trị',
    none: 'không phát sinh trường hợp nào phải thẩm định tiêu chuẩn chính trị',
    about: 'thẩm định tiêu chuẩn chính trị',
  },
  en: { after: 'appraised for political standards' },
};

const CLASSES: Deed = {
  prefix: 'training.classes',
  noun: { vi: 'lớp bồi dưỡng', one: 'training class', many: 'training classes' },
  vi: { before: 'tổ chức', after: '', none: 'chưa tổ chức lớp bồi dưỡng nào', about: 'các lớp bồi dưỡng' },
  en: { after: 'held' },
};

const TRAINED: Deed = {
  prefix: 'training.people',
  noun: { vi: 'cán bộ', one: 'official', many: 'officials' },
  vi: {
    before: 'có',
    after: 'được bồi dưỡng',
    none: 'chưa có cán bộ nào được bồi dưỡng',
    about: 'số cán bộ được bồi dưỡng',
  },
  en: { after: 'trained' },
};

export function composePersonnel(composition: Composition): Block[] {
  return compose(composition, 'personnel.', [CASES, STANDARDS]);
}

export function composeTraining(composition: Composition): Block[] {
  return compose(composition, 'training.', [CLASSES, TRAINED]);
}

/** The usual indicators in sentences, those that users added in a table. */
function compose(composition: Composition, prefix: string, deeds: readonly Deed[]): Block[] {
  const isSaid = (id: string): boolean => deeds.some((deed) => id.startsWith(`${deed.prefix}.`));
  const others = composition.content.figures.filter(({ id }) => id.startsWith(prefix) && !isSaid(id));
  return [
    ...paragraphOf(...sayAllDone(composition, deeds)),
    ...(composition.form.tellsAllIndicators ? tabulateIndicators(composition, others) : []),
  ];
}

interface Deed {
  /** The figures' prefix, such as `personnel.cases`. */
  prefix: string;
  noun: Noun;
  /** The words around the count (`đã thẩm định … để quyết định`); a whole clause for none; what there is no figure about. */
  vi: { before: string; after: string; none: string; about: string };
  en: { after: string };
}

/** A sentence for each deed that the briefing has figures of; the period is named once. */
function sayAllDone(composition: Composition, deeds: readonly Deed[]): (string | null)[] {
  let before: string | undefined;
  return deeds.map((deed) => {
    const main = mainFigure(composition.figures, deed);
    if (main === undefined) return null;
    const period = inPeriod(composition.locale, main.period, main.asOf);
    const same = composition.locale.say('cùng thời gian này', 'in the same period');
    const sentence = sayDone(composition, deed, main, period === before ? same : period);
    before = period;
    return sentence;
  });
}

/** What was done from 1 January on; where nobody has reported that, in the month. */
function mainFigure(figures: FigureBook, { prefix }: Deed): ContentFigure | undefined {
  const year = figures.get(`${prefix}.yearToDate`);
  const month = figures.get(`${prefix}.inMonth`);
  return year?.value == null && month?.value != null ? month : (year ?? month);
}

function sayDone({ figures, locale }: Composition, deed: Deed, main: ContentFigure, during: string): string {
  const { vi, en, noun } = deed;
  const period = capitalise(during);
  const { value } = main;
  if (value === null) {
    return locale.say(
      `${period}, chưa có số liệu về ${vi.about}.`,
      `${period}, there is no figure yet for ${noun.many} ${en.after}.`,
    );
  }
  if (value === 0) return locale.say(`${period}, ${vi.none}.`, `${period}, no ${noun.one} was ${en.after}.`);
  const part = main.period === Period.YEAR_TO_DATE ? figures.get(`${deed.prefix}.inMonth`) : undefined;
  const tail = sayPart(locale, noun, value, part);
  const were = locale.agree(value, 'was', 'were');
  const done = `đã ${vi.before} ${locale.count(value, noun)} ${vi.after}`.trim();
  return locale.say(
    `${period}, ${done}${tail}.`,
    `${period}, ${locale.count(value, noun)} ${were} ${en.after}${tail}.`,
  );
}

/** How much of the whole falls into the month: none, some, or all. */
function sayPart(locale: Locale, noun: Noun, whole: number, part: ContentFigure | undefined): string {
  if (part?.value == null || isFirstMonth(part.asOf)) return '';
  const name = namePeriod(locale, part.period, part.asOf);
  if (part.value === 0) {
    const none = whole === 1 ? `, but not in ${name}` : `, none of them in ${name}`;
    return locale.say(`; riêng ${name} không phát sinh`, none);
  }
  if (part.value === whole) {
    if (whole === 1) return ` (${name})`;
    return locale.say(`, đều trong ${name}`, `, all of them in ${name}`);
  }
  const number = locale.number(part.value);
  return locale.say(`; riêng ${name} là ${locale.count(part.value, noun)}`, `, ${number} of them in ${name}`);
}
