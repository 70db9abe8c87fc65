/** Composes a briefing as a document: its head, the parts in the order of the agenda, the annex, and what stands in small print. */
import { lastDayOf } from '../month';
import { Period, type BriefingContent, type Language, type Publication } from './content';
import { cleanTexts } from './clean-text';
import { composeAnnex } from './compose-annex';
import { composeCongresses } from './compose-congresses';
import { composeIndicators } from './compose-indicators';
import { composePersonnel, composeTraining } from './compose-personnel';
import { composeRating } from './compose-rating';
import { composeTasks } from './compose-tasks';
import { composeWorkProgram } from './compose-work-program';
import type { Composition } from './composition';
import type { Block, BriefingDocument, Run } from './document';
import { FigureBook } from './figure-book';
import { Footnotes } from './footnotes';
import { formOf } from './form';
import { Locale } from './locale';
import { namePeriod } from './period-words';
import { printSmall, sayStanding } from './say-standing';
import { sectionsOf, type BriefingSectionKind } from './sections';
import { usualTitle } from './usual-title';

const COMPOSERS: Readonly<Record<BriefingSectionKind, (composition: Composition) => readonly Block[]>> = {
  CONGRESSES: composeCongresses,
  RATING: composeRating,
  PERSONNEL: composePersonnel,
  TRAINING: composeTraining,
  WORK_PROGRAM: composeWorkProgram,
  OTHER_INDICATORS: composeIndicators,
  TASKS: composeTasks,
};
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

export function composeDocument(entered: BriefingContent, standing: Publication, language: Language): BriefingDocument {
  const content = cleanTexts(entered);
  const locale = new Locale(language);
  const notes = new Footnotes();
  const figures = new FigureBook(content);
  const asOf = figures.get('congress.planned')?.asOf ?? content.cutOff;
  const composition: Composition = { content, figures, locale, notes, form: formOf(content), asOf };
  const blocks = [...composeSections(composition), ...composeLast(composition)];
  const office = locale.entered(content.chairOffice);
  const title = titleOf(composition);
  const { name, nameEn, isRoot } = content.organization;
  return {
    language,
    office,
    organization: isRoot ? null : locale.entered({ vi: name, en: nameEn }),
    mark: standing.status === 'DRAFT' ? locale.say('DỰ THẢO', 'DRAFT') : null,
    standing: sayStanding(composition, cleanTexts(standing)),
    title,
    subtitle: sayPeriods(composition),
    runningHead: shorten([office.text, title.text].filter((each) => each !== '').join(' – ')),
    pageWord: locale.say('Trang', 'Page'),
    blocks,
    notesTitle: locale.say('Chú thích', 'Notes'),
    notes: notes.texts,
    smallPrint: printSmall(composition, cleanTexts(standing)),
    day: content.cutOff,
  };
}

function composeSections(composition: Composition): Block[] {
  const { content, locale } = composition;
  return sectionsOf(content).flatMap(({ kind, title }, index): Block[] => [
    { kind: 'heading', level: 2, text: `${ROMAN[index] ?? ''}. ${locale.say(title.vi, title.en)}` },
    ...COMPOSERS[kind](composition),
  ]);
}

function composeLast(composition: Composition): Block[] {
  const annex = composeAnnex(composition);
  if (annex === null) return [];
  const text = composition.locale.say('Phụ lục: Toàn bộ số liệu', 'Annex: all figures');
  return [{ kind: 'heading', level: 2, text, startsPage: true }, annex];
}

function titleOf({ content, locale }: Composition): Run {
  const { title, month } = content;
  return locale.entered(title === null || title.vi === '' ? usualTitle(month) : title);
}

/** `Kết quả công tác tháng 02/2020 và 2 tháng đầu năm 2020; nhiệm vụ tháng 3/2020`. */
function sayPeriods({ content, form, locale, asOf }: Composition): string {
  const told = form.monthTold(content);
  const month = locale.month(told);
  const year = namePeriod(locale, Period.YEAR_TO_DATE, asOf < lastDayOf(told) ? asOf : lastDayOf(told));
  const periods = month === year ? month : locale.say(`${month} và ${year}`, `${month} and of ${year}`);
  return locale.say(
    `Kết quả công tác ${periods}; nhiệm vụ ${locale.month(content.month)}`,
    `Results of ${periods}; tasks for ${locale.month(content.month)}`,
  );
}

/** What a line at the top of a page holds. */
const LONGEST_HEAD = 90;

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_HEAD ? text : `${letters.slice(0, LONGEST_HEAD - 1).join('')}…`;
}
