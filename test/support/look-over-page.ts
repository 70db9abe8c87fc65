/** What holds of every view of the page: axe finds nothing serious, and the browser takes over what the server wrote. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; impact: string; nodes: { failureSummary: string }[] }[];
}

export async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary }) => failureSummary).join('\n')}`);
}

/** The main part of a page, as it is now and as it stands in the HTML that the server wrote. */
export async function mainsOf(page: Page, html: string): Promise<{ shown: string; written: string }> {
  const parsed = `new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').querySelector('main').innerHTML`;
  return { shown: await page.locator('main').innerHTML(), written: await page.evaluate<string>(parsed) };
}

/** Of everything, also of what is cut off at the right. */
export function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth');
}
