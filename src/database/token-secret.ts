/** The secret that signs the tokens of the demo: made at the first start, kept beside its database. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../problem';
import { codeOf, explainDiskError } from './explain-disk-error';
import { createDataDirectory } from './place-database-cluster';

const FILE = 'token.secret';
const SHORTEST_SECRET_BYTES = 32;

export async function keepTokenSecret(dataDirectory: string): Promise<Uint8Array> {
  const directory = resolve(dataDirectory);
  await createDataDirectory(directory);
  const file = join(directory, FILE);
  const secret = new TextEncoder().encode(await readOrMake(file));
  if (secret.length >= SHORTEST_SECRET_BYTES) return secret;
  throw new Problem(
    'UNAVAILABLE',
    `${file} is ${secret.length === 0 ? 'empty' : 'cut short'}: put the right file back, or remove it, and a new one is made. Tokens of the old one then hold no more.`,
  );
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
