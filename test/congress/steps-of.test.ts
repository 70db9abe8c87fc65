/** What one congress contributes to the figures, day by day. */
import { describe, expect, test } from '@jest/globals';
import { CongressStatus } from '../../src/congress/congress-event-kind';
import type { CongressHistory, PlanDecision } from '../../src/congress/history';
import { stepsOf } from '../../src/congress/steps-of';
import { Level } from '../../src/organization/level';

const DEADLINE = '2020-06-30';

const decided = (since: string, change: Partial<PlanDecision> = {}): PlanDecision => ({
  since,
  status: CongressStatus.PLANNED,
  plannedOn: '2020-03-20',
  pilot: false,
  ...change,
});
const held = (heldOn: string) => ({
  heldOn,
  delegatesSummoned: null,
  delegatesAttended: null,
  committeeElected: null,
  note: null,
});
const history = (plans: PlanDecision[], heldOn?: string): CongressHistory => ({
  level: Level.GRASSROOTS,
  plans,
  report: heldOn === undefined ? null : held(heldOn),
});

/** `2020-03-21 overdue +1`, in the order of days; a pilot's steps are marked. */
function lines(subject: CongressHistory, deadline: string | null = DEADLINE): string[] {
  return stepsOf(subject, deadline)
    .map(({ day, figure, by, pilot }) => `${day} ${figure} ${by > 0 ? '+' : ''}${by}${pilot ? ' pilot' : ''}`)
    .sort();
}

describe('a congress planned for 20 March, decided on 1 December', () => {
  const plan = decided('2019-12-01');

  test('is planned from the day it was decided, overdue the day after its due day, past the deadline the day after that', () => {
    expect(lines(history([plan]))).toEqual([
      '2019-12-01 planned +1',
      '2020-03-20 due +1',
      '2020-03-20 dueByNow +1',
      '2020-03-21 overdue +1',
      '2020-07-01 pastDeadline +1',
    ]);
  });

  test('held late: overdue until the held day, on time by the deadline', () => {
    expect(lines(history([plan], '2020-03-25'))).toEqual([
      '2019-12-01 planned +1',
      '2020-03-20 due +1',
      '2020-03-20 dueByNow +1',
      '2020-03-21 overdue +1',
      '2020-03-25 completed +1',
      '2020-03-25 onTime +1',
      '2020-03-25 overdue -1',
    ]);
  });

  test('held early: never overdue', () => {
    expect(lines(history([plan], '2020-03-01'))).toEqual([
      '2019-12-01 planned +1',
      '2020-03-01 completed +1',
      '2020-03-01 onTime +1',
      '2020-03-20 due +1',
      '2020-03-20 dueByNow +1',
    ]);
  });

  test('held after the deadline: completed, not on time', () => {
    const steps = lines(history([plan], '2020-07-05'));
    expect(steps).toContain('2020-07-05 completed +1');
    expect(steps).not.toContain('2020-07-05 onTime +1');
    expect(steps).toContain('2020-07-05 pastDeadline -1');
  });

  test('without a deadline nothing is late', () => {
    expect(lines(history([plan], '2021-01-30'), null)).toContain('2021-01-30 onTime +1');
  });

  test('postponed on 1 March without a day: due by the deadline from then on', () => {
    const postponed = decided('2020-03-01', { status: CongressStatus.POSTPONED, plannedOn: null });
    expect(lines(history([plan, postponed]))).toEqual([
      '2019-12-01 planned +1',
      '2020-03-01 planned +1',
      '2020-03-01 planned -1',
      '2020-03-01 postponed +1',
      '2020-06-30 due +1',
      '2020-06-30 dueByNow +1',
      '2020-07-01 overdue +1',
      '2020-07-01 pastDeadline +1',
    ]);
  });

  test('rescheduled on 25 March, when it was overdue: what the figures said before stays', () => {
    const rescheduled = decided('2020-03-25', { plannedOn: '2020-05-01' });
    const steps = lines(history([plan, rescheduled]));
    expect(steps).toContain('2020-03-21 overdue +1');
    expect(steps).toContain('2020-03-25 overdue -1');
    expect(steps).toContain('2020-05-02 overdue +1');
  });

  test('cancelled, then reinstated and held meanwhile: completed only while it is in the plan', () => {
    const cancelled = decided('2020-02-01', { status: CongressStatus.CANCELLED });
    const reinstated = decided('2020-02-20');
    const steps = lines(history([plan, cancelled, reinstated], '2020-02-10'));
    expect(steps.filter((step) => step.includes('completed'))).toEqual(['2020-02-20 completed +1']);
  });

  test('is due by now from the due day of the plan that holds then, held or not, until it is put off or cancelled', () => {
    const dueByNow = (plans: PlanDecision[], heldOn?: string): string[] =>
      lines(history(plans, heldOn)).filter((step) => step.includes('dueByNow'));
    const later = decided('2020-03-25', { plannedOn: '2020-05-01' });
    expect(dueByNow([plan, later])).toEqual([
      '2020-03-20 dueByNow +1',
      '2020-03-25 dueByNow -1',
      '2020-05-01 dueByNow +1',
    ]);
    expect(dueByNow([plan, decided('2020-03-01', { plannedOn: '2020-05-01' })], '2020-03-10')).toEqual([
      '2020-05-01 dueByNow +1',
    ]);
    const cancelled = decided('2020-04-01', { status: CongressStatus.CANCELLED });
    expect(dueByNow([plan, cancelled])).toEqual(['2020-03-20 dueByNow +1', '2020-04-01 dueByNow -1']);
    expect(dueByNow([decided('2020-04-10')])).toEqual(['2020-04-10 dueByNow +1']);
  });

  test('of several decisions on one day the last one holds', () => {
    const there = decided('2020-02-01', { plannedOn: '2020-02-02' });
    const back = decided('2020-02-01');
    expect(lines(history([plan, there, back]))).not.toContain('2020-02-03 overdue +1');
  });

  test('made a pilot on 1 February: counted among pilots from then on, not before', () => {
    const steps = lines(history([plan, decided('2020-02-01', { pilot: true })], '2020-01-15'));
    expect(steps).toContain('2020-01-15 completed +1');
    expect(steps).toContain('2020-02-01 completed -1');
    expect(steps).toContain('2020-02-01 completed +1 pilot');
  });
});
