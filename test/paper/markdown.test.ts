/** The briefing as prose: what the demo, a province, and every odd number of things read like. */
import { describe, expect, test } from '@jest/globals';
import { Language, type BriefingContent, type Publication } from '../../src/paper/content';
import { renderBriefing } from '../../src/paper/render-briefing';
import { Locale } from '../../src/paper/locale';

import { demoBriefing, DRAFT, provinceBriefing, PUBLISHED } from './demo-briefing';
import { HEADINGS, INTRODUCTION, PROSE, ROWS } from './expected-prose';

const LANGUAGES = [Language.VI, Language.EN];

/** Its paragraphs alone: no headings, tables, lists, notes and small print. */
function readProse(content: BriefingContent, language: Language): string {
  const text = renderBriefing(content, DRAFT, language, 'md');
  const body = text.slice(text.indexOf('\n## '));
  return body
    .split('\n\n')
    .filter((part) => /^[\p{L}\d]/u.test(part) && !/^\d+\. /.test(part))
    .join('\n');
}

/** The demo with other values for some figures; `undefined` takes the figure away. */
function withValues(values: Readonly<Record<string, number | null | undefined>>): BriefingContent {
  const demo = demoBriefing();
  const kept = demo.figures.filter(({ id }) => !(id in values) || values[id] !== undefined);
  return {
    ...demo,
    figures: kept.map((each) => (each.id in values ? { ...each, value: values[each.id] ?? null } : each)),
  };
}

/** Some are missing, some complete. */
const PARTLY = {
  'congress.pilot.grassroots.completed': 1174,
  'congress.pilot.grassroots.rate': 100,
  'congress.pilot.upperGrassroots.planned': undefined,
  'congress.completed': 1,
  'congress.planned': 1,
  'congress.overdue': 3,
  'rating.finished': 63,
  'rating.unnamed.count': undefined,
  'personnel.cases.yearToDate': null,
  'personnel.standards.inMonth': 0,
  'training.people.yearToDate': undefined,
  'workProgram.completed': 4,
  'workProgram.remaining': 6,
  'workProgram.overdue': 1,
};

function withAll(value: number | null): BriefingContent {
  const demo = demoBriefing();
  return { ...demo, figures: demo.figures.map((each) => ({ ...each, value })) };
}

/** Titles of sections, captions of tables, and what stands in bold. */
function headingsOf(text: string): string[] {
  return text.split('\n').filter((line) => /^(#|\*\*)/.test(line));
}

/** The rows of the last table: a figure each. */
function annexOf(text: string): string[][] {
  const lines = text.slice(text.lastIndexOf('\n## ')).split('\n');
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '));
  return rows.slice(2);
}

describe.each(LANGUAGES)('in %s', (language) => {
  const write = (content: BriefingContent, status: Publication = DRAFT): string =>
    renderBriefing(content, status, language, 'md');
  const said = (paragraphs: readonly string[]): string => [INTRODUCTION[language], ...paragraphs].join('\n');

  test('the demo has these sections and tables, in this order', () => {
    expect(headingsOf(write(demoBriefing()))).toEqual(HEADINGS.demo[language]);
  });

  test('a published briefing of a province has those that concern it, and no draft’s', () => {
    expect(headingsOf(write(provinceBriefing(), PUBLISHED))).toEqual(HEADINGS.province[language]);
  });

  test('where there is nothing at all, nothing but the tasks to come are left', () => {
    const nothing = {
      figures: [],
      workItems: [],
      tasks: [],
      keyTasks: [],
      breakthroughs: [],
      timeline: [],
      bodies: [],
    };
    expect(headingsOf(write({ ...demoBriefing(), ...nothing }))).toEqual(HEADINGS.nothing[language]);
  });

  test.each([
    ['the demo, as the article has it', 'demo', demoBriefing()],
    ['where everything is nought', 'nought', withAll(0)],
    ['where there is one of everything', 'one', withAll(1)],
    ['where nobody has said anything', 'unsaid', withAll(null)],
    ['where some figures are missing and others complete', 'partly', withValues(PARTLY)],
    ['a province', 'province', provinceBriefing()],
  ] as const)('says in sentences: %s', (_what, key, content) => {
    expect(readProse(content, language)).toBe(said(PROSE[key][language]));
  });

  test.each([
    ['the demo', demoBriefing()],
    ['a province', provinceBriefing()],
  ])('has every figure in the annex, by its name and in its unit: %s', (_what, content) => {
    const text = (entered: { vi: string; en: string }): string => (language === Language.VI ? entered.vi : entered.en);
    const locale = new Locale(language);
    expect(annexOf(write(content)).map(([name, value, unit]) => [name, value, unit])).toEqual(
      content.figures.map(({ label, value, unit }) => [text(label), locale.number(value ?? NaN), text(unit)]),
    );
  });

  test.each([
    ['the demo', 'demo', demoBriefing()],
    ['a province', 'province', provinceBriefing()],
  ] as const)('has its tables by level, of grades, of items and of indicators: %s', (_what, key, content) => {
    const lines = write(content).split('\n');
    expect(ROWS[key][language].filter((row) => !lines.includes(row))).toEqual([]);
  });

  test('numbers the work items, and has a row for each body, level and week', () => {
    const rows = (content: BriefingContent): number =>
      write(content)
        .split('\n')
        .filter((l) => l.startsWith('| ')).length;
    const demo = demoBriefing();
    const fewer = { ...demo, workItems: demo.workItems.slice(1), bodies: demo.bodies.slice(2) };
    expect(rows(demo) - rows(fewer)).toBe(3);
    for (const number of demo.workItems.keys()) expect(write(demo)).toMatch(new RegExp(`^\\| ${number + 1} \\| `, 'm'));
  });
});

test('the article’s figures are said in its number format', () => {
  const text = renderBriefing(demoBriefing(), DRAFT, Language.VI, 'md');
  for (const said of [
    '295',
    '1.174',
    '25,1%',
    '92',
    '59/63',
    '816',
    '20,7%',
    '78,8%',
    '138',
    '181',
    '86',
    '29/02/2020',
  ]) {
    expect(text).toContain(said);
  }
  expect(text).toContain('quý I và đầu quý II-2020');
});

test('in January the year so far is the month, and is said once', () => {
  const demo = demoBriefing();
  const january = {
    ...demo,
    month: '2020-02',
    cutOff: '2020-01-31',
    figures: demo.figures.map((each) => ({ ...each, asOf: '2020-01-31' })),
  };
  const text = renderBriefing(january, DRAFT, Language.EN, 'md');
  expect(text).toContain('*Results of January 2020; tasks for February 2020*');
  expect(text).toContain('In January 2020, 138 personnel cases were appraised for decisions on appointment.');
});

test('a title of one’s own stands instead of the usual one, in Vietnamese when there is no other', () => {
  const content = { ...demoBriefing(), title: { vi: 'Giao ban đặc biệt', en: null } };
  expect(renderBriefing(content, DRAFT, Language.EN, 'md')).toContain('# Giao ban đặc biệt\n');
  expect(renderBriefing(content, DRAFT, Language.EN, 'html')).toContain(
    '<h1><span lang="vi">Giao ban đặc biệt</span></h1>',
  );
});

test('a published briefing says when, from which position and with which hash; a draft has neither', () => {
  const published = renderBriefing(demoBriefing(), PUBLISHED, Language.EN, 'md');
  expect(published).toContain('Published on 5 March 2020');
  expect(published).toContain('at 09:30 on 5 March 2020 (Viet Nam time)');
  expect(published).toContain(PUBLISHED.cursor);
  expect(published).toContain(PUBLISHED.hash);
  expect(published).not.toContain('DRAFT');
  const draft = renderBriefing(demoBriefing(), DRAFT, Language.EN, 'md');
  expect(draft).toContain('**DRAFT**');
  expect(draft).toContain('Draft with the live figures of 29 February 2020');
  expect(draft).not.toContain('Published');
});

describe('the table of the work program', () => {
  const [item] = demoBriefing().workItems;
  const write = (titles: readonly string[], legalBasis: string | null, language = Language.VI): string => {
    if (item === undefined) throw new Error('The demo has no item.');
    const workItems = titles.map((title) => ({
      ...item,
      kind: 'PROJECT' as const,
      legalBasis,
      title: { vi: title, en: title },
    }));
    return renderBriefing({ ...demoBriefing(), workItems }, DRAFT, language, 'md');
  };

  test('a title that begins with the word for its kind does not get the word again', () => {
    const text = write(['Đề án về đánh giá cán bộ', 'đề án khác', 'Đề ánh sáng', 'Sắp xếp bộ máy'], null);
    for (const cell of ['| Đề án về', '| đề án khác', '| Đề án: Đề ánh sáng', '| Đề án: Sắp xếp']) {
      expect(text).toContain(cell);
    }
    expect(write(['Project on posts', 'Projection of posts'], null, Language.EN)).toMatch(
      /\| Project on posts \|[^]*\| Project: Projection of posts \|/,
    );
  });

  test('what all items rest on is said once, above the table', () => {
    const text = write(['A', 'B'], 'Chỉ thị số 1');
    expect(text).toContain('Căn cứ chung: Chỉ thị số 1.');
    expect(text).not.toContain('(Chỉ thị số 1)');
    expect(write(['A'], 'Chỉ thị số 1')).toContain('A (Chỉ thị số 1)');
  });
});
