/** `giaoban token`: prints a token for the server of this configuration. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { signToken } from '../access/token';
import { Role } from '../access/viewer';
import { readConfig, requireSecret } from '../config';
import { keepTokenSecret } from '../database/token-secret';
import { printLine } from '../voice';

interface TokenOptions {
  subject: string;
  role: Role;
  organization: string;
  hours?: number;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('Print a token that the server of this configuration accepts.')
    .option('--subject <name>', 'who it is for; events carry it', 'demo')
    .addOption(new Option('--role <role>', 'what they may do').choices(Object.values(Role)).default(Role.REPORTER))
    .option('--organization <code>', 'the organization in whose subtree they may do it', 'VN')
    .option('--hours <number>', 'how long it holds; for good when absent', parseHours)
    .action(printToken);
}

async function printToken({ hours, ...claims }: TokenOptions): Promise<void> {
  const config = readConfig();
  requireSecret(config);
  const secret = config.tokenSecret ?? (await keepTokenSecret(config.dataDirectory));
  const expiresAt = hours === undefined ? undefined : Math.floor(Date.now() / 1_000 + hours * 3_600);
  printLine(process.stdout, await signToken({ ...claims, expiresAt }, secret));
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (Number.isFinite(hours) && hours > 0) return hours;
  throw new InvalidArgumentError('Use a number of hours above 0.');
}
