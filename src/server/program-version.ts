/** What tells this program from every other version of it: answers of two versions may differ at the same place of the log. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

let known: Promise<string> | undefined;

/** To be begun before the server listens: files may be replaced below a program that runs. The same in every process of the same build: a hash of the program itself, and of the versions of what it is built with. */
export function programVersion(): Promise<string> {
  return (known ??= hashOfProgram(join(__dirname, '..')));
}

async function hashOfProgram(folder: string): Promise<string> {
  const hash = createHash('sha256').update(`${process.version} ${JSON.stringify(process.versions)}`);
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((each) => /\.(?:js|ts|json)$/.test(each)).sort()) {
    hash.update(`\n${file}\n`).update(await readFile(join(folder, file)));
  }
  const lock = await readFile(join(folder, '..', 'package-lock.json')).catch(() =>
    readFile(join(folder, '..', '..', 'package-lock.json')).catch(() => ''),
  );
  return hash.update(lock).digest('base64url');
}
