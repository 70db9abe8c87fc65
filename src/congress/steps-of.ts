/** A congress as a list of steps: what it contributes to each figure, day by day. Pure. */
import { addDays, daysFrom, type Day } from '../day';
import type { Step } from '../progress/step';
import { CongressStatus } from './congress-event-kind';
import { currentPlan, type CongressHistory, type PlanDecision } from './history';

type SpanFigure = Exclude<Step['figure'], 'due'>;

/** A stretch of days on which one plan holds: from its first day to the day before `until`. */
interface Stretch {
  plan: PlanDecision;
  from: Day;
  until: Day | null;
}

/**
 * Plans act from the day they were decided, reports on the held day whenever they became known. A congress counts as
 * completed only while it is in the plan, so that no rate exceeds 1.
 */
export function stepsOf(history: CongressHistory, deadline: Day | null): Step[] {
  const steps = stretchesOf(history.plans).flatMap((stretch) => stepsOfStretch(stretch, history, deadline));
  const due = dueStep(history, deadline);
  return due === undefined ? steps : [...steps, due];
}

/** The day by which it should be held: its planned day, else the deadline of its level. */
export function dueOn(plan: { plannedOn: Day | null }, deadline: Day | null): Day | null {
  return plan.plannedOn ?? deadline;
}

/** By how many days it was due before that day, and is neither held nor cancelled; null when it is not overdue. */
export function daysLateOn(
  { status, plannedOn }: { status: CongressStatus; plannedOn: Day | null },
  deadline: Day | null,
  day: Day,
): number | null {
  if (status === CongressStatus.COMPLETED || status === CongressStatus.CANCELLED) return null;
  const due = dueOn({ plannedOn }, deadline);
  return due !== null && due < day ? daysFrom(due, day) : null;
}

/** Of several decisions on one day the last one holds. */
function stretchesOf(plans: readonly PlanDecision[]): Stretch[] {
  const lastOfDay = plans.filter((plan, index) => plans[index + 1]?.since !== plan.since);
  return lastOfDay.map((plan, index) => ({
    plan,
    from: plan.since,
    until: lastOfDay[index + 1]?.since ?? null,
  }));
}

function stepsOfStretch(stretch: Stretch, history: CongressHistory, deadline: Day | null): Step[] {
  const { plan, from } = stretch;
  if (plan.status === CongressStatus.CANCELLED) return [];
  const held = history.report?.heldOn ?? null;
  const due = dueOn(plan, deadline);
  const count = (figure: SpanFigure, start: Day, end: Day | null): Step[] =>
    stepsOfSpan(figure, history, stretch, { start, end });
  return [
    ...count('planned', from, null),
    ...(held === null ? [] : count('completed', held, null)),
    ...(held === null || !isOnTime(held, deadline) ? [] : count('onTime', held, null)),
    ...(due === null ? [] : count('dueByNow', due, null)),
    ...(due === null ? [] : count('overdue', addDays(due, 1), held)),
    ...(deadline === null ? [] : count('pastDeadline', addDays(deadline, 1), held)),
    ...(plan.status === CongressStatus.POSTPONED ? count('postponed', from, held) : []),
  ];
}

/** Where there is no deadline nothing is late. */
export function isOnTime(heldOn: Day, deadline: Day | null): boolean {
  return deadline === null || heldOn <= deadline;
}

/** One up at the start, one down at the end, as far as they lie within the stretch. */
function stepsOfSpan(
  figure: SpanFigure,
  { level }: CongressHistory,
  { plan, from, until }: Stretch,
  { start, end }: { start: Day; end: Day | null },
): Step[] {
  const first = start > from ? start : from;
  const last = end === null || (until !== null && until < end) ? until : end;
  if (last !== null && last <= first) return [];
  const slice = { level, pilot: plan.pilot, figure };
  const up = { ...slice, day: first, by: 1 };
  return last === null ? [up] : [up, { ...slice, day: last, by: -1 }];
}

/** When it is due by the present plan, for the timeline. */
function dueStep(history: CongressHistory, deadline: Day | null): Step | undefined {
  const plan = currentPlan(history);
  if (plan === undefined || plan.status === CongressStatus.CANCELLED) return undefined;
  const day = dueOn(plan, deadline);
  return day === null ? undefined : { level: history.level, pilot: plan.pilot, day, figure: 'due', by: 1 };
}
