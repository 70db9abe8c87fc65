/** The secret that signs the tokens of the demo: made at the first start, kept beside its database; others may be added to it. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../problem';
import { codeOf, explainDiskError } from '../process/disk-error';
import { createDataDirectory } from './place-database-cluster';
import { SHORTEST_SECRET_BYTES, splitSecrets, type TokenSecrets } from '../access/split-secrets';

const FILE = 'token.secret';

export async function keepTokenSecrets(dataDirectory: string): Promise<TokenSecrets> {
  const directory = resolve(dataDirectory);
  await createDataDirectory(directory);
  const file = join(directory, FILE);
  const { secrets, shortest } = splitSecrets(await readOrMake(file));
  if (shortest >= SHORTEST_SECRET_BYTES) return secrets;
  throw new Problem(
    'UNAVAILABLE',
    `${file} is ${shortest === 0 ? 'empty' : 'cut short'}: put the right file back, or remove it, and a new one is made. Tokens of the old one then hold no more.`,
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
