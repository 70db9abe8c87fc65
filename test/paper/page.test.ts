/** The page in a real browser: its font loads, its policy forbids nothing that it needs, it prints on a few sheets of A4, and its charts are whole. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Language } from '../../src/paper/content';
import { renderBriefing } from '../../src/paper/render-briefing';
import { findBrowser, openBrowser, type Browser } from '../support/open-browser';
import { demoBriefing, DRAFT } from './demo-briefing';

const executable = findBrowser();
const inBrowser = executable === undefined ? test.skip : test;

let browser: Browser | undefined;
beforeAll(async () => {
  if (executable !== undefined) browser = await openBrowser(executable, 'http://127.0.0.1:9');
});
afterAll(() => browser?.close());

inBrowser('loads its font, breaks no policy, asks for nothing, and prints', async () => {
  const page = await browser!.context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.setContent(renderBriefing(demoBriefing(), DRAFT, Language.VI, 'html'));
  // As strings: these run in the browser, whose types the tests do not have.
  const faces =
    'document.fonts.ready.then(() => [...document.fonts].filter((face) => face.status === "loaded").length)';
  expect(await page.evaluate(faces)).toBe(3);
  expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).textAlign')).toBe('center');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

  const pdf = await page.pdf({ preferCSSPageSize: true });
  const text = pdf.toString('latin1');
  const sheets = text.match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThanOrEqual(5);
  expect(sheets).toBeLessThanOrEqual(7);
  expect(text).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  expect(complaints).toEqual([]);
  expect(browser!.refused).toEqual([]);
  await page.close();
});

inBrowser('no word of a chart is cut off at its edge', async () => {
  const beyond = `[...document.querySelectorAll('svg text')].filter((text) => {
    const [box, whole] = [text.getBBox(), text.ownerSVGElement.viewBox.baseVal];
    return box.x < 0 || box.x + box.width > whole.width;
  }).map((text) => text.textContent)`;
  const demo = demoBriefing();
  // The name of a month right at the edge.
  const content = { ...demo, timeline: [...demo.timeline, { day: '2021-02-01', due: 53_450, completed: null }] };
  for (const language of [Language.VI, Language.EN]) {
    const page = await browser!.context.newPage();
    await page.setContent(renderBriefing(content, DRAFT, language, 'html'));
    await page.evaluate('document.fonts.ready');
    expect(await page.evaluate('document.querySelectorAll("svg text").length')).toBeGreaterThan(100);
    expect(await page.evaluate(beyond)).toEqual([]);
    await page.close();
  }
});
