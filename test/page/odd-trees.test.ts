/** Trees that nobody expects, and readers who need a token: nothing leaks, nothing breaks, and names are text whatever is in them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Level } from '../../src/organization/level';
import { Role } from '../../src/access/viewer';
import { startOn, tokenFor } from '../support/start-test-app';
import { openCleanUp } from '../support/clean-up';
import { findBrowser, startBrowserProcess, type BrowserProcess } from '../support/open-browser';
import { openTestDatabase } from '../support/open-database';
import { openPage, untilLive, type OpenedPage } from '../support/open-page';
import { codeOf, plantTree } from '../support/plant-tree';

const MANY = 3_000;
const HOSTILE = `<script>document.title='taken'</script>"'&\u2028 `;
const LONG = 'Đảng bộ '.repeat(25).trim();

const executable = findBrowser();
const inBrowser = executable === undefined ? describe.skip : describe;
const afterAllTests = openCleanUp();
const closers = openCleanUp();
let chromium: BrowserProcess;

beforeAll(async () => {
  if (executable === undefined) return;
  chromium = await startBrowserProcess(executable);
  afterAllTests.add(chromium.close);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

/** A server for those with a token, over a root with so many bodies directly below it. */
async function serve(children: number): Promise<string> {
  const database = await openTestDatabase();
  closers.add(() => database.close());
  await plantTree(database.dataSource, {
    parents: Array.from({ length: children }, () => 0),
    levels: [Level.CENTRAL, ...Array.from({ length: children }, () => Level.GRASSROOTS)],
    deadlines: { GRASSROOTS: '2020-06-30' },
    today: '2020-03-01',
  });
  await database.dataSource.query('UPDATE organization SET name = $1 WHERE code = $2', [HOSTILE, codeOf(0)]);
  await database.dataSource.query('UPDATE organization SET name = $1 WHERE code = $2', [LONG, codeOf(1)]);
  const app = await startOn(database.url);
  closers.add(app.close);
  return app.url;
}

async function signIn(url: string, path: string, token: string): Promise<OpenedPage> {
  const opened = await openPage(chromium, url, path, { viewport: { width: 1_366, height: 768 } });
  closers.add(opened.close);
  await opened.page.locator('textarea[name=token]').fill(token);
  await opened.page.locator('form.token button').click();
  return opened;
}

inBrowser('trees', () => {
  test('of one organization: it says that nothing is planned', async () => {
    const url = await serve(0);
    const { page, complaints } = await signIn(url, '/?stage=grassroots', await tokenFor(Role.VIEWER, codeOf(0)));
    await untilLive(page);
    expect(await page.locator('.sentence').textContent()).toBe('Chưa có đại hội cấp cơ sở nào trong kế hoạch.');
    expect(await page.locator('h1').textContent()).toBe(HOSTILE);
    expect(await page.title()).not.toBe('taken');
    expect(complaints).toEqual([]);
  });

  test('of 3,000 bodies below one: bars for a page of them, and how many more there are', async () => {
    const url = await serve(MANY);
    const { page, complaints } = await signIn(url, '/', await tokenFor(Role.VIEWER, codeOf(0)));
    await untilLive(page);
    expect(await page.locator('.bars li[data-code]').count()).toBe(200);
    expect(await page.locator('.bars').textContent()).toContain('và 2.800 tổ chức khác');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1_366);
    expect(complaints).toEqual([]);
  });
});

inBrowser('a token', () => {
  test('is taken where reading needs one, says when it ends, and is gone with the tab or when it is dropped', async () => {
    const url = await serve(2);
    const own = await tokenFor(Role.VIEWER, codeOf(1));
    const { page } = await signIn(url, `/o/${codeOf(1)}`, own);
    await page.locator('h1', { hasText: LONG }).waitFor();
    expect(await page.locator('.foot').textContent()).toMatch(/Mã truy cập|Mã hết hạn lúc/);
    // What may not be seen is not told from what there is not.
    for (const code of [codeOf(2), 'nowhere']) {
      await page.goto(`${url}/o/${code}`);
      await page.getByText('Không có tổ chức này').waitFor();
    }
    const another = await openPage(chromium, url, `/o/${codeOf(1)}`);
    closers.add(another.close);
    expect(await another.page.locator('textarea[name=token]').count()).toBe(1);
    await page.goto(`${url}/o/${codeOf(1)}`);
    await page.locator('h1', { hasText: LONG }).waitFor();
    await page.locator('.foot button').click();
    await page.locator('textarea[name=token]').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(await page.locator('body').textContent()).not.toContain(LONG);
  });
});
