/** Commands of the property tests: what a writer carries out, and what came of it. */
import type { DataSource } from 'typeorm';
import {
  cancelCongress,
  planCongress,
  rescheduleCongress,
  postponeCongress,
  reinstateCongress,
  setCongressPilot,
} from '../../src/congress/plan-congress';
import type { Answer } from '../../src/change/answer';
import {
  correctCongressReport,
  reportCongressCompleted,
  reportCongressesCompleted,
  retractCongressReport,
} from '../../src/congress/report-congress-completed';
import { turnDay } from '../../src/congress/turn-day';
import { addDays, type Day } from '../../src/day';
import { toGlobalId } from '../../src/api/node';
import { codeOf, ADMIN } from './plant-tree';

/** Organizations are indexes into the tree, days are counted from the business day. */
export type Command = { key: number | null } & (
  | { name: 'plan'; organization: number; days: number | null; pilot: boolean }
  | { name: 'reschedule'; organization: number; days: number }
  | { name: 'postpone'; organization: number; days: number | null }
  | { name: 'cancel' | 'reinstate' | 'retract'; organization: number }
  | { name: 'setPilot'; organization: number; pilot: boolean }
  | { name: 'report'; organization: number; days: number; attended: number | null }
  | { name: 'reportAll'; organizations: readonly number[]; days: number }
  | { name: 'correct'; organization: number; days: number | null; attended: number | null }
  | { name: 'turnDay'; days: number | null }
);

const REASON = 'Because the test says so.';

/** Answers as the use case does; the day and the ids are those of the moment at which it begins. */
export async function carryOut(dataSource: DataSource, command: Command): Promise<Answer> {
  const [campaign] = await dataSource.query<{ today: Day }[]>('SELECT today FROM campaign');
  const today = campaign?.today ?? '';
  const dayIn = (days: number | null): Day | null => (days === null ? null : addDays(today, days));
  const keyed = { idempotencyKey: command.key === null ? null : `${command.name}-${command.key}` };
  if (command.name === 'turnDay') return turnDay(dataSource, ADMIN, { ...keyed, to: dayIn(command.days) });
  if (command.name === 'reportAll') {
    const reports = command.organizations.map((index) => ({
      organization: codeOf(index),
      heldOn: addDays(today, command.days),
    }));
    return reportCongressesCompleted(dataSource, ADMIN, { ...keyed, reports });
  }
  const organization = codeOf(command.organization);
  const input = { ...keyed, organization };
  switch (command.name) {
    case 'plan':
      return planCongress(dataSource, ADMIN, { ...input, plannedOn: dayIn(command.days), pilot: command.pilot });
    case 'reschedule':
      return rescheduleCongress(dataSource, ADMIN, { ...input, plannedOn: addDays(today, command.days) });
    case 'postpone':
      return postponeCongress(dataSource, ADMIN, { ...input, plannedOn: dayIn(command.days), reason: REASON });
    case 'cancel':
      return cancelCongress(dataSource, ADMIN, { ...input, reason: REASON });
    case 'reinstate':
      return reinstateCongress(dataSource, ADMIN, input);
    case 'setPilot':
      return setCongressPilot(dataSource, ADMIN, { ...input, pilot: command.pilot });
    case 'report':
      return reportCongressCompleted(dataSource, ADMIN, {
        ...input,
        heldOn: addDays(today, command.days),
        delegatesSummoned: 100,
        delegatesAttended: command.attended,
      });
    case 'correct':
      return correctCongressReport(dataSource, ADMIN, {
        ...(await byId(dataSource, organization)),
        ...keyed,
        heldOn: dayIn(command.days) ?? undefined,
        delegatesAttended: command.attended,
        reason: REASON,
      });
    case 'retract':
      return retractCongressReport(dataSource, ADMIN, {
        ...(await byId(dataSource, organization)),
        ...keyed,
        reason: REASON,
      });
  }
}

async function byId(dataSource: DataSource, code: string): Promise<{ congressId: string }> {
  const [congress] = await dataSource.query<{ id: number }[]>(
    'SELECT c.id FROM congress c JOIN organization o ON o.id = c.organization_id WHERE o.code = $1',
    [code],
  );
  return { congressId: toGlobalId('Congress', congress?.id ?? 999_999_999) };
}
