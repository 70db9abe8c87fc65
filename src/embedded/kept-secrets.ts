/** The secrets that are kept in the data directory: the password of the database's superuser, and what signs the tokens of the demo. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SHORTEST_SECRET_BYTES, splitSecrets, type TokenSecrets } from '../access/split-secrets';
import { Problem } from '../problem';
import { explainDiskError } from '../process/disk-error';
import { codeOf } from '../process/errno';
import { createDataDirectory } from './place-database-cluster';
import { plain } from '../words/message';

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
  const message = plain`The database cannot be opened, because ${file} is missing or empty: put it back, or remove ${dataDirectory} to begin with an empty database.`;
  throw new Problem('UNAVAILABLE', message);
}

const TOKEN_SECRET_FILE = 'token.secret';

/** Made at the first start; others may be added to the file. */
export async function keepTokenSecrets(dataDirectory: string): Promise<TokenSecrets> {
  const directory = resolve(dataDirectory);
  await createDataDirectory(directory);
  const file = join(directory, TOKEN_SECRET_FILE);
  return requireWhole(await readOrMake(file), file);
}

/** Undefined where no server has made one yet; nothing is made. */
export async function readTokenSecrets(dataDirectory: string): Promise<TokenSecrets | undefined> {
  const file = join(resolve(dataDirectory), TOKEN_SECRET_FILE);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw explainDiskError(error, file);
  });
  return text === undefined ? undefined : requireWhole(text.trim(), file);
}

function requireWhole(text: string, file: string): TokenSecrets {
  const { secrets, shortest } = splitSecrets(text);
  if (shortest >= SHORTEST_SECRET_BYTES) return secrets;
  throw new Problem(
    'UNAVAILABLE',
    plain`${file} is ${shortest === 0 ? 'empty' : 'cut short'}: put the right file back, or remove it to have a new one made. Tokens that were signed with the old one are not valid then.`,
  );
}

/** Another one is made at the next start: tokens that were signed with the old one are not valid then. */
export async function forgetTokenSecrets(dataDirectory: string): Promise<void> {
  await rm(join(resolve(dataDirectory), TOKEN_SECRET_FILE), { force: true });
}

async function readOrMake(file: string): Promise<string> {
  try {
    // `wx` leaves a secret that is there already.
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
      (error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error;
      },
    );
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw explainDiskError(error, file);
  }
}
