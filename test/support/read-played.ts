/** What a replay has written: the entries of the log after those of the loaded demo, as a play of the generator's decisions would leave them. */
import { addDays, type Day } from '../../src/day';
import type { DemoDecision } from '../../src/demo/demo-country';
import { generateDemoCountry } from '../../src/demo/generate-demo-country';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { onDatabase } from './oracle-log';

/** `2020-03-02 COMPLETED 01.002.0018 2020-03-01`, `2020-03-03 DAY_TURNED`. */
export type PlayedLine = string;

const PLAYED = `
  SELECT concat_ws(' ', e.day::text, e.kind, o.code,
                   CASE e.kind WHEN 'COMPLETED' THEN r.held_on::text WHEN 'DAY_TURNED' THEN NULL
                        ELSE coalesce(p.planned_on::text, 'open') END) AS line
    FROM log_entry e
    LEFT JOIN organization o ON o.id = e.path[array_upper(e.path, 1)]
    LEFT JOIN congress_report r ON r.congress_id = e.subject AND r.position = e.position
    LEFT JOIN congress_plan p ON p.congress_id = e.subject AND p.position = e.position
   WHERE e.position > $1 ORDER BY e.position`;

export async function readPlayed(databaseUrl: string, after: number): Promise<PlayedLine[]> {
  return onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ line: PlayedLine }>(PLAYED, [after]);
    return rows.map(({ line }) => line);
  });
}

export async function newestPosition(databaseUrl: string): Promise<number> {
  return onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ position: number }>('SELECT position FROM log_head');
    return rows[0]?.position ?? 0;
  });
}

let generated: Promise<DemoDecision[]> | undefined;

async function generate(): Promise<DemoDecision[]> {
  return generateDemoCountry('2020-03-31', await readProvincesFile()).decisions;
}

/** What a play from the day after `from` to `to`, in March at the latest, has to leave. */
export async function expectPlayed(from: Day, to: Day): Promise<PlayedLine[]> {
  const decisions = await (generated ??= generate());
  const lines: PlayedLine[] = [];
  let day = from;
  for (const one of decisions) {
    const on = one.recordedAt.slice(0, 10);
    if (on <= from || on > to) continue;
    for (; day < on; day = addDays(day, 1)) lines.push(`${addDays(day, 1)} DAY_TURNED`);
    const what = one.kind === 'COMPLETED' ? one.heldOn : (one.plannedOn ?? 'open');
    lines.push(`${on} ${one.kind} ${one.organization} ${what}`);
  }
  for (; day < to; day = addDays(day, 1)) lines.push(`${addDays(day, 1)} DAY_TURNED`);
  return lines;
}
