/** Records the statements that a data source runs, and asks PostgreSQL which tables they read. */
import type { DataSource, QueryRunner } from 'typeorm';

export interface Recording {
  /** The statements so far, and none of them any more at the next call. */
  take(): Statement[];
  stop(): void;
}

export interface Statement {
  sql: string;
  parameters: unknown[];
}

/** Records what goes through query runners that are made from now on. */
export function recordStatements(dataSource: DataSource): Recording {
  const original = dataSource.createQueryRunner.bind(dataSource);
  let statements: Statement[] = [];
  dataSource.createQueryRunner = (...given): QueryRunner => {
    const runner = original(...given);
    const query = runner.query.bind(runner) as (...passed: unknown[]) => Promise<unknown>;
    const recorded = (sql: string, parameters: unknown[] = [], ...rest: unknown[]): Promise<unknown> => {
      statements.push({ sql, parameters });
      return query(sql, parameters, ...rest);
    };
    return Object.assign(runner, { query: recorded });
  };
  return {
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    stop: () => {
      dataSource.createQueryRunner = original;
    },
  };
}

/** Names of the tables in the plan of the statement. */
export async function relationsOf(dataSource: DataSource, { sql, parameters }: Statement): Promise<string[]> {
  if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return [];
  const [row] = await dataSource.query<Record<string, unknown>[]>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
  return [...JSON.stringify(row).matchAll(/"Relation Name":\s*"(\w+)"/g)].map(([, name]) => name ?? '');
}
