/** What may be decided about a congress, as a table of cases that a non-programmer can read. */
import { describe, expect, test } from '@jest/globals';
import { CongressStatus } from '../../src/congress/congress-event-kind';
import { ALREADY_RECORDED } from '../../src/change/answer';
import type { Decision } from '../../src/congress/decision';
import {
  decideCancellation,
  decidePlanning,
  decideRescheduling,
  decidePostponement,
  decideReinstatement,
  decidePilot,
} from '../../src/congress/decide-planning';
import { decideCompletion, decideCorrection, decideRetraction } from '../../src/congress/decide-completion';
import type { CongressHistory, PlanDecision, Report } from '../../src/congress/history';
import type { CampaignFacts } from '../../src/organization/campaign-facts';
import { Level } from '../../src/organization/level';
import { Problem } from '../../src/problem';

const CAMPAIGN: CampaignFacts = {
  startsOn: '2020-01-01',
  endsOn: '2021-02-01',
  today: '2020-03-10',
  followsClock: false,
  deadlines: new Map([[Level.GRASSROOTS, '2020-06-30']]),
};

const PLANNED_MARCH_20: PlanDecision = {
  since: '2019-12-01',
  status: CongressStatus.PLANNED,
  plannedOn: '2020-03-20',
  pilot: false,
};
const REPORT: Report = {
  heldOn: '2020-03-05',
  delegatesSummoned: 100,
  delegatesAttended: 98,
  committeeElected: 15,
  note: null,
};

const having = (plans: PlanDecision[], report: Report | null = null): CongressHistory => ({
  level: Level.GRASSROOTS,
  plans,
  report,
});
const then = (status: PlanDecision['status'], plannedOn: string | null = null): PlanDecision => ({
  ...PLANNED_MARCH_20,
  since: '2020-02-01',
  status,
  plannedOn,
});

const planned = having([PLANNED_MARCH_20]);
const postponed = having([PLANNED_MARCH_20, then(CongressStatus.POSTPONED)]);
const cancelled = having([PLANNED_MARCH_20, then(CongressStatus.CANCELLED, '2020-03-20')]);
const cancelledWhilePostponed = having([...postponed.plans, then(CongressStatus.CANCELLED)]);
const completed = having([PLANNED_MARCH_20], REPORT);
const longer = (length: number): string => 'x'.repeat(length);

/** What came of it, in a few words: the new state, ALREADY_RECORDED, or the code and argument of the refusal. */
function outcome(decide: () => Decision | typeof ALREADY_RECORDED): string {
  try {
    const decision = decide();
    if (decision === ALREADY_RECORDED) return 'already recorded';
    const { plan, report, kind } = decision;
    if (report !== undefined) return report === null ? `${kind}: as before` : `${kind}: held ${report.heldOn}`;
    return `${kind}: ${plan?.status ?? ''}${plan?.plannedOn == null ? '' : ` for ${plan.plannedOn}`}${plan?.pilot === true ? ', pilot' : ''}`;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { argument } = error.details;
    return `refused: ${error.code}${argument === undefined ? '' : ` (${argument})`}`;
  }
}

type Case = [what: string, decide: () => Decision | typeof ALREADY_RECORDED, expected: string];

const plan = (input: Parameters<typeof decidePlanning>[0]) => () => decidePlanning(input, CAMPAIGN);
const reschedule = (history: CongressHistory, plannedOn: string, reason?: string) => () =>
  decideRescheduling(history, { plannedOn, reason }, CAMPAIGN);
const postpone =
  (history: CongressHistory, plannedOn: string | null, reason = 'COVID-19') =>
  () =>
    decidePostponement(history, { plannedOn, reason }, CAMPAIGN);
const cancel =
  (history: CongressHistory, reason = 'Merged') =>
  () =>
    decideCancellation(history, { reason });
const reinstate = (history: CongressHistory) => () => decideReinstatement(history, {});
const setPilot = (history: CongressHistory, pilot: boolean) => () => decidePilot(history, { pilot });
const report =
  (history: CongressHistory, input: Partial<Report> = {}) =>
  () =>
    decideCompletion(history, { heldOn: '2020-03-05', ...input }, CAMPAIGN);
const correct =
  (history: CongressHistory, input: object, reason = 'Typing error') =>
  () =>
    decideCorrection(history, { ...input, reason }, CAMPAIGN);
const retract =
  (history: CongressHistory, reason = 'Not held') =>
  () =>
    decideRetraction(history, { reason });

// The campaign runs from 2020-01-01 to 2021-02-01; today is 2020-03-10; the congress is planned for 2020-03-20.
const CASES: Record<string, Case[]> = {
  planning: [
    ['for a day of the campaign', plan({ plannedOn: '2020-05-02' }), 'PLANNED: PLANNED for 2020-05-02'],
    ['without a day', plan({}), 'PLANNED: PLANNED'],
    ['as a pilot', plan({ plannedOn: '2020-03-31', pilot: true }), 'PLANNED: PLANNED for 2020-03-31, pilot'],
    ['for a day before the campaign', plan({ plannedOn: '2019-12-31' }), 'refused: BAD_USER_INPUT (plannedOn)'],
    ['for a day after the campaign', plan({ plannedOn: '2021-02-02' }), 'refused: BAD_USER_INPUT (plannedOn)'],
    ['with a reason of blanks, which is none', plan({ reason: ' \u200b ' }), 'PLANNED: PLANNED'],
  ],
  rescheduling: [
    ['a planned one to a later day', reschedule(planned, '2020-04-01'), 'RESCHEDULED: PLANNED for 2020-04-01'],
    ['a planned one to an earlier day', reschedule(planned, '2020-03-11'), 'RESCHEDULED: PLANNED for 2020-03-11'],
    ['to today', reschedule(planned, '2020-03-10'), 'RESCHEDULED: PLANNED for 2020-03-10'],
    ['to yesterday', reschedule(planned, '2020-03-09'), 'refused: BAD_USER_INPUT (plannedOn)'],
    ['to the same day', reschedule(planned, '2020-03-20'), 'refused: CONFLICT (plannedOn)'],
    ['a postponed one', reschedule(postponed, '2020-03-20'), 'RESCHEDULED: PLANNED for 2020-03-20'],
    ['a cancelled one', reschedule(cancelled, '2020-04-01'), 'refused: CONFLICT'],
    ['a completed one', reschedule(completed, '2020-04-01'), 'refused: CONFLICT'],
  ],
  postponing: [
    ['without a day', postpone(planned, null), 'POSTPONED: POSTPONED'],
    ['to a later day leaves it planned', postpone(planned, '2020-05-20'), 'POSTPONED: PLANNED for 2020-05-20'],
    ['to an earlier day', postpone(planned, '2020-03-15'), 'refused: BAD_USER_INPUT (plannedOn)'],
    ['a postponed one', postpone(postponed, null), 'refused: CONFLICT'],
    ['without a reason', postpone(planned, null, ' '), 'refused: BAD_USER_INPUT (reason)'],
    ['with a reason of 1,001 characters', postpone(planned, null, longer(1_001)), 'refused: BAD_USER_INPUT (reason)'],
    ['a cancelled one', postpone(cancelled, null), 'refused: CONFLICT'],
    ['a completed one', postpone(completed, null), 'refused: CONFLICT'],
  ],
  'cancelling and reinstating': [
    ['a planned one', cancel(planned), 'CANCELLED: CANCELLED for 2020-03-20'],
    ['a postponed one', cancel(postponed), 'CANCELLED: CANCELLED'],
    ['a cancelled one', cancel(cancelled), 'refused: CONFLICT'],
    ['a completed one', cancel(completed), 'refused: CONFLICT'],
    ['without a reason', cancel(planned, ''), 'refused: BAD_USER_INPUT (reason)'],
    ['comes back as it was: planned', reinstate(cancelled), 'REINSTATED: PLANNED for 2020-03-20'],
    ['comes back as it was: postponed', reinstate(cancelledWhilePostponed), 'REINSTATED: POSTPONED'],
    ['one that is not cancelled', reinstate(planned), 'refused: CONFLICT'],
  ],
  pilots: [
    ['made one', setPilot(planned, true), 'PILOT_SET: PLANNED for 2020-03-20, pilot'],
    ['made one while postponed', setPilot(postponed, true), 'PILOT_SET: POSTPONED, pilot'],
    ['made one after it was held', setPilot(completed, true), 'PILOT_SET: PLANNED for 2020-03-20, pilot'],
    ['that it is not already', setPilot(planned, false), 'refused: CONFLICT (pilot)'],
    ['of a cancelled congress', setPilot(cancelled, true), 'refused: CONFLICT'],
  ],
  reporting: [
    ['a planned one, held before its planned day', report(planned), 'COMPLETED: held 2020-03-05'],
    ['a postponed one', report(postponed), 'COMPLETED: held 2020-03-05'],
    ['held today', report(planned, { heldOn: '2020-03-10' }), 'COMPLETED: held 2020-03-10'],
    ['held tomorrow', report(planned, { heldOn: '2020-03-11' }), 'refused: BAD_USER_INPUT (heldOn)'],
    ['held before the campaign', report(planned, { heldOn: '2019-12-31' }), 'refused: BAD_USER_INPUT (heldOn)'],
    ['a cancelled one', report(cancelled), 'refused: CONFLICT'],
    ['the same again', report(completed, REPORT), 'already recorded'],
    ['with another number', report(completed, { ...REPORT, committeeElected: 14 }), 'refused: CONFLICT'],
    [
      'more attended than summoned',
      report(planned, { delegatesSummoned: 9, delegatesAttended: 10 }),
      'refused: BAD_USER_INPUT (delegatesAttended)',
    ],
    ['5,000 delegates', report(planned, { delegatesSummoned: 5_000 }), 'COMPLETED: held 2020-03-05'],
    ['5,001 delegates', report(planned, { delegatesSummoned: 5_001 }), 'refused: BAD_USER_INPUT (delegatesSummoned)'],
    ['−1 delegates', report(planned, { delegatesAttended: -1 }), 'refused: BAD_USER_INPUT (delegatesAttended)'],
    ['−1 elected', report(planned, { committeeElected: -1 }), 'refused: BAD_USER_INPUT (committeeElected)'],
    ['a note of 2,000 characters', report(planned, { note: longer(2_000) }), 'COMPLETED: held 2020-03-05'],
    ['a note of 2,001 characters', report(planned, { note: longer(2_001) }), 'refused: BAD_USER_INPUT (note)'],
  ],
  'correcting and retracting': [
    ['the held day', correct(completed, { heldOn: '2020-03-06' }), 'CORRECTED: held 2020-03-06'],
    ['a number, the rest stays', correct(completed, { committeeElected: null }), 'CORRECTED: held 2020-03-05'],
    ['to a day in the future', correct(completed, { heldOn: '2020-03-11' }), 'refused: BAD_USER_INPUT (heldOn)'],
    ['to no day', correct(completed, { heldOn: null }), 'refused: BAD_USER_INPUT (heldOn)'],
    [
      'attended above the summoned of before',
      correct(completed, { delegatesAttended: 101 }),
      'refused: BAD_USER_INPUT (delegatesAttended)',
    ],
    ['nothing', correct(completed, { heldOn: '2020-03-05' }), 'refused: CONFLICT'],
    ['without a reason', correct(completed, { note: 'x' }, ''), 'refused: BAD_USER_INPUT (reason)'],
    ['one that is not completed', correct(planned, { note: 'x' }), 'refused: CONFLICT'],
    ['retracting', retract(completed), 'RETRACTED: as before'],
    ['retracting without a reason', retract(completed, ''), 'refused: BAD_USER_INPUT (reason)'],
    ['retracting what is not reported', retract(planned), 'refused: CONFLICT'],
  ],
};

describe.each(Object.entries(CASES))('%s', (_name, cases) => {
  test.each(cases)('%s', (_what, decide, expected) => {
    expect(outcome(decide)).toBe(expected);
  });
});

test('a correction keeps what is omitted and clears what is null', () => {
  const decision = decideCorrection(completed, { committeeElected: null, note: 'Đủ', reason: 'x' }, CAMPAIGN);
  expect(decision.report).toEqual({ ...REPORT, committeeElected: null, note: 'Đủ' });
});

test('a note is kept as files are read: composed, and without white space around it', () => {
  const noted = (note: string): object => decideCorrection(completed, { note, reason: 'x' }, CAMPAIGN);
  expect(noted(' Tốt\n'.normalize('NFD'))).toMatchObject({ report: { note: 'Tốt' } });
  const given = decideCorrection(
    { ...completed, report: { ...REPORT, note: 'x' } },
    { note: ' ', reason: 'x' },
    CAMPAIGN,
  );
  expect(given.report).toMatchObject({ note: null });
});
