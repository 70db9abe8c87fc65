/** The configuration, from environment variables: the only reader of `process.env`. */
import { fstatSync } from 'node:fs';
import { SHORTEST_SECRET_BYTES, splitSecrets, type TokenSecrets } from '../access/split-secrets';
import { isDay, type Day } from '../day';
import { Problem } from '../problem';
import { readLimits } from './read-limits';
import { readSecretFiles } from './read-secret-files';
import { readTracing, type Tracing } from './read-tracing';
import type { Limits } from '../server/limits';

export interface Config {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** A PostgreSQL server to use; undefined for an embedded one with the demo country. */
  databaseUrl: string | undefined;
  /** Where the embedded database and its secrets are. */
  dataDirectory: string;
  /** For tokens; undefined in the demo, which then makes its own and lets everyone read. */
  tokenSecrets: TokenSecrets | undefined;
  allowedOrigins: readonly string[];
  publicTotals: boolean;
  /** Whether browsers get pages to explore the API: Apollo Sandbox and GraphiQL. */
  explorers: boolean;
  /** Whether the server refuses every change, as while somebody migrates the database. */
  readOnly: boolean;
  /** The business day on which a new database starts. */
  today: Day;
  logLevel: string;
  /** Whether it is run by something and not by somebody: unless standard output is a terminal, it is for machines then. */
  isService: boolean;
  limits: Limits;
  /** Opens /metrics to whoever carries it. */
  metricsToken: string | undefined;
  verify: Verification;
  /** Undefined when no traces are sent. */
  tracing: Tracing | undefined;
}

interface Verification {
  /** Whether the server recounts all along. */
  isContinuous: boolean;
  pauseSeconds: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DEMO_DAY = '2020-02-29';
export const DEFAULT_DATA_DIRECTORY = '.data';

type Environment = Record<string, string | undefined>;

/** Throws a Problem that names the variable that is wrong. */
export function readConfig(given: Environment = process.env): Config {
  const environment = readSecretFiles(given);
  // An empty variable counts as absent: compose files and shells leave such.
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const databaseUrl = readDatabaseUrl(read('DATABASE_URL'));
  refuseUnsupported(read);
  return {
    host: read('HOST') ?? '127.0.0.1',
    port: readPort('PORT', read('PORT')),
    databaseUrl,
    dataDirectory: read('DATA_DIR') ?? DEFAULT_DATA_DIRECTORY,
    tokenSecrets: readSecrets(environment['AUTH_JWT_SECRET']),
    allowedOrigins: readOrigins(read('ALLOWED_ORIGINS')),
    publicTotals: readFlag('PUBLIC_TOTALS', read('PUBLIC_TOTALS'), databaseUrl === undefined),
    explorers: readFlag('EXPLORERS', read('EXPLORERS'), databaseUrl === undefined),
    readOnly: readFlag('READ_ONLY', read('READ_ONLY'), false),
    today: readToday(read('TODAY')),
    logLevel: readLogLevel(read('LOG_LEVEL'), databaseUrl === undefined ? 'warn' : 'info'),
    isService: databaseUrl !== undefined || read('NODE_ENV') === 'production' || isJournal(read('JOURNAL_STREAM')),
    limits: readLimits(read),
    metricsToken: readMetricsToken(read('METRICS_TOKEN')),
    verify: {
      isContinuous: readVerify(read('VERIFY')),
      pauseSeconds: readPause('VERIFY_PAUSE_SECONDS', read('VERIFY_PAUSE_SECONDS')),
    },
    tracing: readTracing(read),
  };
}

/** Whether npm or npx has started this process: a signal to npm alone ends the shell between, and is not handed on. */
export function isUnderNpm(environment: Environment = process.env): boolean {
  return Boolean(environment['npm_lifecycle_event']);
}

/** Whether standard output is the stream that systemd has named, by device and inode: the variable alone is inherited by terminals, too. */
function isJournal(stream: string | undefined): boolean {
  if (stream === undefined) return false;
  const { dev, ino } = fstatSync(1);
  return stream === `${dev}:${ino}`;
}

/** A server on somebody's database never runs without a secret: everyone could read everything. */
export function requireSecret({ databaseUrl, tokenSecrets }: Config): void {
  if (databaseUrl === undefined || tokenSecrets !== undefined) return;
  throw wrong(
    'AUTH_JWT_SECRET',
    'must be set when DATABASE_URL is. Use at least 32 random bytes, as `openssl rand -base64 32` gives.',
  );
}

function wrong(name: string, what: string): Problem {
  return new Problem('BAD_USER_INPUT', `${name} ${what}`, { argument: name });
}

function refuseUnsupported(read: (name: string) => string | undefined): void {
  for (const name of ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE']) {
    if (read(name) !== undefined) throw wrong(name, 'is not supported yet. Unset it, and use AUTH_JWT_SECRET.');
  }
}

function readDatabaseUrl(value: string | undefined): string | undefined {
  if (value === undefined || /^postgres(ql)?:\/\//.test(value)) return value;
  throw wrong('DATABASE_URL', 'is not a PostgreSQL address. Write it as postgres://user:password@host:5432/database.');
}

export function readPort(name: string, value: string | undefined): number {
  const port = Number(value ?? 4000);
  if (/^\d+$/.test(value ?? '4000') && port <= 65_535) return port;
  throw wrong(name, `is "${value ?? ''}". Use a number from 0 to 65535; 0 picks a free port.`);
}

function readSecrets(value: string | undefined): TokenSecrets | undefined {
  if (value === undefined || value === '') return undefined;
  const { secrets, shortest } = splitSecrets(value);
  if (shortest >= SHORTEST_SECRET_BYTES) return secrets;
  const what =
    secrets.length === 1
      ? `has ${shortest} bytes. Use at least ${SHORTEST_SECRET_BYTES}.`
      : `has a line of ${shortest} bytes. Each line is a secret of its own: use at least ${SHORTEST_SECRET_BYTES} in each.`;
  throw wrong('AUTH_JWT_SECRET', what);
}

function readMetricsToken(value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]{16,}$/.test(value)) return value;
  throw wrong(
    'METRICS_TOKEN',
    'must be 16 or more letters, digits or signs without a space, as `openssl rand -hex 24` gives.',
  );
}

function readVerify(value: string | undefined): boolean {
  if (value === undefined || value === 'off') return false;
  if (value === 'continuous') return true;
  throw wrong('VERIFY', `is "${value}". Use continuous or off.`);
}

/** Seconds between two slices of the continuous recount. */
export function readPause(name: string, value: string | undefined): number {
  const seconds = Number(value ?? 2);
  if (seconds >= 0 && seconds <= 3_600) return seconds;
  throw wrong(name, `is "${value ?? ''}". Use a number of seconds from 0 to 3600.`);
}

function readOrigins(value: string | undefined): string[] {
  const origins = (value ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw wrong(
        'ALLOWED_ORIGINS',
        `has "${origin}", which is not an origin. Write https://example.org, separated by commas.`,
      );
    }
  }
  return origins;
}

function readFlag(name: string, value: string | undefined, otherwise: boolean): boolean {
  if (value === undefined) return otherwise;
  if (/^(1|true|on|yes)$/i.test(value)) return true;
  if (/^(0|false|off|no)$/i.test(value)) return false;
  throw wrong(name, `is "${value}". Use on or off.`);
}

function readToday(value: string | undefined): Day {
  if (value === undefined) return DEMO_DAY;
  if (isDay(value)) return value;
  throw wrong('TODAY', `is "${value}", which is not a day. Write it as 2020-02-29.`);
}

function readLogLevel(value: string | undefined, otherwise: string): string {
  const level = value?.toLowerCase() ?? otherwise;
  if (LOG_LEVELS.includes(level)) return level;
  throw wrong('LOG_LEVEL', `is "${level}". Use one of ${LOG_LEVELS.join(', ')}.`);
}
