/** Finds files that lie beside the sources and are shipped with the program. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `name` from the root of the project. */
export async function readShippedFile(...name: readonly string[]): Promise<Buffer> {
  return readFile(await findShippedFile(...name));
}

/** Where it would lie, if it is not there. The built program is one folder deeper than the sources. */
export async function findShippedFile(...name: readonly string[]): Promise<string> {
  const fromSource = join(__dirname, '..', '..', ...name);
  const fromBuild = join(__dirname, '..', '..', '..', ...name);
  return access(fromSource).then(
    () => fromSource,
    () => fromBuild,
  );
}
