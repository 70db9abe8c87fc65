/** Says how much was done from 1 January on, and how much of it in the month. */
import { Period, type ContentFigure } from './content';
import type { FigureBook } from './figure-book';
import type { Composition } from './composition';
import { capitalise, type Locale, type Noun } from './locale';
import { inPeriod, isFirstMonth, namePeriod } from './period-words';

export interface Deed {
  /** The figures' prefix, as `personnel.cases`. */
  prefix: string;
  noun: Noun;
  /** Around the count, as `đã thẩm định … để quyết định`; of none, a whole clause; what there is no figure about. */
  vi: { before: string; after: string; none: string; about: string };
  en: { after: string };
}

/** A sentence for each deed that the briefing has figures of; the period is named once. */
export function sayAllDone(composition: Composition, deeds: readonly Deed[]): (string | null)[] {
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

/** What was done from 1 January on; where nobody has said, in the month. */
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
