/** Which databases the tests of this run will clone: one who runs a single file does not wait for the whole country. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Template } from './templates';

const TESTS = join(__dirname, '..');
/** They name every template. */
const SPEAK_OF_ALL = /support\/(start-test-app|templates|choose-templates)\.ts$/;

/** What Jest tells its global setup, as far as it is asked. */
export interface ChosenTests {
  isChosen: (path: string) => boolean;
  /** Patterns of the configuration; paths when they have no star. */
  testMatch: readonly string[];
}

export function chooseTemplates({ isChosen, testMatch }: ChosenTests): Template[] {
  const named = testMatch.filter((pattern) => !pattern.includes('*'));
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(TESTS, file))
    .filter((file) => isChosen(file) && (named.length === 0 || named.includes(file)));
  const texts = readWithImports(files);
  const isSaid = (words: RegExp): boolean => texts.some((text) => words.test(text));
  const chosen: Template[] = ['empty'];
  if (isSaid(/'small'|\bstartTestApp\(/)) chosen.push('small');
  if (isSaid(/'whole'/)) chosen.push('whole');
  return chosen;
}

/** The texts of these files and of all that they import from the tests. */
function readWithImports(files: readonly string[]): string[] {
  const texts = new Map<string, string>();
  const read = (file: string): void => {
    if (texts.has(file) || SPEAK_OF_ALL.test(file)) return;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, path = ''] of text.matchAll(/from '(\.{1,2}\/[^']+)'/g)) {
      const imported = `${resolve(dirname(file), path)}.ts`;
      if (imported.startsWith(TESTS) && !imported.includes('/generated/')) read(imported);
    }
  };
  for (const file of files) read(file);
  return [...texts.values()];
}
