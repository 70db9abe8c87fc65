/** The limits that can be set: one table for the configuration and for the docs. */
import { Problem } from '../problem';
import type { Limits } from '../server/limits';

export interface LimitSetting {
  limit: keyof Limits;
  otherwise: number;
  least: number;
  most: number;
}

/** By the name of the environment variable. */
export const LIMIT_SETTINGS: Readonly<Record<string, LimitSetting>> = {
  LIMIT_BODY_BYTES: { limit: 'bodyBytes', otherwise: 1_048_576, least: 1_024, most: 104_857_600 },
  LIMIT_MESSAGE_BYTES: { limit: 'messageBytes', otherwise: 65_536, least: 1_024, most: 104_857_600 },
  LIMIT_TOKENS: { limit: 'tokens', otherwise: 5_000, least: 100, most: 1_000_000 },
  LIMIT_DEPTH: { limit: 'depth', otherwise: 20, least: 5, most: 1_000 },
  LIMIT_COST: { limit: 'cost', otherwise: 100_000, least: 100, most: 100_000_000 },
  LIMIT_CONNECTIONS: { limit: 'connections', otherwise: 10_000, least: 1, most: 1_000_000 },
  LIMIT_OPERATIONS_PER_SOCKET: { limit: 'operationsPerSocket', otherwise: 128, least: 1, most: 100_000 },
  INIT_SECONDS: { limit: 'initSeconds', otherwise: 10, least: 0.1, most: 600 },
  PING_SECONDS: { limit: 'pingSeconds', otherwise: 12, least: 0.1, most: 600 },
  STALL_SECONDS: { limit: 'stallSeconds', otherwise: 30, least: 0.1, most: 3_600 },
  DRAIN_SECONDS: { limit: 'drainSeconds', otherwise: 3, least: 0, most: 60 },
  LIMIT_DOCUMENTS: { limit: 'documents', otherwise: 1, least: 1, most: 16 },
  LIMIT_DOCUMENTS_WAITING: { limit: 'documentsWaiting', otherwise: 50, least: 1, most: 10_000 },
};

/** Throws a Problem that names the variable that is wrong. */
export function readLimits(read: (name: string) => string | undefined): Limits {
  const entries = Object.entries(LIMIT_SETTINGS).map(([name, setting]) => [
    setting.limit,
    readLimit(name, setting, read(name)),
  ]);
  return Object.fromEntries(entries) as Limits;
}

function readLimit(name: string, { limit, otherwise, least, most }: LimitSetting, value: string | undefined): number {
  if (value === undefined) return otherwise;
  const isTime = limit.endsWith('Seconds');
  const number = Number(value);
  if ((isTime ? /^\d+(\.\d+)?$/ : /^\d+$/).test(value) && number >= least && number <= most) return number;
  const what = isTime ? 'a number of seconds' : 'a whole number';
  throw new Problem('BAD_USER_INPUT', `${name} is "${value}". Use ${what} from ${least} to ${most}.`, {
    argument: name,
  });
}
