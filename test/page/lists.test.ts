/** The feed, who is late and the search of the page in a real browser: what they list is what the API says. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { openCleanUp } from '../support/clean-up';
import { findBrowser, startBrowserProcess, type BrowserProcess } from '../support/open-browser';
import { openPage, untilLive, type OpenedPage } from '../support/open-page';
import { post, requireData } from '../support/start-test-app';
import { openDemo, type OpenDemo } from './open-demo';

const EVENTS = `query ($within: String, $kinds: [EventKind!], $last: Int!) {
  events(within: $within, kinds: $kinds, last: $last) { edges { node { position } } }
}`;
const KINDS = [
  ...['CONGRESS_COMPLETED', 'CONGRESS_CORRECTED', 'CONGRESS_RETRACTED', 'CONGRESS_RESCHEDULED'],
  ...['CONGRESS_POSTPONED', 'CONGRESS_CANCELLED', 'CONGRESS_REINSTATED', 'CONGRESS_PILOT_SET'],
];
const PLANNED = `query { congresses(within: "34", level: GRASSROOTS, pilot: true, status: PLANNED, first: 20) {
  edges { node { organization { code } } }
} }`;
const REPORT = `mutation ($reports: [ReportCongressCompletedInput!]!) {
  reportCongressesCompleted(input: { reports: $reports }) { position }
}`;
const RETRACT = `mutation ($organization: String!) {
  retractCongressReport(input: { organization: $organization, reason: "Nhầm <b>tổ chức</b>" }) { position }
}`;
const LATE = `query ($from: Int) {
  congresses(overdue: true, daysLateFrom: $from, orderBy: LATE_DESC, first: 100) { edges { node { organization { code } } } }
}`;

interface Edges<Node> {
  edges: { node: Node }[];
}
type Coded = Edges<{ organization: { code: string } }>;

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

async function positionsAsked(last: number, kinds = KINDS): Promise<number[]> {
  const { events } = await ask<{ events: Edges<{ position: number }> }>(EVENTS, { within: 'VN', kinds, last });
  return events.edges.map(({ node }) => node.position).reverse();
}

function positionsShown(page: Page): Promise<number[]> {
  return page.locator('.events > li').evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-position'))));
}

function codesOf({ edges }: Coded): string[] {
  return edges.map(({ node }) => node.organization.code);
}

function codesShown(page: Page): Promise<(string | null)[]> {
  return page.locator('.late-rows tbody tr').evaluateAll((all) => all.map((row) => row.getAttribute('data-code')));
}

function untilChosen(page: Page, name: string): Promise<void> {
  return page.locator('.choices a[aria-current]', { hasText: name }).waitFor();
}

/** Names of the operations that the page sends from now on. */
function operationsOf(page: Page): string[] {
  const names: string[] = [];
  page.on('request', (request) => {
    const name = /(?:query|mutation) (\w+)/.exec(request.postData() ?? '')?.[1];
    if (name !== undefined) names.push(name);
  });
  return names;
}

inBrowser('the feed', () => {
  test('has the newest events before the script, and goes on to older ones without a gap or a repeat', async () => {
    const { page } = await open('/o/VN/feed', { javaScriptEnabled: false });
    const expected = await positionsAsked(100);
    const first = await positionsShown(page);
    await page.locator('.pages a').click();
    await page.waitForURL(/before=/);
    expect([...first, ...(await positionsShown(page))]).toEqual(expected);
  });

  test('takes what happens on top, once and in order, with the totals it led to, and asks nothing again', async () => {
    const { page, complaints } = await open('/o/VN/feed');
    await untilLive(page);
    const asked = operationsOf(page);
    const { congresses } = await ask<{ congresses: Coded }>(PLANNED);
    const codes = codesOf(congresses);
    const reports = codes.map((organization) => ({ organization, heldOn: '2020-02-29' }));
    await ask(REPORT, { reports });
    const { retractCongressReport: last } = await ask<{ retractCongressReport: { position: number } }>(RETRACT, {
      organization: codes[0],
    });
    await page.locator(`.events > li[data-position="${last.position}"]`).waitFor();
    const shown = await positionsShown(page);
    expect(shown).toEqual(await positionsAsked(shown.length));
    expect(shown.length).toBe(50 + codes.length + 1);
    const newest = page.locator('.events > li').first();
    const held = 295 + codes.length - 1;
    expect(await newest.locator('.led-to').textContent()).toContain(`→ ${held}/1.174`);
    expect(await newest.locator('.led-to-below').textContent()).toMatch(/^Thái Bình \d+\/27$/);
    expect(await newest.locator('.event-reason').textContent()).toBe('Nhầm <b>tổ chức</b>');
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('keeps a kind and the grouping in the address, and back leads out of them', async () => {
    const { page } = await open('/o/VN/feed?group=bodies');
    await untilLive(page);
    const groups = page.locator('.groups details');
    const events = await positionsShown(page);
    expect([...events].sort((one, other) => other - one)).toEqual(await positionsAsked(200));
    const sizes = await groups.evaluateAll((all) => all.map((group) => group.querySelectorAll('.events > li').length));
    expect(sizes.every((size) => size > 0)).toBe(true);
    await page.getByRole('link', { name: 'Đổi ngày, hoãn' }).click();
    await untilChosen(page, 'Đổi ngày, hoãn');
    await page.getByRole('link', { name: 'Danh sách' }).click();
    await untilChosen(page, 'Danh sách');
    await page.locator('.feed > .events').waitFor();
    expect(await positionsShown(page)).toEqual(
      await positionsAsked(50, ['CONGRESS_RESCHEDULED', 'CONGRESS_POSTPONED']),
    );
    await page.goBack();
    await page.locator('.groups').waitFor();
    expect(new URL(page.url()).search).toBe('?group=bodies&kind=rescheduled');
  });

  test('begins with the newest where the address has no place of this log', async () => {
    const { page } = await open('/o/VN/feed?before=nowhere', { javaScriptEnabled: false });
    expect(await positionsShown(page)).toEqual(await positionsAsked(50));
  });
});

inBrowser('who is late', () => {
  test('is listed as the API lists it, and as many days late as was chosen', async () => {
    const { page } = await open('/o/VN/late', { javaScriptEnabled: false });
    expect(await page.locator('#late-title').textContent()).toContain('30 đại hội quá hạn');
    expect(await codesShown(page)).toEqual(codesOf((await ask<{ congresses: Coded }>(LATE)).congresses));
    await page.getByRole('link', { name: 'trên 14 ngày' }).click();
    await page.waitForURL(/over=14/);
    const { congresses } = await ask<{ congresses: Coded }>(LATE, { from: 15 });
    expect(await codesShown(page)).toEqual(codesOf(congresses));
    expect(await page.locator('#late-title').textContent()).toContain(`${congresses.edges.length} trong 30`);
  });

  test.each(['vi', 'en'])('is the same file made here as the server writes it (%s)', async (language) => {
    const { page, complaints } = await open(`/o/VN/late?lang=${language}`);
    await untilLive(page);
    const saving = page.waitForEvent('download');
    await page.locator('.files a').first().click();
    const download = await saving;
    const written = await demo.open(`/o/VN/late.csv?lang=${language}`);
    expect(await readFile(await download.path(), 'utf8')).toBe(
      Buffer.from(await written.arrayBuffer()).toString('utf8'),
    );
    expect(written.headers.get('content-disposition')).toContain(download.suggestedFilename());
    const workbook = page.waitForEvent('download');
    await page.locator('.files a').nth(1).click();
    expect((await workbook).suggestedFilename()).toMatch(/^(qua-han|overdue)-VN-2020-02-29\.xlsx$/);
    expect(complaints).toEqual([]);
  });

  test('says that nobody is, and how many there are where none is as chosen', async () => {
    const none = await open('/o/34/late');
    expect(await none.page.locator('.empty').textContent()).toBe('Không có đại hội quá hạn.');
    const chosen = await open('/o/VN/late?over=5000');
    expect(await chosen.page.locator('.empty').textContent()).toContain('tất cả có 30 đại hội quá hạn');
  });
});

inBrowser('the search', () => {
  test('asks nothing while a syllable is being composed, and is walked through by keys', async () => {
    const { page } = await open('/o/VN/feed');
    await untilLive(page);
    const asked = operationsOf(page);
    const box = page.getByRole('combobox', { name: 'Tìm tổ chức' });
    await box.focus();
    const session = await page.context().newCDPSession(page);
    for (const text of ['t', 'th', 'tha', 'thai', 'thái']) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    expect(await box.inputValue()).toBe('thái');
    expect(asked).toEqual([]);
    await session.send('Input.insertText', { text: 'thái bình' });
    await page.getByRole('option', { name: 'Đảng bộ tỉnh Thái Bình' }).first().waitFor();
    expect(asked).toEqual(['Search']);
    await page.keyboard.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe('found-0');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Đảng bộ tỉnh Thái Bình' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/o/34');
    expect(await page.getByRole('listbox').count()).toBe(0);
  });
});
