/** Loads timelines: the counters day by day, added up to the points of an interval. */
import DataLoader from 'dataloader';
import type { Operation } from '../access/operation';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import { addDays, type Day } from '../day';
import type { Level } from '../organization/level';
import { momentOf } from '../organization/campaign-facts';
import { Interval, type Progress, type ProgressPoint } from './progress';

interface DayRow {
  organizationId: number;
  day: Day;
  due: number;
  completed: number;
}

interface TimelineKey {
  organizationId: number;
  level: Level | null;
  pilot: boolean | null;
}

const DAYS = `
  SELECT organization_id AS "organizationId", day, sum(due)::integer AS due, sum(completed)::integer AS completed
    FROM progress_day
   WHERE organization_id = ANY($1) AND ($2::level IS NULL OR level = $2) AND ($3::boolean IS NULL OR pilot = $3)
   GROUP BY organization_id, day
   ORDER BY organization_id, day`;

/** Use as `snapshot.once(daysOf)`. */
function daysOf(snapshot: Snapshot): DataLoader<TimelineKey, DayRow[], string> {
  const slice = ({ level, pilot }: TimelineKey): string => `${level ?? ''} ${String(pilot)}`;
  const load = async (keys: readonly TimelineKey[]): Promise<DayRow[][]> => {
    const groups = await Promise.all(
      [...groupBy(keys, slice)].map(async ([name, [first, ...rest]]) => {
        const ids = [first, ...rest].map((key) => key?.organizationId);
        const rows = await snapshot.query<DayRow>(DAYS, [ids, first?.level ?? null, first?.pilot ?? null]);
        return [name, groupBy(rows, (row) => row.organizationId)] as const;
      }),
    );
    const bySlice = new Map(groups);
    return keys.map((key) => bySlice.get(slice(key))?.get(key.organizationId) ?? []);
  };
  return new DataLoader(load, { cacheKeyFn: (key) => `${key.organizationId} ${slice(key)}` });
}

export async function loadTimeline(
  operation: Operation,
  { path, level, pilot, asOf }: Progress,
  interval: Interval,
): Promise<ProgressPoint[]> {
  const { snapshot } = operation;
  const { campaign } = await snapshot.once(momentOf);
  const rows = await snapshot.once(daysOf).load({ organizationId: path.at(-1) ?? 0, level, pilot });
  return accumulate(rows, pointsOf(campaign.startsOn, campaign.endsOn, interval), asOf);
}

/** The days at which the intervals of the window end; the last one ends with the window. Pure. */
export function pointsOf(startsOn: Day, endsOn: Day, interval: Interval): Day[] {
  const points: Day[] = [];
  for (let day = startsOn; day < endsOn; day = addDays(day, 1)) {
    if (interval === Interval.DAY || isEndOf(day, interval)) points.push(day);
  }
  return [...points, endsOn];
}

function isEndOf(day: Day, interval: Interval.WEEK | Interval.MONTH): boolean {
  return interval === Interval.MONTH ? addDays(day, 1).endsWith('-01') : new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
}

function accumulate(rows: readonly DayRow[], points: readonly Day[], asOf: Day): ProgressPoint[] {
  let next = 0;
  let due = 0;
  let completed = 0;
  return points.map((day) => {
    const before = { due, completed };
    for (let row = rows[next]; row !== undefined && row.day <= day; row = rows[next]) {
      due += row.due;
      completed += row.completed;
      next += 1;
    }
    const isKnown = day <= asOf;
    return {
      day,
      due,
      completed: isKnown ? completed : null,
      dueChange: due - before.due,
      completedChange: isKnown ? completed - before.completed : null,
    };
  });
}
