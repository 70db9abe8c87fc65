/** Data directories for embedded databases that live as long as a test. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path where no data directory is yet. `mode` is that of the folder around it: by default other users may pass. */
export async function freshDataDirectory(name = 'data', mode = 0o755, prefix = 'giaoban-test-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, mode);
  return join(folder, name);
}

/** Removes the folder around it too, and the cluster where that is elsewhere. */
export async function removeDataDirectory(dataDirectory: string): Promise<void> {
  const location = await readFile(join(dataDirectory, 'postgres.location'), 'utf8').catch(() => undefined);
  if (location !== undefined) await rm(location.trim(), { recursive: true, force: true });
  await rm(join(dataDirectory, '..'), { recursive: true, force: true });
}
