/** The records of an organization on the page: each figure of the article, as the API has it, and moved on by what is recorded. */
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

async function open(path: string, options: Parameters<typeof openPage>[3] = {}): Promise<OpenedPage> {
  const opened = await openPage(chromium, demo.url, path, options);
  closers.add(opened.close);
  return opened;
}

async function ask<Result>(document: string, variables: object = {}): Promise<Result> {
  return requireData(await post<Result, object>(demo.url, document, variables, demo.token));
}

function sectionText(page: Page, id: string): Promise<string | null> {
  return page.locator(`#${id}`).textContent();
}

/** Cells of the tables of a section, row by row. */
function rowsOf(page: Page, id: string): Promise<string[][]> {
  return page
    .locator(`#${id} tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
}

inBrowser('the records of the country', () => {
  test('have every figure of the article, without the script', async () => {
    const { page } = await open('/o/VN/records', { javaScriptEnabled: false });
    expect(await sectionText(page, 'program')).toMatch(/3\/10 đề án, nhiệm vụ cơ bản hoàn thành; còn 7\./);
    expect(await sectionText(page, 'rating')).toMatch(/59\/63 tỉnh, thành phố đã hoàn thành; 816 ủy viên/);
    expect(await sectionText(page, 'rating')).toMatch(
      /4 tỉnh, thành phố chưa hoàn thành: Yên Bái, Ninh Bình, Phú Yên, Bến Tre/,
    );
    const grades = await rowsOf(page, 'rating');
    expect(grades.map(([, people, share]) => [people, share])).toEqual([
      ['169', '20,7%'],
      ['643', '78,8%'],
      ['0', '0%'],
      ['0', '0%'],
      ['4', '0,5%'],
    ]);
    const indicators = await rowsOf(page, 'indicators');
    expect(
      indicators.map(([name, , yearToDate]) => [name?.match(/(lượt nhân sự|trường hợp|lớp|cán bộ)$/)?.[0], yearToDate]),
    ).toEqual([
      ['lượt nhân sự', '138'],
      ['trường hợp', '181'],
      ['lớp', '2'],
      ['cán bộ', '86'],
    ]);
    expect((await rowsOf(page, 'reconciliation')).map((cells) => cells.at(-1)).slice(0, 3)).toEqual(['+2', '−1', '0']);
  });

  test('write quarters in Roman numerals, and each item in the quarter in which it is due', async () => {
    const { page } = await open('/o/VN/records');
    const quarters = await page
      .locator('.quarters tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('th')?.textContent,
          row.querySelectorAll('.mark').length,
          Number(row.querySelectorAll('td')[1]?.textContent),
        ]),
      );
    expect(quarters).toEqual([
      ['Quý I/2020', 7, 7],
      ['Quý II/2020', 3, 3],
    ]);
  });

  test('move on when an item is completed, without a reload', async () => {
    const { page, complaints } = await open('/o/VN/records');
    await untilLive(page);
    const { workProgram } = await ask<{ workProgram: { items: { edges: { node: { id: string } }[] } } }>(
      '{ workProgram(year: 2020) { items(first: 4) { edges { node { id } } } } }',
    );
    const input = { workItemId: workProgram.items.edges[3]?.node.id, status: 'COMPLETED' };
    await ask('mutation ($input: SetWorkItemStatusInput!) { setWorkItemStatus(input: $input) { position } }', {
      input,
    });
    await page
      .locator('#program', {
        hasText: '4/10 đề án, nhiệm vụ hoàn thành, cơ bản hoàn thành (3 cơ bản hoàn thành); còn 6.',
      })
      .waitFor();
    expect(complaints).toEqual([]);
  });

  test('say what a figure is, with an operation that gives it', async () => {
    const { page } = await open('/o/VN/records');
    await untilLive(page);
    await page.getByRole('button', { name: '138', exact: true }).click();
    const explanation = page.getByRole('dialog');
    expect(await explanation.textContent()).toContain('Tính theo lượt, không theo người.');
    const [query, variables] = await explanation.locator('pre').allTextContents();
    const { indicator } = await ask<{ indicator: { figures: { yearToDate: number } } }>(
      query ?? '',
      JSON.parse(variables ?? '{}') as object,
    );
    expect(indicator.figures.yearToDate).toBe(138);
  });

  test('lead to operations that are answered', async () => {
    const { page } = await open('/o/VN/records');
    const links = await page
      .locator('.definition a[data-whole]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toHaveLength(4);
    for (const link of links) {
      const { searchParams } = new URL(link ?? '', demo.url);
      await ask(searchParams.get('query') ?? '', JSON.parse(searchParams.get('variables') ?? '') as object);
    }
  });
});

inBrowser('every place', () => {
  test('without records says so', async () => {
    const { page } = await open('/o/QD/records');
    expect(await sectionText(page, 'program')).toContain('Tổ chức này không có chương trình công tác năm 2020.');
    expect(await sectionText(page, 'rating')).toContain('Không có tỉnh, thành phố nào ở tổ chức này');
  });

  test.each(['/o/VN/records', '/o/VN/records?lang=en', '/o/01/records'])(
    'is the same when the browser has taken it over: %s',
    async (path) => {
      const html = await (await demo.open(path)).text();
      const { page, complaints } = await open(path);
      await untilLive(page);
      const { shown, written } = await mainsOf(page, html);
      expect(shown).toBe(written);
      expect(complaints).toEqual([]);
    },
  );

  test.each(['light', 'dark'] as const)('can be read by anybody, %s', async (colorScheme) => {
    const { page } = await open('/o/VN/records', { colorScheme });
    expect(await seriousProblems(page)).toEqual([]);
  });

  test('fits a phone', async () => {
    const { page } = await open('/o/VN/records?lang=en', { viewport: { width: 360, height: 740 } });
    expect(await widthOf(page)).toBeLessThanOrEqual(360);
  });
});
