/** The password of the database's superuser, kept in the data directory. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem';
import { codeOf, explainDiskError } from '../process/disk-error';

function passwordFile(dataDirectory: string): string {
  return join(dataDirectory, 'postgres.password');
}

export async function writePassword(dataDirectory: string, password: string): Promise<void> {
  const half = `${passwordFile(dataDirectory)}.new`;
  await rm(half, { force: true });
  const file = await open(half, 'wx', 0o600);
  await file
    .writeFile(`${password}\n`)
    .then(() => file.sync())
    .finally(() => file.close());
  await rename(half, passwordFile(dataDirectory));
}

export async function readPassword(dataDirectory: string): Promise<string> {
  const file = passwordFile(dataDirectory);
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw explainDiskError(error, file);
  });
  if (content.trim() !== '') return content.trim();
  const message = `The database cannot be opened, because ${file} is missing or empty: put it back, or remove ${dataDirectory} to begin with an empty database.`;
  throw new Problem('UNAVAILABLE', message);
}
