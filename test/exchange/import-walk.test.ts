/** The walk of docs/import.md, copied to the letter over its own files, ends in a briefing that is true. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { openTestDatabase } from '../support/open-database';
import { runGiaoban } from '../support/run-giaoban';
import { runHere } from '../support/run-here';

const ROOT = join(__dirname, '../..');

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

/** Commands over files as the page writes them, up to the one of its own month. */
async function readWalk(page: string): Promise<string[]> {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  const commands = [...text.matchAll(/^giaoban (import|export|template|briefing) .*$/gm)].map(([command]) => command);
  return commands.slice(0, commands.findIndex((command) => command.includes('briefing')) + 1);
}

// The commands of both pages do the same: once as processes shows that they work when they are typed.
test.each([
  ['import.md', runGiaoban],
  ['import.vi.md', runHere],
] as const)(
  '%s',
  async (page, run) => {
    const folder = await mkdtemp(join(tmpdir(), 'giaoban-walk-'));
    cleanUp.add(() => rm(folder, { recursive: true }));
    await cp(join(ROOT, 'examples/campaign'), folder, { recursive: true });
    const database = await openTestDatabase();
    cleanUp.add(() => database.close());
    const said: string[] = [];
    for (const command of await readWalk(page)) {
      const words = command.split(' ').slice(1);
      const { code, out, err } = await run(words, { folder, settings: { DATABASE_URL: database.url } });
      expect({ code, told: code === 0 ? '' : out + err }).toEqual({ code: 0, told: '' });
      said.push(...out.split('\n'));
    }
    expect(said).toContain('  plans hold since 2025-01-01: 9');
    const briefing = (await readFile(join(folder, 'briefing.html'), 'utf8')).replaceAll(/<[^>]*>/g, '');
    expect(briefing).toContain('Tính chung các cấp, đã tổ chức 2 trên tổng số 9 đại hội theo kế hoạch, đạt 22,2%.');
    expect(briefing).toContain('Trong tháng 02/2025, đã tổ chức 2 đại hội.');
  },
  120_000,
);
