/** Replays the decisions of a demo country into the state of every congress, and notes each one that breaks a rule. */
import type { Day } from '../../src/day';
import type { DemoCountry, DemoDecision, DemoOrganization } from '../../src/demo/demo-country';

export interface ReplayedCongress {
  organization: DemoOrganization;
  pilot: boolean;
  status: 'PLANNED' | 'POSTPONED' | 'COMPLETED';
  plannedOn: Day | null;
  heldOn: Day | null;
}

export interface Replay {
  congresses: ReplayedCongress[];
  broken: string[];
}

const FIRST_DAY = '2020-01-01';
const LAST_DAY = '2021-02-01';

export function replayDemoCountry({ organizations, decisions }: DemoCountry): Replay {
  const byCode = new Map(organizations.map((organization) => [organization.code, organization]));
  const congresses = new Map<string, ReplayedCongress>();
  const broken: string[] = [];
  for (const decision of decisions) {
    const organization = byCode.get(decision.organization);
    const congress = congresses.get(decision.organization);
    const problem = organization ? problemOf(decision, congress) : 'unknown organization';
    if (problem !== null) broken.push(`${problem}: ${JSON.stringify(decision)}`);
    else if (organization) congresses.set(decision.organization, apply(decision, organization, congress));
  }
  return { congresses: [...congresses.values()], broken };
}

export function recordedDayOf({ recordedAt }: DemoDecision): Day {
  return recordedAt.slice(0, 10);
}

function problemOf(decision: DemoDecision, congress: ReplayedCongress | undefined): string | null {
  if (!/^20\d\d-\d\d-\d\dT\d\d:[0-5]\d:[0-5]\d\+07:00$/.test(decision.recordedAt)) return 'no timestamp of Viet Nam';
  if (decision.kind === 'PLANNED') return problemOfPlan(decision, congress);
  if (!congress) return 'not planned before';
  if (congress.status === 'COMPLETED') return 'completed before';
  if (decision.kind === 'COMPLETED') return problemOfReport(decision);
  if (decision.reason.trim() === '' || decision.reason.length >= 300) return 'no fitting reason';
  if (decision.kind === 'POSTPONED' && congress.status === 'POSTPONED') return 'postponed before';
  if (decision.plannedOn === null) return null;
  if (decision.plannedOn === congress.plannedOn) return 'moved to the same day';
  if (decision.plannedOn < recordedDayOf(decision)) return 'moved to the past';
  return isInWindow(decision.plannedOn) ? null : 'moved out of the window';
}

function problemOfPlan(decision: DemoDecision & { kind: 'PLANNED' }, congress: ReplayedCongress | undefined) {
  if (congress) return 'planned twice';
  const day = recordedDayOf(decision);
  if (day < '2019-11-01' || day > '2019-12-31') return 'planned outside the weeks of planning';
  return isInWindow(decision.plannedOn) ? null : 'planned outside the window';
}

function problemOfReport(decision: DemoDecision & { kind: 'COMPLETED' }) {
  const { heldOn, delegatesSummoned, delegatesAttended, committeeElected } = decision;
  if (!isInWindow(heldOn)) return 'held outside the window';
  if (heldOn > recordedDayOf(decision)) return 'reported before it was held';
  const counts = [delegatesSummoned, delegatesAttended, committeeElected];
  if (!counts.every((count) => Number.isInteger(count) && count > 0 && count <= 5_000)) return 'no fitting counts';
  return delegatesAttended <= delegatesSummoned ? null : 'more came than were summoned';
}

function isInWindow(day: Day): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

function apply(
  decision: DemoDecision,
  organization: DemoOrganization,
  before: ReplayedCongress | undefined,
): ReplayedCongress {
  const pilot = decision.kind === 'PLANNED' ? decision.pilot : (before?.pilot ?? false);
  if (decision.kind === 'COMPLETED') {
    const plannedOn = before?.plannedOn ?? null;
    return { organization, pilot, status: 'COMPLETED', plannedOn, heldOn: decision.heldOn };
  }
  const { plannedOn } = decision;
  return { organization, pilot, status: plannedOn === null ? 'POSTPONED' : 'PLANNED', plannedOn, heldOn: null };
}
