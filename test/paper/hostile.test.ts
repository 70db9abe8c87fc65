/** Text that was entered stays text in every format, whatever is in it; and nothing makes the rendering fail. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Language, Period, type BriefingContent, type Entered, type Publication } from '../../src/paper/content';
import { renderBriefing, renderDocx } from '../../src/paper/render-briefing';
import { demoBriefing, DRAFT, PUBLISHED } from './demo-briefing';
import { findFaults, findHtmlFaults } from './find-faults';
import { readDocx, readWords } from './read-docx';

const EVIL = `</style></title><script>alert(1)</script><img src=x onerror="alert(2)"> & "quoted" 'single' ]]> --> \\ | * _ \` # [x](javascript:alert(3)) https://evil.example www.evil.example a@evil.example $x$ \u0000\u0007\u001b[31m\u202e\ufeff\ud800 \n# head\n- item\n1. one`;
const LONG = 'Đ'.repeat(3000);

function enterEverywhere(text: string): BriefingContent {
  const demo = demoBriefing();
  const entered: Entered = { vi: text, en: text };
  return {
    ...demo,
    organization: { code: text, name: text, nameEn: text, isRoot: false },
    title: entered,
    chairOffice: entered,
    campaign: { ...demo.campaign, name: text, term: text, directive: text },
    figures: demo.figures.map((each) => ({ ...each, label: { vi: text, en: text }, unit: { vi: text, en: text } })),
    workItems: demo.workItems.map((each) => ({ ...each, title: entered, legalBasis: text })),
    tasks: [entered],
    keyTasks: [entered, entered],
    breakthroughs: [entered],
    bodies: demo.bodies.slice(0, 5).map((each) => ({ ...each, name: text, nameEn: text })),
  };
}

const standing: Publication = { ...PUBLISHED, cursor: EVIL, hash: EVIL, publishedAt: EVIL };

describe.each([Language.VI, Language.EN])('hostile text in %s', (language) => {
  test('HTML is well-formed, and its only elements are ours', () => {
    const html = renderBriefing(enterEverywhere(EVIL), standing, language, 'html');
    expect(findHtmlFaults(html)).toEqual([]);
    const names = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name));
    for (const name of ['script', 'img', 'iframe', 'link', 'object']) expect(names).not.toContain(name);
    expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src|href="(?!#))=/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect([...html.matchAll(/<\/style>/g)]).toHaveLength(1);
  });

  test('in the style nothing leaves the string of the running head', () => {
    const html = renderBriefing(enterEverywhere(EVIL), standing, language, 'html');
    const heads = [...html.matchAll(/@top-center \{ content: "([^"]*)";/g)];
    expect(heads).toHaveLength(1);
    expect(heads[0]?.[1]).not.toMatch(/[<>'{};]/);
  });

  test('Markdown keeps every table in its columns, and nothing becomes a link, code or a tag', () => {
    const text = renderBriefing(enterEverywhere(EVIL), standing, language, 'md');
    const lines = text.split('\n');
    for (const table of text.split('\n\n').filter((part) => part.startsWith('| '))) {
      const widths = table.split('\n').map((line) => [...line.matchAll(/(?<!\\)(?:\\\\)*\|/g)].length);
      expect(new Set(widths).size).toBe(1);
    }
    const bare = text.replaceAll(/\\[\\`*_[\]<>|~&$@:.#+=-]/g, '');
    expect(bare).not.toMatch(/<script|<img|`|https?:\/\/|www\.|@/);
    expect(bare.replaceAll(/\[\^\d+\]/g, '')).not.toMatch(/[[\]]/);
    expect(lines.filter((line) => /^#+ head|^- item|^1\. one/.test(line))).toEqual([]);
  });

  test('no format has a control character, a lone surrogate or a mark that turns direction', () => {
    for (const format of ['md', 'html'] as const) {
      const text = renderBriefing(enterEverywhere(EVIL), standing, language, format);
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\ufeff]/);
      expect(() => encodeURI(text)).not.toThrow();
    }
  });

  test('DOCX is well-formed, and says it letter by letter', async () => {
    const docx = readDocx(await renderDocx(enterEverywhere(EVIL), standing, language));
    expect(docx.xml.flatMap(([name, text]) => findFaults(text).map((fault) => `${name}: ${fault}`))).toEqual([]);
    expect(readWords(docx.part('word/document.xml'))).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(docx.part('word/_rels/document.xml.rels')).not.toContain('evil.example');
  });
});

test('a word of three thousand letters is kept whole in text, and cut in a chart', () => {
  const html = renderBriefing(enterEverywhere(LONG), DRAFT, Language.VI, 'html');
  expect(findHtmlFaults(html)).toEqual([]);
  expect(html).toContain(`<h1>${LONG}</h1>`);
  const chart = /<svg[^>]*aria-labelledby="bodies-title.*?<\/svg>/s.exec(html)?.[0] ?? '';
  expect(Math.max(...[...chart.matchAll(/<text[^>]*>([^<]*)</g)].map(([, label = '']) => label.length))).toBeLessThan(
    60,
  );
});

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }), fc.constant(EVIL));
const anyEntered = fc.record({ vi: anyText, en: fc.option(anyText) });
const anyDay = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2021-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyCount = fc.oneof(fc.nat(3), fc.nat(60_000));
const ids = [...demoBriefing().figures.map(({ id }) => id), 'indicator.a.b.inMonth', 'indicator.a.b.yearToDate'];
const anyFigure = fc.record({
  id: fc.constantFrom(...ids),
  label: fc.record({ vi: anyText, en: anyText }),
  definition: fc.record({ vi: anyText, en: anyText }),
  unit: fc.record({ vi: anyText, en: anyText }),
  value: fc.option(anyCount),
  period: fc.constantFrom(...Object.values(Period)),
  asOf: anyDay,
  query: fc.constant({ document: '', variables: {}, path: '' }),
});
const anyContent: fc.Arbitrary<BriefingContent> = fc.record({
  month: anyDay.map((day) => day.slice(0, 7)),
  organization: fc.record({ code: anyText, name: anyText, nameEn: fc.option(anyText), isRoot: fc.boolean() }),
  title: fc.option(anyEntered),
  chairOffice: anyEntered,
  campaign: fc.record({ name: anyText, term: anyText, directive: anyText, startsOn: anyDay, endsOn: anyDay }),
  cutOff: anyDay,
  ratingYear: fc.constant(2019),
  programYear: fc.constant(2020),
  figures: fc.uniqueArray(anyFigure, { selector: ({ id }) => id, maxLength: 60 }),
  workItems: fc.array(
    fc.record({
      title: anyEntered,
      kind: fc.constantFrom('PROJECT', 'TASK'),
      legalBasis: fc.option(anyText),
      submittedTo: fc.constantFrom('POLITBURO', 'SECRETARIAT', 'CENTRAL_COMMITTEE'),
      due: fc.oneof(anyDay, fc.constantFrom('2020-Q1', '2020-Q2', '2021-Q4')),
      status: fc.constantFrom('NOT_STARTED', 'IN_PROGRESS', 'BASICALLY_COMPLETED', 'COMPLETED'),
    }),
    { maxLength: 12 },
  ),
  tasks: fc.array(anyEntered, { maxLength: 4 }),
  keyTasks: fc.array(anyEntered, { maxLength: 4 }),
  breakthroughs: fc.array(anyEntered, { maxLength: 4 }),
  timeline: fc.array(fc.record({ day: anyDay, due: anyCount, completed: fc.option(anyCount) }), { maxLength: 60 }),
  bodies: fc.array(fc.record({ name: anyText, nameEn: fc.option(anyText), planned: anyCount, completed: anyCount }), {
    maxLength: 130,
  }),
});
const anyLanguage = fc.constantFrom(Language.VI, Language.EN);
const anyStanding = fc.constantFrom<Publication>(DRAFT, PUBLISHED, standing);

describe('any briefing', () => {
  test('renders as text: HTML well-formed, no word of code in it', () => {
    fc.assert(
      fc.property(anyContent, anyStanding, anyLanguage, (content, how, language) => {
        const html = renderBriefing(content, how, language, 'html');
        expect(findHtmlFaults(html)).toEqual([]);
        const markdown = renderBriefing(content, how, language, 'md');
        for (const text of [html, markdown]) expect(text).not.toMatch(/\b(undefined|NaN|Infinity|\[object)/);
      }),
      { numRuns: 40 },
    );
  });

  test('renders as DOCX, every part well-formed', async () => {
    await fc.assert(
      fc.asyncProperty(anyContent, anyStanding, anyLanguage, async (content, how, language) => {
        const docx = readDocx(await renderDocx(content, how, language));
        expect(docx.xml.flatMap(([, text]) => findFaults(text))).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });
});
