/** Finds the files that a pattern such as `reports/*.csv` means, for shells that hand it on as it was typed. */
import { readdir, stat } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';

const SIGNS = /[*?]/;

export function isPattern(path: string): boolean {
  return SIGNS.test(path);
}

/** In the order of their names. `*` and `?` stand for signs of one name; a name that begins with a dot is meant only by a pattern that does. */
export async function expandPattern(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  const parts = pattern.slice(root.length).split(sep === '\\' ? /[\\/]+/ : /\/+/);
  let found = [root];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const next = await Promise.all(found.map((folder) => expandPart(folder, part)));
    found = next.flat();
    if (!isLast) found = await keep(found, (each) => each.isDirectory());
  }
  return keep(found, (each) => each.isFile());
}

async function expandPart(folder: string, part: string): Promise<string[]> {
  if (!isPattern(part)) return [join(folder, part)];
  const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
  const wanted = toExpression(part);
  const fitting = names.filter(
    (name) => wanted.test(name.normalize('NFC')) && part.startsWith('.') === name.startsWith('.'),
  );
  return fitting.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name));
}

/** A name that one system has composed and another has not is the same. */
function toExpression(part: string): RegExp {
  const signs = [...part.normalize('NFC')].map((sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : sign.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'),
  );
  return new RegExp(`^${signs.join('')}$`, 'su');
}

async function keep(
  paths: readonly string[],
  isWanted: (found: { isDirectory: () => boolean; isFile: () => boolean }) => boolean,
): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths.filter((_path, index) => {
    const each = found[index];
    return each !== undefined && isWanted(each);
  });
}
