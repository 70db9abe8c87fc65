/** Reads progress as the API does, and says where that is not what was counted by hand. */
import type { DataSource } from 'typeorm';
import { Operation } from '../../src/access/operation';
import { addDays, type Day } from '../../src/day';
import { LEVELS, type Level } from '../../src/organization/level';
import { Organization } from '../../src/organization/organization';
import type { Figures } from '../../src/progress/figures';
import { loadChildren } from '../../src/progress/load-children';
import { loadProgress } from '../../src/progress/load-progress';
import { loadTimeline } from '../../src/progress/load-timeline';
import { Interval, type Progress } from '../../src/progress/progress';
import { ProgressResolver } from '../../src/progress/progress-resolver';
import { keyOf, type Due, type Tally } from './count-by-hand';
import { ADMIN, ENDS_ON, STARTS_ON } from './plant-tree';

export interface Oracle {
  tally: Tally;
  due: readonly Due[];
}

interface Scope {
  level: Level | null;
  pilot: boolean | null;
}

const WINDOW: Day[] = [];
for (let day = STARTS_ON; day <= ENDS_ON; day = addDays(day, 1)) WINDOW.push(day);

/** Nothing subscribes here. */
export function openOperation(dataSource: DataSource): Operation {
  return new Operation(dataSource, ADMIN);
}

/** Lines that say what differs, over every organization, level and pilot flag, as of each of the days; timelines of the first day. */
export async function readAsApi(dataSource: DataSource, oracle: Oracle, days: readonly Day[]): Promise<string[]> {
  const operation = openOperation(dataSource);
  try {
    const organizations = await operation.snapshot.read((manager) =>
      manager.find(Organization, { order: { code: 'ASC' } }),
    );
    const lines: Promise<string[]>[] = [];
    for (const asOf of days) {
      for (const level of [null, ...LEVELS]) {
        for (const pilot of [null, false, true]) {
          for (const each of organizations) {
            if (asOf === days[0]) lines.push(readTimeline(operation, oracle, each, { level, pilot, asOf }));
            lines.push(readOne(operation, oracle, { organization: each, organizations }, { level, pilot, asOf }));
          }
        }
      }
    }
    return (await Promise.all(lines)).flat();
  } finally {
    await operation.close();
  }
}

async function readOne(
  operation: Operation,
  oracle: Oracle,
  { organization, organizations }: { organization: Organization; organizations: readonly Organization[] },
  scope: Scope & { asOf: Day },
): Promise<string[]> {
  const where = `${organization.code} ${JSON.stringify(scope)}`;
  const progress = await loadProgress(operation, organization.path, scope);
  const children = await loadChildren(operation, progress);
  const expectedChildren = organizations.filter((child) => child.parentId === organization.id);
  const byLevel = await new ProgressResolver().byLevel(operation, progress);
  return [
    ...compare(where, figuresByHand(oracle, organization.id, scope), progress),
    ...byLevel.flatMap((row) => {
      const { level } = row;
      return compare(`${where} byLevel ${level}`, figuresByHand(oracle, organization.id, { ...scope, level }), row);
    }),
    ...compare(
      `${where} children`,
      { codes: expectedChildren.map(({ path }) => path) },
      { codes: children.map(pathOf) },
    ),
    ...children.flatMap((row) =>
      compare(`${where} child ${pathOf(row).join()}`, figuresByHand(oracle, pathOf(row).at(-1) ?? 0, scope), row),
    ),
  ];
}

async function readTimeline(
  operation: Operation,
  oracle: Oracle,
  { id, path, code }: Organization,
  scope: Scope & { asOf: Day },
): Promise<string[]> {
  const progress = await loadProgress(operation, path, scope);
  const points = await loadTimeline(operation, progress, Interval.DAY);
  const where = `${code} ${JSON.stringify(scope)} timeline`;
  return compare(where, { points: timelineByHand(oracle, id, scope) }, { points });
}

function pathOf({ path }: Progress): readonly number[] {
  return path;
}

function figuresByHand(
  { tally }: Oracle,
  organizationId: number,
  { level, pilot, asOf }: Scope & { asOf: Day },
): Figures {
  const sum = { planned: 0, completed: 0, onTime: 0, overdue: 0, pastDeadline: 0, postponed: 0, dueByNow: 0 };
  for (const key of keysOf(organizationId, { level, pilot })) {
    const counts = tally.get(key)?.get(asOf);
    for (const figure of Object.keys(sum) as (keyof typeof sum)[]) sum[figure] += counts?.[figure] ?? 0;
  }
  const { planned, completed, onTime, overdue, pastDeadline, postponed, dueByNow } = sum;
  const rate = planned === 0 ? null : Number((completed / planned).toFixed(6));
  return {
    planned,
    completed,
    remaining: planned - completed,
    dueByNow,
    overdue,
    pastDeadline,
    completedOnTime: onTime,
    completedLate: completed - onTime,
    postponed,
    rate: rate === null ? null : Math.round(rate * 10_000) / 10_000,
  };
}

function timelineByHand({ tally, due }: Oracle, organizationId: number, scope: Scope & { asOf: Day }): object[] {
  const keys = keysOf(organizationId, scope);
  const mine = due.filter((row) => keys.includes(keyOf(row)));
  const completedBy = (day: Day): number =>
    keys.reduce((sum, key) => sum + (tally.get(key)?.get(day)?.completed ?? 0), 0);
  const dueBy = (day: Day): number => mine.reduce((total, row) => (row.day <= day ? total + row.due : total), 0);
  return WINDOW.map((day, index) => {
    const before = WINDOW[index - 1];
    const [due, completed] = [dueBy(day), completedBy(day)];
    const isKnown = day <= scope.asOf;
    return {
      day,
      due,
      completed: isKnown ? completed : null,
      dueChange: due - (before === undefined ? 0 : dueBy(before)),
      completedChange: isKnown ? completed - (before === undefined ? 0 : completedBy(before)) : null,
    };
  });
}

function keysOf(organizationId: number, { level, pilot }: Scope): string[] {
  const levels = level === null ? LEVELS : [level];
  const pilots = pilot === null ? [false, true] : [pilot];
  return levels.flatMap((each) => pilots.map((flag) => keyOf({ organizationId, level: each, pilot: flag })));
}

/** Compares the fields of `expected`. */
function compare(where: string, expected: object, actual: object): string[] {
  return Object.entries(expected).flatMap(([field, value]) => {
    const [should, is] = [JSON.stringify(value), JSON.stringify((actual as Record<string, unknown>)[field])];
    return should === is ? [] : [`${where}: ${field} is ${is}, should be ${should}`];
  });
}
