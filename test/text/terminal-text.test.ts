/** What goes to a terminal: nothing that it would obey, whoever wrote it, and whichever command prints it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { shorten, cutText } from '../../src/text/shorten';
import { toTerminalLine, toTerminalLines } from '../../src/text/terminal-text';
import { openVoice } from '../../src/process/voice';
import { BAD_TEXTS } from '../support/bad-texts';

// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;

describe('a line', () => {
  test.each(BAD_TEXTS)('names or leaves out a $name', ({ character }) => {
    const line = toTerminalLine(`Đảng bộ ${character}[31m X`);
    expect(line).toMatch(/^Đảng bộ .*\[31m X$/);
    expect(line).not.toMatch(OBEYED);
    expect(line).not.toContain(character);
  });

  test('says which sign it was', () => {
    expect(toTerminalLine('a\u001b]0;x\u0007\u202eb\r\nc\td')).toBe('a<U+001B>]0;x<U+0007><U+202E>b  c d');
  });

  test('leaves everything else as it is', () => {
    const text = 'Việt 👩🏽‍👩‍👧 “＝1”\u00a0\u200b';
    expect(toTerminalLine(text)).toBe(text);
    expect(toTerminalLines(`${text}\r\n${text}\n`)).toBe(`${text}\n${text}\n`);
  });

  test('is what every word of the program is said with', () => {
    let said = '';
    openVoice({ write: (text) => (said += text) }).say('Wrote a\u001b[2Jb\n.');
    expect(said).toBe('Wrote a<U+001B>[2Jb .\n');
  });
});

test('a text is never cut within a character', () => {
  expect(cutText('😀😀😀', 2)).toBe('😀😀…');
  expect(cutText('😀😀', 2)).toBe('😀😀');
  expect(shorten('a\nb'.repeat(40), 4)).toBe('a ba…');
});

/** A document goes to standard output as bytes, without anything that no text may have; main makes its last words harmless itself. */
const OTHERS = ['src/cli/briefing.ts', 'src/main.ts'];

test('no command prints in another way: a new one has to go through the voice', () => {
  const root = join(__dirname, '..', '..');
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const printing = files.filter((file) =>
    /std(out|err)\.write\(|console\./.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(printing.sort()).toEqual(OTHERS);
});
