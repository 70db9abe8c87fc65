/** The press: documents written in threads, once for all who ask, within bounds; a thread that dies takes nobody else with it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { Language } from '../../src/paper/content';
import { type PaperJob, writeInPlace } from '../../src/press/paper-job';
import { Press, type PressOptions } from '../../src/press/press';
import { demoBriefing, DRAFT, provinceBriefing, PUBLISHED } from '../paper/demo-briefing';
import { openCleanUp } from '../support/clean-up';
import { THREAD_ARGUMENTS } from '../support/start-test-app';

const cleanUp = openCleanUp();
afterEach(() => cleanUp.closeAll());

function open({ threads, ...options }: Partial<PressOptions> = {}): Press {
  const press = new Press({
    limits: { atOnce: 1, waiting: 50 },
    threads: { execArgv: THREAD_ARGUMENTS, ...threads },
    ...options,
  });
  cleanUp.add(() => press.close());
  return press;
}

const text = (title: string, language = Language.VI): PaperJob => ({
  content: { ...demoBriefing(), title: { vi: title, en: null } },
  standing: DRAFT,
  language,
  format: 'md',
});

describe('what it writes', () => {
  test.each(['md', 'html', 'docx'] as const)(
    'P16: the very bytes of %s that are written anywhere else',
    async (format) => {
      const press = open();
      const draft: PaperJob = { content: demoBriefing(), standing: DRAFT, language: Language.VI, format };
      const published = { ...draft, content: provinceBriefing(), standing: PUBLISHED, language: Language.EN };
      for (const job of [draft, published]) expect((await press.write(job)).equals(await writeInPlace(job))).toBe(true);
    },
  );

  test('is written once for all who ask for the same, those who come later too', async () => {
    const press = open();
    const [first, second] = await Promise.all([press.write(text('Một')), press.write(text('Một'))]);
    expect(second).toBe(first);
    expect(await press.write(text('Một'))).toBe(first);
  });

  test('is written anew when it says something else, and when so many bytes came after it', async () => {
    const press = open({ keptBytes: 64_000 });
    const first = await press.write(text('Một'));
    expect((await press.write(text('Hai'))).toString()).toContain('Hai');
    expect(await press.write(text('Một', Language.EN))).not.toEqual(first);
    for (let count = 0; count < 8; count += 1) await press.write(text(`Số ${count}`));
    const again = await press.write(text('Một'));
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });
});

describe('what cannot be written', () => {
  const broken = { ...text('Một'), content: { month: '2020-03' } as PaperJob['content'] };

  test('is an error for those who asked for it, each time, and for nobody else', async () => {
    const press = open();
    await expect(press.write(broken)).rejects.toThrow('Cannot read properties of undefined');
    await expect(press.write(broken)).rejects.toThrow('Cannot read properties of undefined');
    expect((await press.write(text('Một'))).toString()).toContain('Một');
    expect(press.threadCount).toBe(1);
  });

  test('because it takes more memory than a thread may have: another thread writes what comes next', async () => {
    const press = open({ threads: { heapMegabytes: 40 } });
    const { content } = text('Một');
    // One item a hundred thousand times is handed over as one item.
    const [item] = content.workItems;
    const endless = { ...content, workItems: Array.from({ length: 100_000 }, () => item!) };
    const failing = press.write({ ...text('Một'), content: endless });
    const next = press.write(text('Hai'));
    await expect(failing).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
    expect((await next).toString()).toContain('Hai');
  });

  test('because it takes too long', async () => {
    const press = open({ threads: { longestMilliseconds: 0 } });
    await expect(press.write(text('Một'))).rejects.toThrow('has ended');
  });
});

describe('its threads', () => {
  test('are there when something is written, and not for good', async () => {
    const press = open({ threads: { idleMilliseconds: 0 } });
    expect(press.threadCount).toBe(0);
    await press.write(text('Một'));
    while (press.threadCount > 0) await setImmediate();
    expect((await press.write(text('Hai'))).toString()).toContain('Hai');
  });

  test('are gone with it, and nothing is written after that', async () => {
    const press = open();
    await press.write(text('Một'));
    await press.close();
    expect(press.threadCount).toBe(0);
    await expect(press.write(text('Một'))).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { retry: true } });
  });
});
