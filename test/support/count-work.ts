/** How much an operation works, without a clock: what its answer has, and what its statements go through, each at what it took when it was measured. */
import type { DataSource } from 'typeorm';
import type { SentStatement } from './spy-statements';

interface Plan {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Rows Removed by Join Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Filter?: string;
  'Recheck Cond'?: string;
  Plans?: Plan[];
}

/** Units of cost, ten microseconds each: of the process and of the database together. `npm run bench:prices` measures them. */
const OPERATION = 70;
const OF_STATEMENT = 25;
const OF_FIELD = 0.4;
const OF_BYTE = 0.01;
const OF_ROW = 0.05;
/** A row whose words are taken apart to be compared. */
const OF_SEARCHED_ROW = 1;
const OF_BLOCK = 0.05;

/** Of an answer: scalars, objects and lists. */
export function workOfAnswer(answer: unknown): number {
  let fields = 0;
  const visit = (value: unknown): void => {
    fields += 1;
    if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  visit(answer);
  return fields * OF_FIELD + JSON.stringify(answer).length * OF_BYTE;
}

const known = new Map<string, Promise<number>>();

export async function workOfStatements(dataSource: DataSource, sent: readonly SentStatement[]): Promise<number> {
  const reading = sent.filter(({ text }) => /^\s*(SELECT|WITH)\b/.test(text) && !/pg_|LISTEN/.test(text));
  let units = 0;
  for (const statement of reading) {
    const key = JSON.stringify([statement.text, statement.values]);
    const work = known.get(key) ?? explain(dataSource, statement);
    known.set(key, work);
    units += OF_STATEMENT + (await work);
  }
  return OPERATION + units;
}

async function explain(dataSource: DataSource, { text, values }: SentStatement): Promise<number> {
  const [explained] = await dataSource.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  return (explained?.['QUERY PLAN'] ?? []).reduce((sum, { Plan: plan }) => sum + workOfPlan(plan), 0);
}

function workOfPlan(plan: Plan): number {
  const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  return blocks * OF_BLOCK + workOfRows(plan);
}

function workOfRows(plan: Plan): number {
  const removed =
    (plan['Rows Removed by Filter'] ?? 0) +
    (plan['Rows Removed by Index Recheck'] ?? 0) +
    (plan['Rows Removed by Join Filter'] ?? 0);
  const rows = (plan['Actual Rows'] + removed) * plan['Actual Loops'];
  const condition = plan.Filter ?? plan['Recheck Cond'] ?? '';
  const isSearched = condition.includes('array_to_tsvector') && (plan.Filter !== undefined || removed > 0);
  const below = (plan.Plans ?? []).reduce((sum, each) => sum + workOfRows(each), 0);
  return below + rows * (isSearched ? OF_SEARCHED_ROW : OF_ROW);
}
