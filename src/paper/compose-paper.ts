/** Composes a briefing as a paper: its head, the parts in the order of the agenda, and the annex. */
import { lastDayOf } from '../month';
import { composeCongresses } from './compose-congresses';
import { composeIndicators } from './compose-indicators';
import { composePersonnel, composeTraining } from './compose-personnel';
import { composeRating } from './compose-rating';
import { composeWorkProgram } from './compose-work-program';
import { type Composition, FigureBook, Footnotes, paragraphOf } from './composition';
import {
  type BriefingContent,
  type ContentFigure,
  type Entered,
  type Language,
  Period,
  type Publication,
} from './content';
import type { Block, Paper, Run, Table, Text } from './paper';
import { formOf } from './form';
import { Locale } from './locale';
import { namePeriod } from './period-words';
import { printSmall, sayPublication } from './say-publication';
import { type BriefingSectionKind, sectionsOf, usualTitle } from './sections';

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

export function composePaper(entered: BriefingContent, standing: Publication, language: Language): Paper {
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
    standing: sayPublication(composition, cleanTexts(standing)),
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

/** Letters that fit in a line at the top of a page. */
const LONGEST_HEAD = 90;

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_HEAD ? text : `${letters.slice(0, LONGEST_HEAD - 1).join('')}…`;
}

/** Every figure of the briefing, with its unit, its period and the last day that counts. */
function composeAnnex(composition: Composition): Table | null {
  const { content, locale } = composition;
  if (content.figures.length === 0) return null;
  const rows = content.figures.map((figure): Text[] => [
    [{ text: locale.say(figure.label.vi, figure.label.en) }],
    [{ text: writeValue(composition, figure) }],
    [{ text: locale.say(figure.unit.vi, figure.unit.en) }],
    [{ text: namePeriodKind(locale, figure.period) }],
    [{ text: locale.shortDay(figure.asOf) }],
  ]);
  return {
    kind: 'table',
    caption: '',
    columns: [
      { title: locale.say('Số liệu', 'Figure'), align: 'left', share: 42 },
      { title: locale.say('Giá trị', 'Value'), align: 'right', share: 10 },
      { title: locale.say('Đơn vị', 'Unit'), align: 'left', share: 18 },
      { title: locale.say('Thời kỳ', 'Period'), align: 'left', share: 15 },
      { title: locale.say('Tính đến', 'As of'), align: 'left', share: 15 },
    ],
    rows,
    long: true,
  };
}

function writeValue({ form, locale }: Composition, { value, unit, period }: ContentFigure): string {
  // An indicator may also count in percent: that is not a share that is worked out here.
  const isShare = unit.en === '%' && (period === Period.AT_DATE || !form.writesAlike);
  // A share of nothing is not a figure that is still to come.
  if (value === null) return isShare ? '–' : locale.say('chưa có số liệu', 'no figure yet');
  return isShare && form.writesAlike ? locale.share(value) : locale.number(value);
}

function namePeriodKind(locale: Locale, period: Period): string {
  switch (period) {
    case Period.IN_MONTH:
      return locale.say('Trong tháng', 'In the month');
    case Period.YEAR_TO_DATE:
      return locale.say('Từ đầu năm', 'Year to date');
    case Period.AT_DATE:
      return locale.say('Thời điểm', 'On the day');
  }
}

/** The part on what is to be done in the month of the briefing. */
function composeTasks({ content, locale }: Composition): Block[] {
  const { tasks, keyTasks, breakthroughs } = content;
  const month = locale.month(content.month);
  const listOf = (title: string, entered: readonly Entered[]): Block[] =>
    entered.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: title },
          { kind: 'list', items: entered.map((each) => [locale.entered(each)]) },
        ];
  const blocks = [
    ...listOf(locale.say('Nhiệm vụ trong tháng', 'Tasks of the month'), tasks),
    ...listOf(locale.say('Nhiệm vụ trọng tâm', 'Key tasks'), keyTasks),
    ...listOf(locale.say('Khâu đột phá', 'Breakthroughs'), breakthroughs),
  ];
  const none = paragraphOf(locale.say(`Chưa có nhiệm vụ nào cho ${month}.`, `There is no task for ${month} yet.`));
  return blocks.length > 0 ? blocks : none;
}

/** What no format takes: controls, lone surrogates, marks that turn the direction of text, and code points that XML does not allow. */
const UNFIT =
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACES_CODED = /[\t\n\v\f\r\u0085\u2028\u2029]/g;

function cleanText(text: string): string {
  return text.normalize('NFC').replace(SPACES_CODED, ' ').replace(UNFIT, '').replace(/ {2,}/g, ' ').trim();
}

/** The same value with every text in it fit for every format: composed letters, single spaces, nothing invisible. */
function cleanTexts<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => cleanTexts(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleanTexts(each as unknown)])) as T;
}
