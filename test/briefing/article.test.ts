/** Every figure of the article the project starts from, through the public API, from the demo data. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluatePath } from '../support/evaluate-path';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({}, { country: 'whole' });
});

afterAll(() => app.close());

interface Figure {
  key: string;
  label: string;
  unit: string;
  value: number | null;
  period: string;
  asOf: string;
  query: string;
  variables: Record<string, unknown>;
  path: string;
}

async function readFigures(): Promise<Map<string, Figure>> {
  const { briefing } = await app.ask<{ briefing: { figures: Figure[] } }>(
    '{ briefing(month: "2020-03") { figures { key label unit value period asOf query variables path } } }',
  );
  return new Map(briefing.figures.map((figure) => [figure.key, figure]));
}

describe("the article's table", () => {
  it.each([
    ['pilot congresses held at grassroots level', 'congress.pilot.grassroots.completed', 295, 'AT_DATE'],
    ['pilot congresses planned at grassroots level', 'congress.pilot.grassroots.planned', 1_174, 'AT_DATE'],
    ['of them held, in percent', 'congress.pilot.grassroots.rate', 25.1, 'AT_DATE'],
    ['pilots planned at the level above', 'congress.pilot.upperGrassroots.planned', 92, 'AT_DATE'],
    ['pilots held at the level above', 'congress.pilot.upperGrassroots.completed', 0, 'AT_DATE'],
    ['projects and tasks of the work program', 'workProgram.total', 10, 'AT_DATE'],
    ['basically completed', 'workProgram.completed', 3, 'AT_DATE'],
    ['of them no more than basically', 'workProgram.basicallyCompleted', 3, 'AT_DATE'],
    ['remaining', 'workProgram.remaining', 7, 'AT_DATE'],
    ['provinces and cities that finished the rating', 'rating.finished', 59, 'AT_DATE'],
    ['of the provinces and cities', 'rating.expected', 63, 'AT_DATE'],
    ['standing-committee members rated', 'rating.people', 816, 'AT_DATE'],
    ['rated excellent', 'rating.excellent.count', 169, 'AT_DATE'],
    ['rated excellent, in percent', 'rating.excellent.share', 20.7, 'AT_DATE'],
    ['rated good', 'rating.good.count', 643, 'AT_DATE'],
    ['rated good, in percent', 'rating.good.share', 78.8, 'AT_DATE'],
    ['in grades that are not named', 'rating.unnamed.count', 4, 'AT_DATE'],
    ['personnel cases appraised', 'personnel.cases.yearToDate', 138, 'YEAR_TO_DATE'],
    ['appraisals of political standards', 'personnel.standards.yearToDate', 181, 'YEAR_TO_DATE'],
    ['training classes', 'training.classes.yearToDate', 2, 'YEAR_TO_DATE'],
    ['officials trained', 'training.people.yearToDate', 86, 'YEAR_TO_DATE'],
  ])('%s', async (_what, id, value, period) => {
    const figures = await readFigures();
    expect(figures.get(id)).toMatchObject({ value, period, asOf: '2020-02-29' });
  });

  it('the fixed root fields say the same', async () => {
    expect(
      await app.ask(`{
        workProgram(year: 2020) { total completed remaining overdue items { totalCount } }
        qualityRating(year: 2019) { finished expected people grades { grade count rate } }
        cases: indicator(code: "personnel.cases") { figures(month: "2020-02") { yearToDate } }
        standards: indicator(code: "personnel.standards") { figures(month: "2020-02") { yearToDate } }
        classes: indicator(code: "training.classes") { figures(month: "2020-02") { yearToDate } }
        people: indicator(code: "training.people") { figures(month: "2020-02") { yearToDate } }
        briefing(month: "2020-03") { status cutOff keyTasks { vi } breakthroughs { vi } }
      }`),
    ).toMatchObject({
      workProgram: { total: 10, completed: 3, remaining: 7, overdue: 0, items: { totalCount: 10 } },
      qualityRating: {
        finished: 59,
        expected: 63,
        people: 816,
        grades: [
          { grade: 'EXCELLENT', count: 169, rate: 0.2071 },
          { grade: 'GOOD', count: 643, rate: 0.788 },
          { grade: 'SATISFACTORY', count: 0, rate: 0 },
          { grade: 'UNSATISFACTORY', count: 0, rate: 0 },
          { grade: 'UNNAMED', count: 4, rate: 0.0049 },
        ],
      },
      cases: { figures: { yearToDate: 138 } },
      standards: { figures: { yearToDate: 181 } },
      classes: { figures: { yearToDate: 2 } },
      people: { figures: { yearToDate: 86 } },
      briefing: { status: 'DRAFT', cutOff: '2020-02-29', keyTasks: { length: 6 }, breakthroughs: { length: 3 } },
    });
  });

  it('January and February make the first two months', async () => {
    for (const code of ['personnel.cases', 'personnel.standards', 'training.classes', 'training.people']) {
      const { indicator } = await app.ask<{
        indicator: Record<'january' | 'february', { inMonth: number; yearToDate: number }>;
      }>(
        `query ($code: String!) {
          indicator(code: $code) {
            january: figures(month: "2020-01") { inMonth yearToDate }
            february: figures(month: "2020-02") { inMonth yearToDate }
          }
        }`,
        { code },
      );
      const { january, february } = indicator;
      expect(january.yearToDate).toBe(january.inMonth);
      expect(february.yearToDate).toBe(january.inMonth + february.inMonth);
    }
  });
});

describe('every figure', () => {
  it('is given again by its own operation', async () => {
    const figures = await readFigures();
    expect(figures.size).toBeGreaterThan(45);
    for (const { key, value, query, variables, path } of figures.values()) {
      const data = await app.ask(query, variables);
      expect([key, evaluatePath(path, data)]).toEqual([key, value]);
    }
  });

  it('has a name, a definition and a unit in both languages', async () => {
    const { briefing } = await app.ask<{ briefing: { figures: Record<string, string>[] } }>(`{
      briefing(month: "2020-03") { figures {
        key label definition unit
        labelEn: label(language: EN) definitionEn: definition(language: EN) unitEn: unit(language: EN)
      } }
    }`);
    for (const figure of briefing.figures) expect(Object.values(figure).every((text) => text.trim() !== '')).toBe(true);
    expect(new Set(briefing.figures.map(({ label }) => label)).size).toBe(briefing.figures.length);
  });

  it('is in the text, written as Vietnamese officials write it', async () => {
    const { briefing } = await app.ask<{ briefing: { vi: string; en: string } }>(
      '{ briefing(month: "2020-03") { vi: text en: text(language: EN, format: MARKDOWN) } }',
    );
    for (const words of [
      '295',
      '1.174',
      '92',
      'cơ bản hoàn thành 3/10 đề án, nhiệm vụ',
      '59/63',
      '816',
      '20,7%',
      '78,8%',
      '138',
      '181',
      '86',
    ]) {
      expect(briefing.vi).toContain(words);
    }
    for (const words of ['295', '1,174', '92', '20.7', '78.8', '816', '138', '181', '86']) {
      expect(briefing.en).toContain(words);
    }
  });
});
