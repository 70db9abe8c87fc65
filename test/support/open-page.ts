/** The page in a real Chromium: what it shows, what it complains of, and every state of it in between. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { BrowserProcess } from './open-browser';

export interface OpenedPage {
  page: Page;
  /** Errors of scripts, and what its policy refuses. A lost server is none: that is what pages are for. */
  complaints: string[];
  close: () => Promise<void>;
}

/** What a browser says of a server that is away, whoever asks it. */
const AWAY = /net::ERR_|WebSocket connection|status of 50[234]/;

export async function openPage(
  chromium: BrowserProcess,
  url: string,
  path = '/',
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const { context, close } = await chromium.openAfresh(url, { locale: 'vi-VN', ...options });
  const page = await context.newPage();
  // Only to end what hangs: the machine may be busy with other things.
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !AWAY.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(new URL(path, url).href);
  return { page, complaints, close };
}

/** The line says so once nothing is missing. */
export function untilLive(page: Page): Promise<void> {
  return page.locator('.page[data-line=live]').waitFor({ state: 'attached' });
}

export interface ShownTally {
  completed: number;
  planned: number;
}

/** As they stand on the page, whatever the language. */
function count(written: string | null): number {
  return Number((written ?? '').replace(/[^\d−]/g, '').replace('−', '-'));
}

export async function leadOf(page: Page): Promise<ShownTally> {
  const read = async (name: string): Promise<number> =>
    count(await page.locator(`.lead [data-figure=${name}]`).textContent());
  return { completed: await read('completed'), planned: await read('planned') };
}

export async function positionOf(page: Page): Promise<number> {
  return count(await page.locator('.position').textContent());
}

/** Resolves when the page has come as far. */
export async function untilPosition(page: Page, position: number): Promise<void> {
  // Its policy forbids the page to evaluate texts, and so what Playwright would wait with.
  await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const shown = document.querySelector('.position')?.textContent ?? '';
      if (Number(shown.replace(/\\D/g, '')) < ${position}) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  })`);
}

/** Rows of the table behind the grid, by code: held, planned, share, due, overdue, today. */
export async function bodiesOf(page: Page): Promise<Map<string, string[]>> {
  const rows = await page.evaluate<{ code: string; cells: string[] }[]>(
    `[...document.querySelectorAll('.bodies tbody tr')].map((row) => ({
      code: row.dataset.code,
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    }))`,
  );
  return new Map(rows.map(({ code, cells }) => [code, cells]));
}

/** From now on, every state that is drawn: the line and the held and position figures. */
export async function recordStates(page: Page): Promise<void> {
  await page.evaluate(`{
    window.seen = [];
    const text = (selector) => document.querySelector(selector)?.textContent ?? '';
    const look = () => seen.push([document.querySelector('.page').dataset.line, text('.position'), text('.lead [data-figure=completed]')]);
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  }`);
}

export interface ShownState {
  line: string;
  position: number;
  completed: number;
}

export async function recordedStates(page: Page): Promise<ShownState[]> {
  const seen = await page.evaluate<string[][]>('seen');
  return seen.map(([line = '', position = '', completed = '']) => ({
    line,
    position: count(position),
    completed: count(completed),
  }));
}
