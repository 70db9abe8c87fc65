/** Simulates the log of the demo country: entry by entry what the mutations would have written on their days. */
import { bodyOf, labelsOfEvent } from '../congress/congress-entry';
import { CongressEventKind } from '../congress/congress-event-kind';
import { type Decision, historyAfter } from '../congress/decision';
import { ALREADY_RECORDED } from '../change/answer';
import { currentPlan, type CongressHistory, type PlanDecision, type Report } from '../congress/history';
import { decideCompletion } from '../congress/decide-completion';
import { decidePlanning, decidePostponement, decideRescheduling } from '../congress/decide-planning';
import { stepsOf } from '../congress/steps-of';
import { addDays, type Day } from '../day';
import { Ledger } from '../history/keep-ledger';
import type { Placed, RecordedCongress, RecordedEntry, RecordedHistory } from '../history/recorded-history';
import { drawMark } from '../feed/log-entry';
import { type CampaignFacts, deadlineOf } from '../organization/campaign-facts';
import { type Step, stepsBetween } from '../progress/step';
import { kindOf } from '../record/noun';
import { campaignEntry, treeEntry } from '../structure/structure-entries';
import type { DemoDecision, DemoRecord } from './demo-country';
import type { DemoCampaign } from './describe-demo-campaign';
import type { FoundedOrganization } from './found-demo-organizations';

const ACTOR = 'demo';

export class DemoLog implements RecordedHistory {
  position = 0;
  recordedAt: string | null = null;
  mark: string | null = null;
  /** By id: 1, 2, 3 … in the order in which they were planned. */
  readonly congresses: RecordedCongress[] = [];
  readonly plans: Placed<PlanDecision>[] = [];
  readonly reports: Placed<Report>[] = [];
  readonly ledger: Ledger;
  private readonly organizations: ReadonlyMap<string, FoundedOrganization>;
  private readonly congressOf = new Map<string, RecordedCongress>();
  /** Ids of records by their keys, for each noun. */
  private readonly idsOf = new Map<string, Map<string, number>>();
  /** The campaign on the business day of the entry; its own day is that of the end. */
  private now: CampaignFacts;

  constructor(
    organizations: readonly FoundedOrganization[],
    private readonly decisions: readonly DemoDecision[],
    private readonly campaign: DemoCampaign,
    private readonly records: readonly DemoRecord[],
  ) {
    this.organizations = new Map(organizations.map((organization) => [organization.code, organization]));
    const [first] = [...decisions.slice(0, 1), ...records.slice(0, 1)].map(dayOf).sort();
    this.now = { ...campaign, today: first ?? campaign.today };
    this.ledger = new Ledger(organizations.length, this.now.today);
  }

  /** Iterate once and to the end; everything else is complete after that. */
  *entries(): Generator<RecordedEntry> {
    yield* this.found();
    let next = 0;
    for (const decision of this.decisions) {
      for (let record = this.records[next]; record !== undefined; record = this.records[next]) {
        if (record.recordedAt > decision.recordedAt) break;
        yield* this.take(record);
        next += 1;
      }
      yield* this.turnDays(dayOf(decision));
      yield this.decide(decision);
    }
    for (const record of this.records.slice(next)) yield* this.take(record);
    yield* this.turnDays(this.campaign.today);
  }

  /** Before everything else, on the first day. */
  private *found(): Generator<RecordedEntry> {
    const author = { day: this.now.today, actor: ACTOR };
    const entries = [campaignEntry('FOUNDED', this.campaign, author), treeEntry(this.organizations.size, author)];
    for (const entry of entries) yield { ...entry, ...this.place(`${author.day}T00:00:00+07:00`), totals: '{}' };
  }

  private *turnDays(to: Day): Generator<RecordedEntry> {
    while (this.now.today < to) {
      const day = addDays(this.now.today, 1);
      this.now = { ...this.now, today: day };
      this.ledger.turnTo(day);
      const root = 1;
      yield {
        ...this.place(`${day}T00:00:00+07:00`),
        day,
        kind: CongressEventKind.DAY_TURNED,
        actor: null,
        reason: null,
        recordId: null,
        path: [],
        labels: [],
        body: { root },
        totals: this.ledger.totalsOf([root]),
      };
    }
  }

  private *take({ noun, verb, organization, reason, key, row, recordedAt }: DemoRecord): Generator<RecordedEntry> {
    yield* this.turnDays(recordedAt.slice(0, 10));
    const { id: organizationId, path } = this.require(organization);
    const ids = this.idsOf.get(noun.name) ?? new Map<string, number>();
    this.idsOf.set(noun.name, ids);
    const id = ids.get(key) ?? ids.size + 1;
    ids.set(key, id);
    yield {
      ...this.place(recordedAt),
      day: this.now.today,
      kind: kindOf(noun, verb),
      actor: ACTOR,
      reason,
      recordId: id,
      path,
      labels: [],
      body: { ...row, id, organization_id: organizationId },
      totals: '{}',
    };
  }

  private require(code: string): FoundedOrganization {
    const organization = this.organizations.get(code);
    if (organization === undefined) throw new Error(`There is no organization ${code} in the demo country.`);
    return organization;
  }

  private decide(demo: DemoDecision): RecordedEntry {
    const congress = this.findOrFound(demo.organization);
    const { history: before, path } = congress;
    const decision = decideDemo(demo, before, this.now);
    const after = historyAfter(before, decision, this.now);
    this.ledger.add(path, this.stepsFrom(before, after));
    const place = this.place(demo.recordedAt);
    congress.history = after;
    congress.position = place.position;
    this.keepRows(congress, decision);
    return {
      ...place,
      day: this.now.today,
      kind: decision.kind,
      actor: ACTOR,
      reason: decision.reason,
      recordId: congress.id,
      path,
      labels: labelsOfEvent(decision.kind, after),
      body: bodyOf(congress, after),
      totals: this.ledger.totalsOf(path),
    };
  }

  private stepsFrom(before: CongressHistory, after: CongressHistory): Step[] {
    const deadline = deadlineOf(this.now, after.level);
    const steps = stepsOf(after, deadline);
    // Most decisions are first plans, of which there is nothing to take away.
    return before.plans.length === 0 ? steps : stepsBetween(stepsOf(before, deadline), steps);
  }

  /** The demo is the same everywhere but for its marks: the logs of two databases are two logs. */
  private place(at: string): { position: number; recordedAt: string; mark: string } {
    this.position += 1;
    if (this.recordedAt === null || this.recordedAt < at) this.recordedAt = at;
    const mark = drawMark();
    this.mark = mark;
    return { position: this.position, recordedAt: this.recordedAt, mark };
  }

  private keepRows({ id, position, history }: RecordedCongress, decision: Decision): void {
    const plan = currentPlan(history);
    if (decision.plan !== undefined && plan !== undefined) this.plans.push({ congressId: id, position, ...plan });
    if (decision.report) this.reports.push({ congressId: id, position, ...decision.report });
  }

  private findOrFound(code: string): RecordedCongress {
    const found = this.congressOf.get(code);
    if (found !== undefined) return found;
    const { id: organizationId, path, level } = this.require(code);
    const history = { level, plans: [], report: null };
    const congress = { id: this.congresses.length + 1, organizationId, path, position: 0, history };
    this.congresses.push(congress);
    this.congressOf.set(code, congress);
    return congress;
  }
}

function dayOf({ recordedAt }: { recordedAt: string }): Day {
  return recordedAt.slice(0, 10);
}

/** The same rules as for a mutation decide. */
function decideDemo(demo: DemoDecision, history: CongressHistory, campaign: CampaignFacts): Decision {
  switch (demo.kind) {
    case 'PLANNED':
      if (history.plans.length > 0) throw new Error(`The congress of ${demo.organization} is planned twice.`);
      return decidePlanning({ plannedOn: demo.plannedOn, pilot: demo.pilot }, campaign);
    case 'RESCHEDULED':
      return decideRescheduling(history, demo, campaign);
    case 'POSTPONED':
      return decidePostponement(history, demo, campaign);
    case 'COMPLETED': {
      const { heldOn, delegatesSummoned, delegatesAttended, committeeElected } = demo;
      const completion = { heldOn, delegatesSummoned, delegatesAttended, committeeElected };
      const decision = decideCompletion(history, completion, campaign);
      if (decision !== ALREADY_RECORDED) return decision;
      throw new Error(`The congress of ${demo.organization} is reported twice.`);
    }
  }
}
