/** The part on the work program of a year: how much is completed, what remains and when it is due, item by item. */
import type { ContentWorkItem } from './content';
import { paragraphOf, type Composition } from './composition';
import type { Block, Paragraph, Text } from './paper';
import { nameDue, nameQuarters } from './due-words';
import type { Locale, Noun } from './locale';

const ITEM: Noun = { vi: 'đề án, nhiệm vụ', one: 'project or task', many: 'projects and tasks' };

export function composeWorkProgram(composition: Composition): Block[] {
  return [
    ...paragraphOf(sayCompleted(composition), sayRemaining(composition), sayOverdue(composition)),
    ...tabulate(composition),
  ];
}

function sayCompleted({ content, figures, locale }: Composition): string {
  const [total, completed] = [figures.value('workProgram.total'), figures.value('workProgram.completed')];
  const basically = figures.value('workProgram.basicallyCompleted') ?? 0;
  const program = locale.say(
    `Chương trình công tác năm ${content.programYear}`,
    `The work program of ${content.programYear}`,
  );
  if (total === null) {
    return locale.say(
      `Chưa có số liệu về chương trình công tác năm ${content.programYear}.`,
      `There is no figure yet for the work program of ${content.programYear}.`,
    );
  }
  if (total === 0)
    return locale.say(`${program} chưa có đề án, nhiệm vụ nào.`, `${program} has no project or task yet.`);
  const items = locale.say(`${program} có ${locale.count(total, ITEM)}`, `${program} has ${locale.count(total, ITEM)}`);
  if (completed === null) {
    return `${items}; ${locale.say('chưa có số liệu về số đã hoàn thành', 'there is no figure yet for those completed')}.`;
  }
  if (completed === 0) {
    return locale.say(`${items}, chưa hoàn thành đề án, nhiệm vụ nào.`, `${items}, none of which is completed yet.`);
  }
  const all = completed === total;
  const viCount = total > 1 ? `toàn bộ ${locale.number(total)}` : locale.number(completed);
  const some = `of which ${locale.number(completed)} ${locale.agree(completed, 'is', 'are')}`;
  const which = all ? (total === 1 ? 'which is' : 'all of which are') : some;
  const viDone = (word: string): string =>
    all
      ? `${items}, đã ${word} ${viCount}`
      : `Theo chương trình công tác năm ${content.programYear}, đã ${word} ${locale.number(completed)}/${locale.count(total, ITEM)}`;
  if (basically === completed) {
    return locale.say(`${viDone('cơ bản hoàn thành')}.`, `${items}, ${which} basically completed.`);
  }
  const among = locale.say(
    `, trong đó ${locale.number(basically)} cơ bản hoàn thành`,
    `, ${locale.number(basically)} of them basically`,
  );
  const done = locale.say(viDone('hoàn thành'), `${items}, ${which} completed`);
  return `${done}${basically > 0 ? among : ''}.`;
}

function sayRemaining({ content, figures, locale }: Composition): string | null {
  const remaining = figures.value('workProgram.remaining');
  if (remaining === null || figures.value('workProgram.total') === 0) return null;
  if (remaining === 0) return locale.say('Không còn đề án, nhiệm vụ nào phải hoàn thành.', 'None remains.');
  const open = content.workItems.filter(({ status }) => status === 'NOT_STARTED' || status === 'IN_PROGRESS');
  const number = locale.number(remaining);
  // The list may be shorter than the figure says, or missing: then the sentence does not say when.
  if (open.length !== remaining) {
    return locale.say(
      `Còn ${number} phải hoàn thành.`,
      `${number} ${locale.agree(remaining, 'remains', 'remain')} to be completed.`,
    );
  }
  const when = nameQuarters(
    locale,
    open.map(({ due }) => due),
  );
  return locale.say(
    `Còn ${number} phải hoàn thành trong ${when}.`,
    `${number} ${locale.agree(remaining, 'remains', 'remain')}, due in ${when}.`,
  );
}

function sayOverdue({ figures, locale }: Composition): string | null {
  const overdue = figures.value('workProgram.overdue');
  if (overdue === null || figures.value('workProgram.total') === 0) return null;
  if (overdue === 0) return locale.say('Không có đề án, nhiệm vụ nào quá hạn.', 'None is overdue.');
  return locale.say(
    `Có ${locale.count(overdue, ITEM)} quá hạn.`,
    `${locale.number(overdue)} ${locale.agree(overdue, 'is', 'are')} overdue.`,
  );
}

function tabulate({ content: { workItems }, locale }: Composition): Block[] {
  if (workItems.length === 0) return [];
  const columns = [
    { title: locale.say('TT', 'No.'), align: 'right', share: 6 },
    { title: locale.say('Đề án, nhiệm vụ', 'Project or task'), align: 'left', share: 43 },
    { title: locale.say('Trình', 'Submitted to'), align: 'left', share: 17 },
    { title: locale.say('Hạn', 'Due'), align: 'left', share: 16 },
    { title: locale.say('Tình trạng', 'Status'), align: 'left', share: 18 },
  ] as const;
  const shared = sharedBasis(workItems);
  const rows = workItems.map((item, index): Text[] => [
    [{ text: String(index + 1) }],
    nameItem(locale, shared === null ? item : { ...item, legalBasis: null }),
    [{ text: nameBody(locale, item.submittedTo) }],
    [{ text: nameDue(locale, item.due) }],
    [{ text: nameStatus(locale, item.status) }],
  ]);
  const caption = locale.say('Các đề án, nhiệm vụ của chương trình', 'Projects and tasks of the program');
  return [
    ...(shared === null ? [] : [sayBasis(locale, shared)]),
    { kind: 'table', caption, columns, rows, long: rows.length > 6 },
  ];
}

/** A legal basis that all items share is said once, above the table; null when they differ or have none. */
function sharedBasis(workItems: readonly ContentWorkItem[]): string | null {
  const bases = new Set(workItems.map(({ legalBasis }) => legalBasis ?? ''));
  const [basis = ''] = bases;
  return workItems.length > 1 && bases.size === 1 && basis !== '' ? basis : null;
}

function sayBasis(locale: Locale, basis: string): Paragraph {
  const lead = { text: locale.say('Căn cứ chung: ', 'All of them rest on: ') };
  return { kind: 'paragraph', text: [lead, { text: basis, ...locale.vietnamese }, { text: '.' }] };
}

function nameItem(locale: Locale, { title, kind, legalBasis }: ContentWorkItem): Text {
  const word = kind === 'PROJECT' ? locale.say('Đề án', 'Project') : locale.say('Nhiệm vụ', 'Task');
  const run = locale.entered(title);
  // A title that begins with the word already says which it is.
  const lead = beginsWith(run.text, kind === 'PROJECT' ? PROJECT_WORDS : TASK_WORDS) ? [] : [{ text: `${word}: ` }];
  const basis = legalBasis === null || legalBasis === '' ? [] : [{ text: ` (${legalBasis})`, ...locale.vietnamese }];
  return [...lead, run, ...basis];
}

const PROJECT_WORDS = ['đề án', 'project'];
const TASK_WORDS = ['nhiệm vụ', 'task'];

function beginsWith(title: string, words: readonly string[]): boolean {
  const start = title.normalize('NFC').trimStart().toLocaleLowerCase('vi');
  return words.some((word) => start.startsWith(word) && !/^[\p{L}\p{N}]/u.test(start.slice(word.length)));
}

function nameBody(locale: Locale, body: ContentWorkItem['submittedTo']): string {
  switch (body) {
    case 'POLITBURO':
      return locale.say('Bộ Chính trị', 'Politburo');
    case 'SECRETARIAT':
      return locale.say('Ban Bí thư', 'Secretariat');
    case 'CENTRAL_COMMITTEE':
      return locale.say('Ban Chấp hành Trung ương', 'Central Committee');
    case null:
      return '–';
  }
}

function nameStatus(locale: Locale, status: ContentWorkItem['status']): string {
  switch (status) {
    case 'NOT_STARTED':
      return locale.say('Chưa bắt đầu', 'Not started');
    case 'IN_PROGRESS':
      return locale.say('Đang thực hiện', 'In progress');
    case 'BASICALLY_COMPLETED':
      return locale.say('Cơ bản hoàn thành', 'Basically completed');
    case 'COMPLETED':
      return locale.say('Hoàn thành', 'Completed');
  }
}
