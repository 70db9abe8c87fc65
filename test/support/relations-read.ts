/** Records the statements that a data source runs, and asks PostgreSQL which tables they read. */
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { onAcquire } from './on-acquire';
import { spyStatements } from './spy-statements';

export interface Recording {
  /** The statements so far, and none of them any more at the next call. */
  take(): Statement[];
  stop(): void;
}

export interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Records what goes over the connections that are taken from the pool from now on. */
export function recordStatements(dataSource: DataSource): Recording {
  const clients = new Set<Client>();
  const forget = onAcquire(dataSource, (client) => clients.add(client));
  const { sent, stop } = spyStatements();
  return {
    take: () =>
      sent
        .splice(0)
        .filter(({ client }) => clients.has(client))
        .map(({ text, values }) => ({ sql: text, parameters: values })),
    stop: () => {
      stop();
      forget();
    },
  };
}

/** Names of the tables in the plan of the statement. */
export async function relationsOf(dataSource: DataSource, { sql, parameters }: Statement): Promise<string[]> {
  if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return [];
  const [row] = await dataSource.query<Record<string, unknown>[]>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
  return [...JSON.stringify(row).matchAll(/"Relation Name":\s*"(\w+)"/g)].map(([, name]) => name ?? '');
}
