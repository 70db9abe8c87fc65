/** The tables of answers: ratios first, then what they are made of. */
import type { Contender } from './contender';
import type { Figure, Table } from './measured';
import type { Work } from './works';

/** As the columns show it: what is better where there is more of it is divided the other way round. */
export type Ratio = 'cpu' | 'perSecond';

const COLUMNS: readonly { figure: Figure; title: string }[] = [
  { figure: 'cpu', title: 'CPU, ms' },
  { figure: 'database', title: 'PostgreSQL, ms' },
  { figure: 'perSecond', title: 'requests a second' },
  { figure: 'p50', title: 'p50, ms' },
  { figure: 'p99', title: 'p99, ms' },
];

/** A row for each server at each work; the ratio is that of ours to it. */
export function describeTable(table: Table, ratio: Ratio): string {
  const columns = COLUMNS.filter(({ figure }) => table.rows.some(({ figures }) => figures[figure].length > 0));
  const heads = [
    'work',
    'server',
    ratio === 'cpu' ? 'ours ×, CPU' : 'ours ×, requests',
    ...columns.map(({ title }) => title),
  ];
  const lines = worksOf(table).flatMap((work) =>
    contendersOf(table, work).map((contender, index) => {
      const figures = columns.map(({ figure }) => round(table.medianOf(work, contender, figure)));
      return [index === 0 ? work.title : '', contender.name, round(ratioOf(table, work, contender, ratio)), ...figures];
    }),
  );
  return [heads, ['---', '---', ...heads.slice(2).map(() => '---:')], ...lines].map(rowOf).join('\n');
}

function ratioOf(table: Table, work: Work, contender: Contender, figure: Ratio): number {
  const ours = contendersOf(table, work).find(({ kind }) => kind === 'ours');
  return ours === undefined ? NaN : table.medianOf(work, ours, figure) / table.medianOf(work, contender, figure);
}

function worksOf({ rows }: Table): Work[] {
  return [...new Set(rows.map(({ work }) => work))];
}

const ORDER = { ours: 0, peer: 1, constant: 2 };

function contendersOf({ rows }: Table, work: Work): Contender[] {
  const all = rows.filter((row) => row.work === work).map(({ contender }) => contender);
  return all.sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.name.localeCompare(b.name));
}

export function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function round(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);
}
