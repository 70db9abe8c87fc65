/** With which token a command changes things on a server: the given one, or one made with the secret of a server on this machine. */
import { signToken } from '../access/token';
import { Role } from '../access/viewer';
import { readConfig } from '../config/config';
import { readTokenSecrets } from '../embedded/kept-secrets';
import { Problem } from '../problem';
import { plain } from '../words/message';
import { USUAL_DAYS } from './defaults';

interface Wanted {
  given: string | undefined;
  url: string;
  subject: string;
  /** Code of the root. */
  organization: string;
}

export async function findAdminToken({ given, url, subject, organization }: Wanted): Promise<string> {
  if (given !== undefined && given.trim() !== '') return given.trim();
  // Whoever else is asked could use it here.
  if (!isOnThisMachine(url)) {
    throw missing(plain`The server at ${url} is not on this machine: give an ADMIN's token of its root with --token.`);
  }
  const { tokenSecrets, databaseUrl, dataDirectory } = readConfig();
  const secrets = tokenSecrets ?? (databaseUrl === undefined ? await readTokenSecrets(dataDirectory) : undefined);
  if (secrets === undefined) {
    const where =
      databaseUrl === undefined ? `${dataDirectory} (DATA_DIR) holds no secret` : 'AUTH_JWT_SECRET is not set';
    throw missing(
      plain`There is no token, and none can be made: ${where}. Give the admin's token that the server prints when it starts with --token, or the server's DATA_DIR.`,
    );
  }
  const expiresAt = Math.floor(Date.now() / 1_000) + USUAL_DAYS * 86_400;
  return signToken({ subject, role: Role.ADMIN, organization, expiresAt }, secrets[0]);
}

function missing(message: ReturnType<typeof plain>): Problem {
  return new Problem('UNAUTHENTICATED', message);
}

function isOnThisMachine(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
