/** Says how much was done from 1 January on, and how much of it in the month. */
import { Period, type ContentFigure } from './content';
import type { FigureBook } from './figure-book';
import type { Composition } from './composition';
import { capitalise, type Noun } from './locale';
import { inPeriod, isFirstMonth, namePeriod } from './period-words';

export interface Deed {
  /** The figures' prefix, as `personnel.cases`. */
  prefix: string;
  noun: Noun;
  /** Around the count, as `['thẩm định', 'nhân sự']`; of none, a whole clause. */
  vi: { before: string; after: string; none: string };
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
  return year?.value == null ? (figures.get(`${prefix}.inMonth`) ?? year) : year;
}

function sayDone({ figures, locale }: Composition, deed: Deed, main: ContentFigure, during: string): string {
  const { vi, en, noun } = deed;
  const period = capitalise(during);
  const { value } = main;
  if (value === null) {
    return locale.say(
      `${period}, chưa có số liệu về ${noun.vi} ${vi.after}.`.replace(' .', '.'),
      `${period}, there is no figure yet for ${noun.many} ${en.after}.`.replace(' .', '.'),
    );
  }
  const tail = main.period === Period.YEAR_TO_DATE && value > 0 ? sayMonth(figures.get(`${deed.prefix}.inMonth`)) : '';
  if (value === 0) {
    return locale.say(`${period}, ${vi.none}.`, `${period}, no ${noun.one} was ${en.after}.`);
  }
  const were = locale.agree(value, 'was', 'were');
  return locale.say(
    `${period}, đã ${vi.before} ${locale.count(value, noun)} ${vi.after}`.trim() + `${tail}.`,
    `${period}, ${locale.count(value, noun)} ${were} ${en.after}${tail}.`,
  );

  function sayMonth(part: ContentFigure | undefined): string {
    if (part?.value == null || isFirstMonth(part.asOf)) return '';
    const name = namePeriod(locale, part.period, part.asOf);
    const number = locale.number(part.value);
    return part.value === 0
      ? locale.say(`; riêng ${name} không phát sinh`, `, none of them in ${name}`)
      : locale.say(`; riêng ${name} là ${number}`, `, ${number} of them in ${name}`);
  }
}
