/** Briefings on the page: a draft that moves, a published one with what is different since, the same figures as in the API, and every file. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openCleanUp } from '../support/clean-up';
import { mainsOf, seriousProblems, widthOf } from '../support/look-over-page';
import { findBrowser, startBrowserProcess, type BrowserProcess } from '../support/open-browser';
import { openPage, untilLive, type OpenedPage } from '../support/open-page';
import { post, requireData } from '../support/start-test-app';
import { openDemo, type OpenDemo } from './open-demo';

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;
const afterAllTests = openCleanUp();
const closers = openCleanUp();
let demo: OpenDemo;
let chromium: BrowserProcess;

beforeAll(async () => {
  demo = await openDemo();
  afterAllTests.add(demo.close);
  if (executable === undefined) return;
  chromium = await startBrowserProcess(executable);
  afterAllTests.add(chromium.close);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

const PAPER = '/o/VN/briefing/2020-03';

async function open(path: string, options: Parameters<typeof openPage>[3] = {}): Promise<OpenedPage> {
  const opened = await openPage(chromium, demo.url, path, options);
  closers.add(opened.close);
  return opened;
}

async function ask<Result>(document: string, variables: object = {}): Promise<Result> {
  return requireData(await post<Result, object>(demo.url, document, variables, demo.token));
}

interface Asked {
  briefing: { text: string; contentHash: string | null; figures: { key: string; label: string; value: number }[] };
  compareBriefings: { figure: { key: string }; change: number }[];
}
const ASKED = `{
  briefing(month: "2020-03") { text contentHash figures { key label value } }
  compareBriefings(from: "2020-02", to: "2020-03") { figure { key } change }
}`;

interface ShownFigure {
  label: string;
  value: number;
  change: number;
}

/** The rows of all sections, by key. */
async function figuresOn(page: Page): Promise<Map<string, ShownFigure>> {
  const rows = await page.locator('.briefing-figures tbody tr').evaluateAll((all) =>
    all.map((row) => ({
      key: row.getAttribute('data-key') ?? '',
      label: (row.querySelector('th')?.firstChild?.textContent ?? '').trim(),
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    })),
  );
  return new Map(
    rows.map(({ key, label, cells: [value = '', , change = ''] }) => [
      key,
      { label, value: read(value), change: change === 'không đổi' ? 0 : read(change.replace(' điểm %', '')) },
    ]),
  );
}

function read(written: string): number {
  return Number(written.replace(/\./g, '').replace(',', '.').replace('−', '-'));
}

inBrowser('a draft', () => {
  test('has every figure of the API and its change, and says that it is one', async () => {
    const { page } = await open(PAPER, { javaScriptEnabled: false });
    const { briefing, compareBriefings } = await ask<Asked>(ASKED);
    const changes = new Map(compareBriefings.map(({ figure, change }) => [figure.key, change]));
    const expected = briefing.figures.map(({ key, label, value }) => [key, { label, value, change: changes.get(key) }]);
    expect([...(await figuresOn(page))]).toEqual(expected);
    expect(expected.length).toBeGreaterThan(50);
    expect(await page.locator('.standing').textContent()).toContain('DỰ THẢO Số liệu tính đến hết ngày 29/02/2020.');
  });

  test('reads as its Word document does', async () => {
    const { page } = await open(PAPER, { javaScriptEnabled: false });
    const shown = await page.locator('.prose p, .prose li').allTextContents();
    expect(shown).toContain(
      'Tính đến hết ngày 29/02/2020, trên toàn quốc đã tổ chức 295 trên tổng số 1.174 đại hội điểm cấp cơ sở theo kế hoạch, đạt 25,1%.1 Có 92 đại hội điểm cấp trên trực tiếp cơ sở trong kế hoạch, chưa đại hội nào được tổ chức.',
    );
    expect(await page.locator('.paper-list').evaluateAll((lists) => lists.map((list) => list.children.length))).toEqual(
      [6, 6, 3],
    );
  });

  test('leads to every file, which is there', async () => {
    const { page } = await open(PAPER);
    const links = await page.locator('.downloads a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toHaveLength(6);
    for (const link of links) expect((await fetch(new URL(link ?? '', demo.url))).status).toBe(200);
  });

  test('is found in the list, and leads to the month before', async () => {
    const { page, complaints } = await open('/o/VN/briefing');
    await untilLive(page);
    await page.getByRole('link', { name: 'Kỳ tới: giao ban tháng 3/2020' }).click();
    await page.waitForURL(`**${PAPER}`);
    await page.getByRole('link', { name: 'Kỳ trước: tháng 02/2020' }).click();
    await page.waitForURL('**/o/VN/briefing/2020-02');
    await page.locator('.briefing-title', { hasText: 'tháng 02/2020' }).waitFor();
    expect(await page.getByRole('link', { name: /^Kỳ trước/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('moves on with a report, without a reload', async () => {
    const { page } = await open(PAPER);
    await untilLive(page);
    const { congresses } = await ask<{ congresses: { edges: { node: { id: string } }[] } }>(
      '{ congresses(status: PLANNED, level: GRASSROOTS, pilot: true, first: 1) { edges { node { id } } } }',
    );
    const input = { congressId: congresses.edges[0]?.node.id, heldOn: '2020-02-29' };
    await ask(
      'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }',
      {
        input,
      },
    );
    await page.locator('[data-key="congress.pilot.grassroots.completed"] .figure', { hasText: '296' }).waitFor();
    await page.locator('.prose p', { hasText: 'đã tổ chức 296 trên tổng số 1.174' }).first().waitFor();
  });

  test.each(['/o/VN/briefing/2020-04', '/o/VN/briefing/2019-12', '/o/VN/briefing/now', '/o/VN/briefing/2020-03/x'])(
    'there is none at %s',
    async (path) => {
      expect((await demo.open(path)).status).toBe(404);
    },
  );
});

inBrowser('a published briefing', () => {
  beforeAll(async () => {
    await ask('mutation { publishBriefing(input: { month: "2020-03" }) { position } }');
    await ask('mutation { turnDay(input: { to: "2020-03-20" }) { position } }');
  });

  test('says when it was published, and by which hash it is known', async () => {
    const { page } = await open(PAPER, { javaScriptEnabled: false });
    const { briefing } = await ask<Asked>(ASKED);
    expect(await page.locator('.standing').textContent()).toContain('Công bố ngày 29/02/2020');
    expect(await page.locator('.hash code').textContent()).toBe(briefing.contentHash);
    expect(await page.locator('.restated-none').count()).toBe(1);
  });

  test('keeps its figures, and sets apart what is different now, with the cause', async () => {
    const { page, complaints } = await open(PAPER);
    await untilLive(page);
    const before = await figuresOn(page);
    const { congresses } = await ask<{ congresses: { edges: { node: { id: string } }[] } }>(
      '{ congresses(status: PLANNED, level: UPPER_GRASSROOTS, pilot: true, first: 1) { edges { node { id } } } }',
    );
    const input = { congressId: congresses.edges[0]?.node.id, heldOn: '2020-02-20' };
    await ask(
      'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }',
      {
        input,
      },
    );
    const restated = page.locator('.restated [data-key="congress.pilot.upperGrassroots.completed"]');
    await restated.waitFor();
    expect((await restated.locator('td').allTextContents()).slice(0, 2)).toEqual(['0', '1']);
    expect(await restated.locator('.causes').textContent()).toContain('báo cáo hoàn thành');
    expect(await figuresOn(page)).toEqual(before);
    expect(complaints).toEqual([]);
  });

  test.each([PAPER, `${PAPER}?lang=en`, '/o/VN/briefing', '/o/01/briefing/2020-03'])(
    'is the same when the browser has taken it over: %s',
    async (path) => {
      const html = await (await demo.open(path, { 'accept-language': 'vi' })).text();
      const { page, complaints } = await open(path);
      await untilLive(page);
      const { shown, written } = await mainsOf(page, html);
      expect(shown).toBe(written);
      expect(complaints).toEqual([]);
    },
  );

  test.each(['light', 'dark'] as const)('can be read by anybody, %s', async (colorScheme) => {
    const { page } = await open(PAPER, { colorScheme });
    expect(await seriousProblems(page)).toEqual([]);
  });

  test('fits a phone, and portrait pages of A4', async () => {
    const { page } = await open(`${PAPER}?lang=en`, { viewport: { width: 360, height: 740 } });
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(new Set(pdf.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 594.95996 841.91998]']));
  });
});
