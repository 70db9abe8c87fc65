/** Composes a briefing as a document: its head, the parts in the order of the agenda, the annex, and what stands in small print. */
import { Period, type BriefingContent, type Entered, type Language, type Standing } from './content';
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
import { Locale } from './locale';
import { namePeriod } from './period-words';
import { printSmall, sayStanding } from './say-standing';

const SECTIONS = [
  composeCongresses,
  composeRating,
  composePersonnel,
  composeTraining,
  composeWorkProgram,
  composeIndicators,
  composeTasks,
];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

export function composeDocument(entered: BriefingContent, standing: Standing, language: Language): BriefingDocument {
  const content = cleanTexts(entered);
  const locale = new Locale(language);
  const notes = new Footnotes();
  const composition: Composition = { content, figures: new FigureBook(content), locale, notes };
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
  const sections = SECTIONS.map((compose) => compose(composition)).filter((each) => each !== null);
  return sections.flatMap(({ title, blocks }, index): Block[] => [
    { kind: 'heading', level: 2, text: `${ROMAN[index] ?? ''}. ${title}` },
    ...blocks,
  ]);
}

function composeLast(composition: Composition): Block[] {
  const annex = composeAnnex(composition);
  if (annex === null) return [];
  const text = composition.locale.say('Phụ lục: Toàn bộ số liệu', 'Annex: all figures');
  return [{ kind: 'heading', level: 2, text, startsPage: true }, annex];
}

function titleOf({ content, locale }: Composition): Run {
  const usual: Entered = {
    vi: `Báo cáo giao ban ${locale.month(content.month)}`,
    en: `Briefing of ${locale.month(content.month)}`,
  };
  const { title } = content;
  if (title === null || title.vi === '') return { text: locale.say(usual.vi, usual.en ?? '') };
  return locale.entered(title);
}

/** `Kết quả công tác tháng 02/2020 và 2 tháng đầu năm 2020; nhiệm vụ tháng 3/2020`. */
function sayPeriods({ content, locale }: Composition): string {
  const month = locale.month(content.cutOff);
  const year = namePeriod(locale, Period.YEAR_TO_DATE, content.cutOff);
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
