/** Secrets in files, as container engines hand them over: `NAME_FILE` names the file that has `NAME`. */
import { readFileSync } from 'node:fs';
import { codeOf } from '../process/errno';
import { wrongSetting, type Environment } from './setting';

/** What others must not see in a list of processes or in the description of a container. */
const SECRETS = ['AUTH_JWT_SECRET', 'DATABASE_URL', 'METRICS_TOKEN'];

/** The environment with what the files have. Throws a Problem that names the variable that is wrong. */
export function readSecretFiles(environment: Environment): Environment {
  const secrets = SECRETS.flatMap((name) => {
    const file = environment[`${name}_FILE`]?.trim();
    // An empty variable counts as absent, here as everywhere.
    if (!file) return [];
    if (environment[name]?.trim()) {
      throw wrongSetting(`${name}_FILE`, `is set beside ${name}. Unset one of the two.`);
    }
    return [[name, readSecretFile(name, file)] as const];
  });
  return { ...environment, ...Object.fromEntries(secrets) };
}

function readSecretFile(name: string, file: string): string {
  const refuse = (what: string): Error => wrongSetting(`${name}_FILE`, `names ${file}, which ${what}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw refuse(`${explain(codeOf(error))}.`);
  }
  // Editors and `echo` end the last line; the secret is what is before that.
  const secret = text.replace(/\r?\n$/, '');
  if (secret.trim() === '') throw refuse('is empty. Write the secret into it.');
  return secret;
}

function explain(code: string): string {
  const explanations: Readonly<Record<string, string>> = {
    ENOENT: 'is not there. Write the secret into it, or correct the path',
    EACCES: 'this user may not read. Let them',
    EISDIR: 'is a folder. Name the file',
  };
  return explanations[code] ?? `cannot be read (${code}). Correct the path`;
}
