/** A briefing that many ask for at once is written once: a Word document holds up everybody else while it is computed. */
import { expect, it } from '@jest/globals';
import { Language } from '../../src/document/content';
import { writeOnce } from '../../src/download/write-once';
import { demoBriefing, DRAFT } from '../document/demo-briefing';

const write = (title: string, language = Language.VI): Promise<Buffer> =>
  writeOnce({ ...demoBriefing(), title: { vi: title, en: null } }, DRAFT, language, 'md');

it('gives all who ask for the same the very same bytes, those who come later too', async () => {
  const [first, second] = await Promise.all([write('Một'), write('Một')]);
  expect(second).toBe(first);
  expect(await write('Một')).toBe(first);
});

it('writes anew what says something else, and what has not been asked for in a while', async () => {
  const first = await write('Một');
  expect((await write('Hai')).toString()).toContain('Hai');
  expect(await write('Một', Language.EN)).not.toBe(first);
  for (let count = 0; count < 16; count += 1) await write(`Số ${count}`);
  const again = await write('Một');
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});
