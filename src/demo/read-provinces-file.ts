/** Reads the provinces that the demo country is made from. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file lies beside the sources; the built program is one folder deeper. */
export async function readProvincesFile(): Promise<string> {
  const name = join('data', 'provinces-2020.csv');
  const fromSource = join(__dirname, '..', '..', name);
  const fromBuild = join(__dirname, '..', '..', '..', name);
  return readFile(fromSource, 'utf8').catch(() => readFile(fromBuild, 'utf8'));
}
