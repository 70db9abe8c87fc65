/** What statements do, by their plans: which tables are read whole, and how many rows are gone through. */
import type { DataSource } from 'typeorm';
import type { SentStatement } from './spy-statements';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

export interface Work {
  /** Tables that were read in the order of their rows, each with how many of them. */
  wholeTables: Record<string, number>;
  /** The most rows that a step of the plan went through. */
  rows: number;
  /** The most rows that were sorted. */
  sorted: number;
  indexes: string[];
}

export async function explain(dataSource: DataSource, { text, values }: SentStatement): Promise<Work> {
  const [explained] = await dataSource.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  const work: Work = { wholeTables: {}, rows: 0, sorted: 0, indexes: [] };
  const visit = (plan: Plan): void => {
    const passed = plan['Actual Rows'] * plan['Actual Loops'];
    const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
    const through = passed + removed * plan['Actual Loops'];
    work.rows = Math.max(work.rows, through);
    if (plan['Node Type'] === 'Seq Scan') {
      const table = plan['Relation Name'] ?? '';
      work.wholeTables[table] = Math.max(work.wholeTables[table] ?? 0, through);
    }
    if (plan['Index Name'] !== undefined) work.indexes.push(plan['Index Name']);
    for (const below of plan.Plans ?? []) {
      const given = below['Actual Rows'] * below['Actual Loops'];
      if (plan['Node Type'].includes('Sort')) work.sorted = Math.max(work.sorted, given);
      visit(below);
    }
  };
  for (const { Plan } of explained?.['QUERY PLAN'] ?? []) visit(Plan);
  return work;
}
