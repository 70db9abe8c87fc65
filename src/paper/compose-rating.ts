/** The part on the quality rating of a year: who has finished, and how many people are in each grade. */
import type { Bilingual } from './content';
import { paragraphOf, type Composition } from './composition';
import type { Block, Table, Text } from './paper';
import { enumerate, type Noun } from './locale';
import { capitalise } from '../text/capitalise';

const GRADES: readonly (Bilingual & { id: string; short: Bilingual })[] = [
  grade(
    'excellent',
    'Hoàn thành xuất sắc nhiệm vụ',
    'Completed excellently',
    'as having completed their duties excellently',
  ),
  grade('good', 'Hoàn thành tốt nhiệm vụ', 'Completed well', 'as having completed them well'),
  grade('satisfactory', 'Hoàn thành nhiệm vụ', 'Completed', 'as having completed them'),
  grade('unsatisfactory', 'Không hoàn thành nhiệm vụ', 'Not completed', 'as not having completed them'),
  {
    id: 'unnamed',
    vi: 'Mức khác, không nêu cụ thể',
    en: 'Grade not named',
    short: { vi: 'ở mức khác, không nêu cụ thể', en: 'in grades that are not named' },
  },
];

function grade(id: string, vi: string, en: string, enShort: string): (typeof GRADES)[number] {
  return { id, vi, en, short: { vi: `xếp loại ${vi.toLocaleLowerCase('vi')}`, en: enShort } };
}

const PERSON: Noun = { vi: 'người', one: 'person', many: 'people' };
const MEMBER: Noun = {
  vi: 'ủy viên ban thường vụ',
  one: 'member of standing committees',
  many: 'members of standing committees',
};
const PROVINCE: Noun = { vi: 'tỉnh, thành phố', one: 'province or city', many: 'provinces and cities' };
const BODY: Noun = { vi: 'đơn vị', one: 'body', many: 'bodies' };

export function composeRating(composition: Composition): Block[] {
  return [...paragraphOf(sayFinished(composition), sayPeople(composition)), ...tabulate(composition)];
}

function sayFinished({ content, figures, locale }: Composition): string | null {
  const [finished, expected] = [figures.value('rating.finished'), figures.value('rating.expected')];
  const { isRoot } = content.organization;
  const noun = isRoot ? PROVINCE : BODY;
  const year = content.ratingYear;
  const task = locale.say(`việc đánh giá, xếp loại chất lượng năm ${year}`, `the quality rating of ${year}`);
  if (finished === null) {
    return locale.say(`Chưa có số liệu về ${task}.`, `There is no figure yet on ${task}.`);
  }
  if (!isRoot && expected === 1) {
    const verb = finished === 0 ? locale.say('chưa', 'has not yet') : locale.say('đã', 'has');
    const who = capitalise(locale.organization(content.organization));
    return locale.say(`${who} ${verb} hoàn thành ${task}.`, `${who} ${verb} finished ${task}.`);
  }
  const day = locale.day(figures.get('rating.finished')?.asOf ?? content.cutOff);
  const lead = locale.say(`Đến hết ngày ${day},`, `By ${day},`);
  if (finished === 0) {
    return locale.say(
      `${lead} chưa ${noun.vi} nào hoàn thành ${task}.`,
      `${lead} no ${noun.one} had finished ${task}.`,
    );
  }
  if (expected === null) {
    const count = locale.count(finished, noun);
    return locale.say(`${lead} ${count} đã hoàn thành ${task}.`, `${lead} ${count} had finished ${task}.`);
  }
  const ratio = `${locale.number(finished)}/${locale.number(expected)}`;
  const whole = finished === expected && expected > 1;
  return locale.say(
    `${lead} ${whole ? `cả ${ratio}` : ratio} ${noun.vi} đã hoàn thành ${task}.`,
    whole
      ? `${lead} all ${locale.count(expected, noun)} had finished ${task}.`
      : `${lead} ${locale.number(finished)} of the ${locale.number(expected)} ${noun.many} had finished ${task}.`,
  );
}

function sayPeople({ figures, locale }: Composition): string | null {
  const people = figures.get('rating.people');
  if (people === undefined) return null;
  if (people.value === null) {
    return locale.say('Chưa có số liệu về số người được xếp loại.', 'There is no figure yet for the people rated.');
  }
  if (people.value === 0) return locale.say('Chưa có người nào được xếp loại.', 'No one has been rated yet.');
  const grades = GRADES.flatMap(({ id, short }) => {
    const [count, share] = [figures.value(`rating.${id}.count`), figures.value(`rating.${id}.share`)];
    if (count === null || count === 0) return [];
    const part = share === null ? '' : ` (${locale.percent(share)})`;
    const text = locale.say(short.vi, short.en);
    return [`${locale.say(locale.count(count, PERSON), locale.number(count))}${part} ${text}`];
  });
  const verb = locale.agree(people.value, 'has', 'have');
  const total = locale.say(
    `đã có ${locale.count(people.value, MEMBER)} được xếp loại`,
    `${locale.count(people.value, MEMBER)} ${verb} been rated`,
  );
  if (grades.length === 0) return `${capitalise(total)}.`;
  return `${capitalise(total)}: ${enumerate(locale, grades)}.`;
}

function tabulate({ figures, locale }: Composition): Table[] {
  const known = GRADES.filter(({ id }) => figures.value(`rating.${id}.count`) !== null);
  if (known.length === 0) return [];
  const write = (value: number | null, how: (value: number) => string): Text => [
    { text: value === null ? '–' : how(value) },
  ];
  const rows = known.map(({ id, vi, en }): Text[] => [
    [{ text: locale.say(vi, en) }],
    write(figures.value(`rating.${id}.count`), (value) => locale.number(value)),
    write(figures.value(`rating.${id}.share`), (value) => locale.percent(value)),
  ]);
  const people = figures.value('rating.people');
  if (people !== null) {
    rows.push([
      [{ text: locale.say('Tổng số', 'Total'), strong: true }],
      [{ text: locale.number(people) }],
      [{ text: '' }],
    ]);
  }
  const columns = [
    { title: locale.say('Mức xếp loại', 'Grade'), align: 'left', share: 60 },
    { title: locale.say('Số người', 'People'), align: 'right', share: 20 },
    { title: locale.say('Tỷ lệ', 'Share'), align: 'right', share: 20 },
  ] as const;
  return [{ kind: 'table', caption: locale.say('Kết quả xếp loại', 'Results by grade'), columns, rows, long: false }];
}
