/** The secret that signs the tokens of the demo: made at the first start, kept beside its database. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'token.secret';

export async function keepTokenSecret(dataDirectory: string): Promise<Uint8Array> {
  const file = join(dataDirectory, FILE);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  // `wx` leaves a secret that is there already.
  await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return new TextEncoder().encode((await readFile(file, 'utf8')).trim());
}
