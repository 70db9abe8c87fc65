/** The page of the demo in a real browser: figures before any script, and every change without a reload. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openCleanUp } from '../support/clean-up';
import { removeDataDirectory } from '../support/data-directory';
import { makeDemoDirectory } from '../support/demo-directory';
import { findBrowser, startBrowserProcess, type BrowserProcess } from '../support/open-browser';
import {
  bodiesOf,
  leadOf,
  openPage,
  positionOf,
  untilLive,
  untilPosition,
  type OpenedPage,
} from '../support/open-page';
import { printedToken, startServerProcess, type ServerProcess } from '../support/server-process';
import { post, requireData } from '../support/start-test-app';

const REPORTABLE = `query ($within: String!) {
  congresses(within: $within, level: GRASSROOTS, pilot: true, status: PLANNED, first: 20) { edges { node { organization { code } } } }
}`;
const REPORT = `mutation ($organization: String!, $heldOn: Date!) {
  reportCongressCompleted(input: { organization: $organization, heldOn: $heldOn }) { position }
}`;
const SLICE = `query ($within: String, $level: Level, $pilot: Boolean) {
  progress(within: $within, level: $level, pilot: $pilot) {
    position planned completed
    children(first: 200) { edges { node { planned completed dueByNow overdue organization { code } } } }
  }
}`;
interface Slice {
  progress: {
    position: number;
    planned: number;
    completed: number;
    children: {
      edges: {
        node: { planned: number; completed: number; dueByNow: number; overdue: number; organization: { code: string } };
      }[];
    };
  };
}

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;
const afterAllTests = openCleanUp();
const closers = openCleanUp();
let server: ServerProcess;
let chromium: BrowserProcess;
let admin: string;

beforeAll(async () => {
  const dataDirectory = await makeDemoDirectory();
  afterAllTests.add(() => removeDataDirectory(dataDirectory));
  server = await startServerProcess({ DATA_DIR: dataDirectory, DRAIN_SECONDS: '0' });
  afterAllTests.add(() => server.kill('SIGTERM'));
  admin = printedToken(server, 'admin');
  if (executable === undefined) return;
  chromium = await startBrowserProcess(executable);
  afterAllTests.add(chromium.close);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

async function open(path = '/', options: Parameters<typeof openPage>[3] = {}): Promise<OpenedPage> {
  const opened = await openPage(chromium, server.url, path, options);
  closers.add(opened.close);
  return opened;
}

async function ask<Result>(document: string, variables: object): Promise<Result> {
  return requireData(await post<Result, object>(server.url, document, variables, admin));
}

async function report(within: string, heldOn = '2020-02-29'): Promise<number> {
  const { congresses } = await ask<{ congresses: { edges: { node: { organization: { code: string } } }[] } }>(
    REPORTABLE,
    { within },
  );
  const organization = congresses.edges[0]!.node.organization.code;
  const reported = await ask<{ reportCongressCompleted: { position: number } }>(REPORT, { organization, heldOn });
  return reported.reportCongressCompleted.position;
}

/** Everything that the page shows of a stage is what the API says at the same position. */
async function expectAsAsked(page: Page, variables: object): Promise<void> {
  const { progress } = await ask<Slice>(SLICE, variables);
  await untilPosition(page, progress.position);
  expect(await positionOf(page)).toBe(progress.position);
  expect(await leadOf(page)).toEqual({ completed: progress.completed, planned: progress.planned });
  const shown = [...(await bodiesOf(page))].map(([code, [held, planned, , due, overdue]]) => [
    code,
    ...[held, planned, due, overdue].map((text) => Number(text?.replace(/\D/g, ''))),
  ]);
  expect(shown).toEqual(
    progress.children.edges.map(({ node: { organization, completed, planned, dueByNow, overdue } }) => [
      organization.code,
      completed,
      planned,
      dueByNow,
      overdue,
    ]),
  );
}

const PILOTS = { level: 'GRASSROOTS', pilot: true };

inBrowser('the page of the country', () => {
  test('has its figures before and without the script', async () => {
    const { page } = await open('/', { javaScriptEnabled: false });
    expect(await leadOf(page)).toEqual({ completed: 295, planned: 1_174 });
    expect(await page.locator('.sentence').textContent()).toBe(
      'Đã tổ chức 295/1.174 đại hội điểm cấp cơ sở (25,1%); 30 đại hội quá hạn.',
    );
    expect(await page.locator('.map [data-code]').count()).toBe(67);
    expect(await page.locator('.map').textContent()).toMatch(/Hoàng Sa Đà Nẵng.*Trường Sa K\.Hòa/s);
  });

  test.each(['/', '/?lang=en', '/o/01?by=share', '/o/VN?stage=central', '/o/nowhere'])(
    'is the same when the browser has taken it over: %s',
    async (path) => {
      const written = await open(path, { javaScriptEnabled: false });
      const taken = await open(path);
      if (path !== '/o/nowhere') await untilLive(taken.page);
      // Without a script nothing can be evaluated either: what was written is parsed in the other page.
      const html = await written.page.content();
      const [before, after] = await taken.page.evaluate<[string, string]>(`[
        new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html'),
        document.cloneNode(true),
      ].map((each) => {
        const root = each.getElementById('root');
        for (const line of root.querySelectorAll('.line')) line.remove();
        root.querySelector('.page').removeAttribute('data-line');
        return root.innerHTML;
      })`);
      expect(after).toBe(before);
      expect(taken.complaints.filter((text) => !text.includes('404'))).toEqual([]);
    },
  );

  test('shows a report without a reload, and every figure as the API has it', async () => {
    const { page, complaints } = await open();
    await untilLive(page);
    await expectAsAsked(page, PILOTS);
    await page.evaluate('window.isTheSame = true');
    for (const within of ['01', '02', '01']) await report(within);
    await expectAsAsked(page, PILOTS);
    expect(await page.evaluate('window.isTheSame')).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('goes down the tree and back, and the address says where', async () => {
    const { page, complaints } = await open();
    await untilLive(page);
    await page.locator('.map [data-code="01"]').click();
    await page.waitForURL('**/o/01');
    await page.locator('h1', { hasText: 'Hà Nội' }).waitFor();
    await expectAsAsked(page, { ...PILOTS, within: '01' });
    await page.locator('.stages a').nth(1).click();
    await page.waitForURL('**/o/01?stage=grassroots');
    await page.locator('.stages a').nth(1).and(page.locator('[aria-current]')).waitFor();
    await expectAsAsked(page, { level: 'GRASSROOTS', within: '01' });
    await report('01');
    await expectAsAsked(page, { level: 'GRASSROOTS', within: '01' });
    await page.goBack();
    await page.goBack();
    await page.locator('h1', { hasText: 'Đảng Cộng sản Việt Nam' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await expectAsAsked(page, PILOTS);
    expect(complaints).toEqual([]);
  });

  test('speaks the language of the browser, or of the address', async () => {
    const english = await open('/', { locale: 'en-GB' });
    expect(await english.page.locator('.sentence').textContent()).toMatch(/^\d+ of 1,174 pilot congresses/);
    await english.page.locator('.language').click();
    await english.page.waitForURL('**/?lang=vi');
    expect(await english.page.locator('html').getAttribute('lang')).toBe('vi');
    await english.page.locator('.map [data-code="02"]').click();
    await english.page.waitForURL('**/o/02?lang=vi');
  });

  test('reads everything again when the day turns, and says the new day', async () => {
    const { page, complaints } = await open();
    await untilLive(page);
    await ask('mutation { turnDay(input: {}) { position } }', {});
    await page.locator('.as-of', { hasText: '01/03/2020' }).waitFor();
    await expectAsAsked(page, PILOTS);
    const position = await report('02', '2020-03-01');
    await untilPosition(page, position);
    await page.locator('.today-total', { hasText: '+1' }).waitFor();
    await expectAsAsked(page, PILOTS);
    expect(complaints).toEqual([]);
  });

  test('is right though the clock of the reader is a year ahead', async () => {
    const { page, complaints } = await open('about:blank');
    await page.clock.setFixedTime(new Date('2027-12-24T10:00:00Z'));
    await page.goto(server.url);
    await untilLive(page);
    await report('01', '2020-03-01');
    await expectAsAsked(page, PILOTS);
    expect(complaints).toEqual([]);
  });
});

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
}

inBrowser('anybody can read it', () => {
  const PATHS = ['/', '/?lang=en', '/o/01', '/o/nowhere'];
  test.each(PATHS.flatMap((path) => (['light', 'dark'] as const).map((colorScheme) => ({ path, colorScheme }))))(
    'axe finds nothing serious at $path, $colorScheme',
    async ({ path, colorScheme }) => {
      const { page } = await open(path, { colorScheme });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate<AxeResult>('axe.run()');
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)])).toEqual([]);
    },
  );

  test.each([
    ['a phone', 360, 740],
    ['a small laptop at 200 %', 683, 384],
    ['a wall', 3_840, 2_160],
  ])('nothing is cut off on %s', async (_, width, height) => {
    const { page } = await open('/', { viewport: { width, height } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('the first screen of a laptop has it all', async () => {
    const { page } = await open('/', { viewport: { width: 1_366, height: 768 } });
    for (const part of ['.lead', '.map', '.attention', '.today', '.curve svg']) {
      const box = await page.locator(part).boundingBox();
      expect([part, box!.y + box!.height <= 768]).toEqual([part, true]);
    }
  });

  test('the keyboard alone leads down the tree, opens a figure and closes it', async () => {
    const { page } = await open();
    await untilLive(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.locator('.lead [data-figure=overdue]').focus();
    await page.keyboard.press('Enter');
    const explanation = page.getByRole('dialog');
    await explanation.getByText('#').first().waitFor();
    expect(await explanation.locator('pre').first().textContent()).toContain('progress(');
    await page.keyboard.press('Escape');
    await explanation.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.dataset.figure')).toBe('overdue');
    await page.locator('.map [data-code="02"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/o/02');
  });

  test('colours that somebody has forced and less movement are heeded', async () => {
    const { page } = await open('/', { forcedColors: 'active', reducedMotion: 'reduce' });
    const look = await page.evaluate(`{
      const { strokeWidth, transitionDuration } = getComputedStyle(document.querySelector('.tone-late-3 rect'));
      ({ strokeWidth, transitionDuration });
    }`);
    expect(look).toEqual({ strokeWidth: '3px', transitionDuration: '0s' });
  });
});
