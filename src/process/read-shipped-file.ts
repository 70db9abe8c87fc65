/** Reads a file that lies beside the sources and is shipped with the program. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `name` from the root of the project. The built program is one folder deeper than the sources. */
export async function readShippedFile(...name: readonly string[]): Promise<Buffer> {
  const fromSource = join(__dirname, '..', '..', ...name);
  const fromBuild = join(__dirname, '..', '..', '..', ...name);
  return readFile(fromSource).catch(() => readFile(fromBuild));
}
