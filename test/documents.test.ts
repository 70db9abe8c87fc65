/** What the documents point at is there: files, folders, links and their anchors; and each promise has the tests that keep it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const isThere = (path: string): boolean => existsSync(join(ROOT, path));

/** Files of the ending in the folder, and below it if asked. */
function filesIn(folder: string, ending: string, recursive = true): string[] {
  return readdirSync(join(ROOT, folder), { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules'));
}

const DOCUMENTS = [
  ...filesIn('.', '.md', false),
  ...['docs', 'bench', 'data', 'examples', 'graphiql', 'test'].flatMap((folder) => filesIn(folder, '.md')),
];

/** Text without its blocks of code, whose lines are no headings and whose brackets are no links. */
function proseOf(file: string): string {
  return read(file).replace(/^```.*?^```$/gms, '');
}

/** As GitHub makes anchors of headings. */
function anchorsOf(file: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of proseOf(file).matchAll(/^#{1,6} (.+)$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const repeated = [...anchors].filter((each) => each === anchor || /^(.*)-\d+$/.exec(each)?.[1] === anchor).length;
    anchors.add(repeated === 0 ? anchor : `${anchor}-${repeated}`);
  }
  return anchors;
}

describe('links in the documents', () => {
  const links = DOCUMENTS.flatMap((file) =>
    [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ file, target })),
  ).filter(({ target }) => !/^[a-z]+:/.test(target));

  test('lead to files and headings that are there', () => {
    expect(links.length).toBeGreaterThan(100);
    const broken = links.filter(({ file, target }) => {
      const [path = '', anchor] = target.split('#');
      const to = path === '' ? file : join(dirname(file), path);
      return !isThere(to) || (anchor !== undefined && !anchorsOf(to).has(anchor));
    });
    expect(broken).toEqual([]);
  });
});

describe('paths in the documents', () => {
  const FOLDERS = readdirSync(ROOT).filter((name) => statSync(join(ROOT, name)).isDirectory());
  const ROOMS = readdirSync(join(ROOT, 'src'));
  /** The log of changes names files as they were at the time. */
  const lasting = DOCUMENTS.filter((file) => file !== 'CHANGELOG.md');

  /** From the root, or from `src` as the decisions abridge it; patterns and what is generated are left out. */
  function isBroken(path: string): boolean {
    const [first = ''] = path.split('/');
    if (['node_modules', 'dist', 'secrets'].includes(first) || /[*<>{…$ ]/.test(path)) return false;
    if (FOLDERS.includes(first)) return !isThere(path) && !isThere(join('src', path));
    return ROOMS.includes(first) && !isThere(join('src', path));
  }

  test('are of files and folders that are there', () => {
    const named = lasting.flatMap((file) =>
      [...proseOf(file).matchAll(/`((?:[\w.-]+\/)+[\w.-]*\.(?:ts|js|mjs|md|sql|graphql))`/g)].map(([, path = '']) => ({
        file,
        path,
      })),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ path }) => isBroken(path))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  test('has a line for each folder of src that lint knows, and no other', () => {
    const [, list = ''] = /const FOLDERS = \[(.*?)\];/s.exec(read('eslint.config.js')) ?? [];
    const known = [...list.matchAll(/'([\w-]+)'/g)].map(([, folder]) => folder);
    const [, floors = ''] = /\n## The floors\n(.*?)\n## /s.exec(read('ARCHITECTURE.md')) ?? [];
    const drawn = [...floors.matchAll(/^\|[^|]*\| `([\w-]+)\/` \|/gm)].map(([, folder]) => folder);
    expect(known.length).toBeGreaterThan(20);
    expect(drawn.sort()).toEqual(known.sort());
  });
});

describe('docs/promises.md', () => {
  const [, ...sections] = read('docs/promises.md').split(/^## (?=P\d+\. )/m);
  const promises = sections.map((section) => ({
    number: section.slice(0, section.indexOf('.')),
    tests: [...section.matchAll(/`(test\/[\w/-]+\.test\.ts)`/g)].map(([, file = '']) => file),
  }));

  test('numbers the promises from P1 on; those that are to come have their numbers already', () => {
    expect(promises.length).toBeGreaterThanOrEqual(17);
    const reserved = /^P(\d+) to P(\d+) are reserved/m.exec(read('docs/promises.md')) ?? [];
    const [from, to] = [Number(reserved[1] ?? Infinity), Number(reserved[2] ?? 0)];
    const numbers = promises.map(({ number }) => Number(number.slice(1)));
    const most = Math.max(...numbers, to);
    const all = Array.from({ length: most }, (_each, index) => index + 1);
    expect(numbers).toEqual(all.filter((number) => number < from || number > to));
  });

  test.each(promises)('names tests that keep $number, and they name it', ({ number, tests }) => {
    expect(tests).not.toEqual([]);
    const names = (file: string): boolean => isThere(file) && numbersIn(read(file)).includes(number);
    expect(tests.filter((file) => !names(file))).toEqual([]);
  });

  test('has every number that sources, tests and documents name', () => {
    const files = [...filesIn('src', '.ts'), ...filesIn('test', '.ts'), ...filesIn('docs', '.md'), 'CHANGELOG.md'];
    const own = ['docs/promises.md', relative(ROOT, __filename), 'test/generated/operations.ts'];
    const known = promises.map(({ number }) => number);
    const unknown = files
      .filter((file) => !own.includes(file))
      .flatMap((file) =>
        numbersIn(read(file)).flatMap((number) => (known.includes(number) ? [] : [`${file}: ${number}`])),
      );
    expect(unknown).toEqual([]);
  });
});

/** Numbers of promises; `P1–P4` names those in between, too. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/\bP([1-9]\d?)(?:–P?([1-9]\d?))?\b/g)].flatMap(([, from, to]) => {
    const first = Number(from);
    return Array.from({ length: Number(to ?? first) - first + 1 }, (_, index) => `P${first + index}`);
  });
}
