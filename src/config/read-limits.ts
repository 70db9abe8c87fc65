/** The limits that can be set: one table for the configuration and for the docs. */
import type { Limits } from '../server/limits';
import { between, DECIMAL, rule, WHOLE, type Rule, type Variables } from './setting';

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
  LIMIT_VALUES: { limit: 'values', otherwise: 25_000, least: 1_000, most: 10_000_000 },
  LIMIT_DEFINITIONS: { limit: 'definitions', otherwise: 100, least: 10, most: 1_000_000 },
  LIMIT_VARIABLES: { limit: 'variables', otherwise: 100, least: 10, most: 1_000_000 },
  LIMIT_ALIASES: { limit: 'aliases', otherwise: 100, least: 10, most: 1_000_000 },
  LIMIT_DIRECTIVES: { limit: 'directives', otherwise: 50, least: 5, most: 1_000_000 },
  LIMIT_ROOT_FIELDS: { limit: 'rootFields', otherwise: 50, least: 5, most: 1_000_000 },
  LIMIT_BREADTH: { limit: 'breadth', otherwise: 200, least: 50, most: 1_000_000 },
  LIMIT_OVERLAPS: { limit: 'overlaps', otherwise: 40_000, least: 1_000, most: 100_000_000 },
  LIMIT_DEPTH: { limit: 'depth', otherwise: 20, least: 5, most: 200 },
  LIMIT_COST: { limit: 'cost', otherwise: 100_000, least: 100, most: 100_000_000 },
  LIMIT_COST_PER_SECOND: { limit: 'costPerSecond', otherwise: 50_000, least: 100, most: 1_000_000_000 },
  LIMIT_COST_AT_ONCE: { limit: 'costAtOnce', otherwise: 1_000_000, least: 1_000, most: 1_000_000_000 },
  LIMIT_CONNECTIONS: { limit: 'connections', otherwise: 10_000, least: 1, most: 1_000_000 },
  LIMIT_CONNECTIONS_PER_ADDRESS: { limit: 'connectionsPerAddress', otherwise: 1_000, least: 1, most: 1_000_000 },
  LIMIT_NEWCOMERS: { limit: 'newcomers', otherwise: 2_000, least: 1, most: 1_000_000 },
  LIMIT_NEWCOMERS_PER_ADDRESS: { limit: 'newcomersPerAddress', otherwise: 500, least: 1, most: 1_000_000 },
  LIMIT_BACKLOG_BYTES: { limit: 'backlogBytes', otherwise: 134_217_728, least: 1_048_576, most: 68_719_476_736 },
  LIMIT_ANSWER_BYTES: { limit: 'answerBytes', otherwise: 67_108_864, least: 0, most: 68_719_476_736 },
  LIMIT_OPERATIONS_PER_SOCKET: { limit: 'operationsPerSocket', otherwise: 128, least: 1, most: 100_000 },
  LIMIT_SUBSCRIPTIONS_PER_CLIENT: { limit: 'subscriptionsPerClient', otherwise: 2_000, least: 1, most: 1_000_000 },
  INIT_SECONDS: { limit: 'initSeconds', otherwise: 5, least: 0.1, most: 600 },
  HEAD_SECONDS: { limit: 'headSeconds', otherwise: 15, least: 0.1, most: 600 },
  REQUEST_SECONDS: { limit: 'requestSeconds', otherwise: 30, least: 0.1, most: 3_600 },
  PING_SECONDS: { limit: 'pingSeconds', otherwise: 12, least: 0.1, most: 600 },
  STALL_SECONDS: { limit: 'stallSeconds', otherwise: 30, least: 0.1, most: 3_600 },
  OPERATION_SECONDS: { limit: 'operationSeconds', otherwise: 30, least: 0.1, most: 3_600 },
  DRAIN_SECONDS: { limit: 'drainSeconds', otherwise: 3, least: 0, most: 60 },
  LIMIT_DOCUMENTS: { limit: 'documents', otherwise: 1, least: 1, most: 16 },
  LIMIT_DOCUMENTS_WAITING: { limit: 'documentsWaiting', otherwise: 50, least: 1, most: 10_000 },
};

export function readLimits({ take }: Variables): Limits {
  const entries = Object.entries(LIMIT_SETTINGS).map(([name, setting]) => [
    setting.limit,
    take(name, ruleOf(setting)) ?? setting.otherwise,
  ]);
  return Object.fromEntries(entries) as Limits;
}

function ruleOf({ limit, least, most }: LimitSetting): Rule<number> {
  const [notation, what] = limit.endsWith('Seconds') ? [DECIMAL, 'a number of seconds'] : [WHOLE, 'a whole number'];
  return rule(between(least, most, notation), `${what} from ${least} to ${most}`);
}
