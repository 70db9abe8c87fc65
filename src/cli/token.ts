/** `giaoban token`: prints a token for the server of this configuration. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { signToken, type Claims } from '../access/token';
import { Role } from '../access/viewer';
import { readConfig, requireSecret } from '../config/config';
import { keepTokenSecrets } from '../embedded/token-secret';
import type { Stopping } from '../process/stopping';
import { openVoice, printLine } from '../process/voice';
import { nameOrganization } from './name-organization';

interface TokenOptions {
  subject: string;
  role: Role;
  organization: string;
  /** Seconds, without end for a token that holds for good. */
  expires: number;
  unchecked: boolean;
}

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
export const USUAL_DAYS = 30;
/** A hundred years, and beyond that a date is no date any more. */
const MOST_SECONDS = 36_500 * 86_400;

export function addToken(program: Command, stopping: Stopping): void {
  program
    .command('token')
    .description('Print a token that the server of this configuration accepts.')
    .addOption(new Option('--role <role>', 'what they may do').choices(Object.values(Role)).makeOptionMandatory())
    .requiredOption('--organization <code>', 'the organization in whose subtree they may do it')
    .option('--subject <name>', 'who it is for; events carry it', 'demo')
    .addOption(
      new Option('--expires <time>', 'how long it holds, as 90m, 12h or 30d; never, for one that holds for good')
        .argParser(parseTime)
        .default(USUAL_DAYS * 86_400, `${USUAL_DAYS}d`),
    )
    .option('--unchecked', 'do not ask the database whether there is such an organization', false)
    .action((options: TokenOptions) => printToken(options, stopping));
}

async function printToken({ expires, unchecked, ...given }: TokenOptions, stopping: Stopping): Promise<void> {
  const config = readConfig();
  requireSecret(config);
  const { organization } = given;
  const name = unchecked ? undefined : await nameOrganization(organization, config, stopping);
  const [secret] = config.tokenSecrets ?? (await keepTokenSecrets(config.dataDirectory));
  const expiresAt = Number.isFinite(expires) ? Math.floor(Date.now() / 1_000 + expires) : undefined;
  const claims = { ...given, expiresAt };
  const token = await signToken(claims, secret);
  openVoice(process.stderr).say(describe(claims, name));
  printLine(process.stdout, token);
}

/** On standard error: standard output is the token and nothing else. */
function describe({ subject, role, organization, expiresAt }: Claims, name: string | undefined): string {
  const where = `${organization} (${name ?? 'which was not looked up'})`;
  const until =
    expiresAt === undefined
      ? 'for good: it ends only with the secret'
      : `until ${new Date(expiresAt * 1_000).toISOString().replace('.000', '')}`;
  return `A token for "${subject}", ${role} of ${where}, ${until}.`;
}

function parseTime(text: string): number {
  if (text === 'never') return Infinity;
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? NaN);
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new InvalidArgumentError('Use a number with m, h or d, as 12h or 30d, or never.');
}
