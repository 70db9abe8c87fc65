/** The configuration, from environment variables: the only reader of `process.env`. */
import { fstatSync } from 'node:fs';
import { SHORTEST_SECRET_BYTES, splitSecrets, type TokenSecrets } from '../access/split-secrets';
import { isDay, type Day } from '../day';
import type { Limits } from '../server/limits';
import type { MessageLanguage } from '../words/translate';
import { readLimits } from './read-limits';
import { readProxies } from './read-proxies';
import { readSecretFiles } from './read-secret-files';
import { readTracing, type Tracing } from './read-tracing';
import {
  accept,
  between,
  oneOf,
  readVariables,
  rule,
  WHOLE,
  wrongSetting,
  type Environment,
  type Rule,
} from './setting';

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
  /** Addresses, networks, `loopback` or `private`: who is believed when it says whose request it hands on. */
  trustedProxies: readonly string[];
  publicTotals: boolean;
  /** Whether browsers get pages to explore the API: Apollo Sandbox and GraphiQL. */
  explorers: boolean;
  /** Whether browsers get the page of the campaign. */
  dashboard: boolean;
  /** Where its map has each organization; undefined for the one of the provinces that is shipped. */
  mapFile: string | undefined;
  /** Whether answers are compressed for those who accept it. */
  compression: boolean;
  /** Whether the server refuses every change, as while the database is migrated. */
  readOnly: boolean;
  /** The business day on which a new database starts. */
  today: Day;
  logLevel: string;
  /** Whether a service runs it, not a person: unless standard output is a terminal, it is for machines then. */
  isService: boolean;
  limits: Limits;
  /** Opens /metrics to those who carry it. */
  metricsToken: string | undefined;
  verify: Verification;
  /** Undefined when no traces are sent. */
  tracing: Tracing | undefined;
}

interface Verification {
  /** Whether the server recounts all the time. */
  isContinuous: boolean;
  pauseSeconds: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DEMO_DAY = '2020-02-29';
export const DEFAULT_DATA_DIRECTORY = '.data';

const DATABASE_URL: Rule<string> = {
  parse: (text) => (/^postgres(ql)?:\/\//.test(text) ? text : undefined),
  // Not repeated: it holds a password.
  refuse: () => 'is not a PostgreSQL address. Write it as postgres://user:password@host:5432/database.',
};

export const PORT = rule(between(0, 65_535, WHOLE), 'a number from 0 to 65535; 0 picks a free port');

/** Seconds between two slices of the continuous recount. */
export const VERIFY_PAUSE = rule(between(0, 3_600), 'a number of seconds from 0 to 3600');

const FLAG = rule(
  (text) => (/^(1|true|on|yes)$/i.test(text) ? true : /^(0|false|off|no)$/i.test(text) ? false : undefined),
  'on or off',
);

const VERIFY = rule((text) => (text === 'continuous' ? true : text === 'off' ? false : undefined), 'continuous or off');

const TODAY: Rule<Day> = {
  parse: (text) => (isDay(text) ? text : undefined),
  refuse: (text) => `is "${text}", which is not a day. Write it as 2020-02-29.`,
};

const LOG_LEVEL: Rule<string> = { ...oneOf(LOG_LEVELS), parse: (text) => oneOf(LOG_LEVELS).parse(text.toLowerCase()) };

const METRICS_TOKEN: Rule<string> = {
  parse: (text) => (/^[\x21-\x7e]{16,}$/.test(text) ? text : undefined),
  refuse: () => 'must be 16 or more letters, digits or signs without a space, as `openssl rand -hex 24` prints them.',
};

/** Throws a Problem that names the variable that is wrong. */
export function readConfig(given: Environment = process.env): Config {
  const environment = readSecretFiles(given);
  const variables = readVariables(environment);
  const { text, take } = variables;
  const databaseUrl = take('DATABASE_URL', DATABASE_URL);
  const isDemo = databaseUrl === undefined;
  refuseUnsupported(text);
  return {
    host: text('HOST') ?? '127.0.0.1',
    port: take('PORT', PORT) ?? 4_000,
    databaseUrl,
    dataDirectory: text('DATA_DIR') ?? DEFAULT_DATA_DIRECTORY,
    tokenSecrets: readSecrets(environment['AUTH_JWT_SECRET']),
    allowedOrigins: readOrigins(text('ALLOWED_ORIGINS')),
    trustedProxies: readProxies(text('TRUST_PROXY')),
    publicTotals: take('PUBLIC_TOTALS', FLAG) ?? isDemo,
    explorers: take('EXPLORERS', FLAG) ?? isDemo,
    dashboard: take('DASHBOARD', FLAG) ?? true,
    mapFile: text('MAP_FILE'),
    compression: take('COMPRESSION', FLAG) ?? true,
    readOnly: take('READ_ONLY', FLAG) ?? false,
    today: take('TODAY', TODAY) ?? DEMO_DAY,
    logLevel: take('LOG_LEVEL', LOG_LEVEL) ?? (isDemo ? 'warn' : 'info'),
    isService: !isDemo || text('NODE_ENV') === 'production' || isJournal(text('JOURNAL_STREAM')),
    limits: readLimits(variables),
    metricsToken: take('METRICS_TOKEN', METRICS_TOKEN),
    verify: {
      isContinuous: take('VERIFY', VERIFY) ?? false,
      pauseSeconds: take('VERIFY_PAUSE_SECONDS', VERIFY_PAUSE) ?? 2,
    },
    tracing: readTracing(variables),
  };
}

/** Whether npm or npx has started this process: a signal to npm alone ends the shell between, and is not handed on. */
export function isUnderNpm(environment: Environment = process.env): boolean {
  return Boolean(environment['npm_lifecycle_event']);
}

/** In which the command line speaks to the person who uses it: that of their messages by POSIX; a system without such variables is asked. */
export function readLanguage(environment: Environment = process.env): MessageLanguage {
  const named = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find(Boolean);
  const locale = named ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return /^vi(?![a-z])/i.test(locale) ? 'vi' : 'en';
}

/** Whether standard output is the stream that systemd has named, by device and inode: terminals inherit the variable, too. */
function isJournal(stream: string | undefined): boolean {
  if (stream === undefined) return false;
  const { dev, ino } = fstatSync(1);
  return stream === `${dev}:${ino}`;
}

/** A server on somebody's database never runs without a secret: everyone could read everything. */
export function requireSecret({ databaseUrl, tokenSecrets }: Config): void {
  if (databaseUrl === undefined || tokenSecrets !== undefined) return;
  throw wrongSetting(
    'AUTH_JWT_SECRET',
    'must be set when DATABASE_URL is. Use at least 32 random bytes, as `openssl rand -base64 32` prints them.',
  );
}

function refuseUnsupported(text: (name: string) => string | undefined): void {
  const found = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'].find((name) => text(name) !== undefined);
  if (found !== undefined) throw wrongSetting(found, 'is not supported yet. Unset it, and use AUTH_JWT_SECRET.');
}

/** Byte for byte: spaces around a secret belong to it. */
function readSecrets(text: string | undefined): TokenSecrets | undefined {
  if (text === undefined || text === '') return undefined;
  const { secrets, shortest } = splitSecrets(text);
  if (shortest >= SHORTEST_SECRET_BYTES) return secrets;
  const what =
    secrets.length === 1
      ? `has ${shortest} bytes. Use at least ${SHORTEST_SECRET_BYTES}.`
      : `has a line of ${shortest} bytes. Each line is a secret of its own: use at least ${SHORTEST_SECRET_BYTES} in each.`;
  throw wrongSetting('AUTH_JWT_SECRET', what);
}

const ORIGIN: Rule<string> = {
  parse: (text) => (URL.canParse(text) && new URL(text).origin === text ? text : undefined),
  refuse: (text) => `has "${text}", which is not an origin. Write https://example.org, separated by commas.`,
};

function readOrigins(text = ''): string[] {
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.filter(Boolean).map((origin) => accept('ALLOWED_ORIGINS', origin, ORIGIN));
}
