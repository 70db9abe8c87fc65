/** The briefing as prose: what the demo, a province, and every odd number of things read like. */
import { describe, expect, test } from '@jest/globals';
import { Language, type BriefingContent } from '../../src/document/content';
import { renderBriefing } from '../../src/document/render-briefing';
import { demoBriefing, DRAFT, provinceBriefing, PUBLISHED } from './demo-briefing';

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

function withAll(value: number | null): BriefingContent {
  const demo = demoBriefing();
  return { ...demo, figures: demo.figures.map((each) => ({ ...each, value })) };
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('the demo reads as the article has it', () => {
    expect(renderBriefing(demoBriefing(), DRAFT, language, 'md')).toMatchSnapshot();
  });

  test('a published briefing of a province', () => {
    expect(renderBriefing(provinceBriefing(), PUBLISHED, language, 'md')).toMatchSnapshot();
  });

  test('where everything is nought', () => {
    expect(readProse(withAll(0), language)).toMatchSnapshot();
  });

  test('where there is one of everything', () => {
    expect(readProse(withAll(1), language)).toMatchSnapshot();
  });

  test('where nobody has said anything', () => {
    expect(readProse(withAll(null), language)).toMatchSnapshot();
  });

  test('where there is nothing at all', () => {
    const nothing = {
      figures: [],
      workItems: [],
      tasks: [],
      keyTasks: [],
      breakthroughs: [],
      timeline: [],
      bodies: [],
    };
    expect(renderBriefing({ ...demoBriefing(), ...nothing }, DRAFT, language, 'md')).toMatchSnapshot();
  });

  test('where some figures are missing and others complete', () => {
    const content = withValues({
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
    });
    expect(readProse(content, language)).toMatchSnapshot();
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
