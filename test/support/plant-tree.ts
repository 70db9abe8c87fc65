/** Plants a tree of organizations and a campaign in a database, by plain SQL. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../../src/access/viewer';
import { Role } from '../../src/access/viewer';
import type { Day } from '../../src/day';
import { LEVELS, type Level } from '../../src/organization/level';

export interface Tree {
  /** For each organization but the root the index of its parent, which stands before it. The root is index 0. */
  parents: readonly number[];
  /** Level of each organization, the root's first. */
  levels: readonly Level[];
  deadlines: Partial<Record<Level, Day | null>>;
  today: Day;
}

export const STARTS_ON = '2020-01-01';
export const ENDS_ON = '2021-02-01';

/** Organizations have the codes `O0` (the root), `O1` … and the ids 1, 2 …. */
export function codeOf(index: number): string {
  return `O${index}`;
}

const EMPTY = `TRUNCATE organization, congress, congress_plan, congress_report, progress_day, progress_current,
  log_entry, campaign, deadline, idempotency_key RESTART IDENTITY CASCADE;
  UPDATE log_head SET position = 0, recorded_at = 'epoch'`;

/** In place of whatever the database held. */
export async function plantTree(dataSource: DataSource, tree: Tree): Promise<void> {
  await dataSource.query(EMPTY);
  await dataSource.query(
    `INSERT INTO campaign (name, term, directive, starts_on, ends_on, today, follows_clock)
     VALUES ('Campaign', '2020-2025', '35-CT/TW', $1, $2, $3, false)`,
    [STARTS_ON, ENDS_ON, tree.today],
  );
  for (const level of LEVELS) {
    const dueOn = tree.deadlines[level] ?? null;
    if (dueOn !== null) await dataSource.query('INSERT INTO deadline (level, due_on) VALUES ($1, $2)', [level, dueOn]);
  }
  const paths: number[][] = [[1]];
  tree.parents.forEach((parent, index) => paths.push([...(paths[parent] ?? []), index + 2]));
  const rows = paths.map((path, index) => ({
    id: index + 1,
    code: codeOf(index),
    name: `Organization ${index}`,
    level: tree.levels[index],
    kind: index === 0 ? 'ROOT' : 'LOCAL',
    parent_id: path.at(-2) ?? null,
    path,
    search: `organization ${index}`,
  }));
  await dataSource.query('INSERT INTO organization SELECT (jsonb_populate_recordset(NULL::organization, $1)).*', [
    JSON.stringify(rows),
  ]);
}

/** An administrator of the root. */
export const ADMIN: Viewer = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };
