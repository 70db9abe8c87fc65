/** Replays the log of a file: each entry must follow from those before it; then they are counted anew. */
import { bodyOf, NO_REPORT, labelsOfEvent } from '../congress/congress-entry';
import { CongressEventKind } from '../congress/congress-event-kind';
import type { CongressHistory, PlanDecision, Report } from '../congress/history';
import { stepsOf } from '../congress/steps-of';
import { addDays, type Day } from '../day';
import { deadlineOf, type CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { stepsBetween } from '../progress/step';
import type { PlacedFact } from '../structure/structure-entries';
import { applyEvent } from './apply-event';
import type { CongressEventRow, LoggedRow, RecordEventRow } from './event-row';
import { Ledger } from './keep-ledger';
import type { Placed, RecordedCongress, RecordedEntry, RecordedHistory } from './recorded-history';
import { toRecordEntry, type ReplayedRecords } from './replay-records';
import { toStructureEntry, type ReplayedStructure, type StructureChange } from './replay-structure';
import type { TriedRecord } from './try-records';
import { plain } from '../words/message';

export type ReplayedOrganization = PlacedFact & { path: number[] };

interface Change {
  event: CongressEventRow;
  congress: RecordedCongress | null;
  before: CongressHistory | null;
  after: CongressHistory | null;
}

interface RecordChange {
  event: RecordEventRow;
  placed: ReplayedOrganization;
}

export class ReplayedLog implements RecordedHistory {
  position = 0;
  recordedAt: string | null = null;
  mark: string | null = null;
  readonly congresses: RecordedCongress[] = [];
  readonly plans: Placed<PlanDecision>[] = [];
  readonly reports: Placed<Report | Record<keyof Report, null>>[] = [];
  readonly ledger: Ledger;
  private readonly changes: (Change | RecordChange | StructureChange)[] = [];
  private readonly congressOf = new Map<string, RecordedCongress>();
  private day: Day;

  /** `first` is the first event; the business day before it is where counting begins. */
  constructor(
    private readonly organizations: ReadonlyMap<string, ReplayedOrganization>,
    private readonly root: number,
    private readonly campaign: CampaignFacts,
    private readonly records: ReplayedRecords,
    private readonly structure: ReplayedStructure,
    first: LoggedRow,
  ) {
    this.day = turnsDay(first) ? addDays(first.day, -1) : first.day;
    const size = Array.from(organizations.values(), ({ id }) => id).reduce((a, b) => Math.max(a, b), 0);
    this.ledger = new Ledger(size, this.day);
  }

  /** Takes the next event; a Problem says why it cannot follow. */
  take(event: LoggedRow): void {
    this.requireOrder(event);
    if ('thing' in event) {
      const placed = this.require(event.organization);
      this.structure.pass(placed.path);
      this.records.take(event, placed);
      this.changes.push({ event, placed });
    } else if ('record' in event) {
      const of = event.organization === null ? null : this.require(event.organization);
      this.structure.take(event, of);
      this.changes.push({ event, of });
    } else if (event.kind === CongressEventKind.DAY_TURNED) {
      this.structure.pass([]);
      this.changes.push({ event, congress: null, before: null, after: null });
    } else {
      const congress = this.findOrFound(event);
      this.structure.pass(congress.path);
      const before = congress.history;
      const added = applyEvent(before, event, this.campaign);
      congress.history = added.after;
      congress.position = event.position;
      const key = { congressId: congress.id, position: event.position };
      if (added.plan !== undefined) this.plans.push({ ...key, ...added.plan });
      if (added.report !== undefined) this.reports.push({ ...key, ...(added.report ?? NO_REPORT) });
      this.changes.push({ event, congress, before, after: added.after });
    }
    this.position = event.position;
    this.recordedAt = event.recordedAt;
    this.mark = event.mark;
    this.lastDay = event.day;
  }

  /** To be iterated over once, after all events were taken. */
  *entries(): Generator<RecordedEntry> {
    for (const change of this.changes) yield this.count(change);
    this.turnTo(this.campaign.today);
  }

  /** What was taken of records, in the order of the log. */
  *recordsTaken(): Generator<TriedRecord> {
    for (const change of this.changes) {
      if ('placed' in change) yield { event: change.event, organization: change.placed.id };
    }
  }

  private lastDay: Day | undefined;

  private count(change: Change | RecordChange | StructureChange): RecordedEntry {
    if ('placed' in change) return toRecordEntry(change.event, change.placed);
    if ('of' in change) return toStructureEntry(change);
    const { event, congress, before, after } = change;
    const { position, recordedAt, day, kind, by: actor, reason, mark } = event;
    const entry = { position, recordedAt, day, kind, actor, reason, mark };
    if (congress === null || before === null || after === null) {
      this.turnTo(day);
      const { root } = this;
      const totals = this.ledger.totalsOf([root]);
      return { ...entry, recordId: null, path: [], labels: [], body: { root }, totals };
    }
    const deadline = deadlineOf(this.campaign, after.level);
    this.ledger.add(congress.path, stepsBetween(stepsOf(before, deadline), stepsOf(after, deadline)));
    const { id: recordId, path } = congress;
    const labels = labelsOfEvent(kind, after);
    const { byFile, since } = event;
    const body = { ...bodyOf(congress, after), ...(byFile && { byFile, ...(since !== null && { since }) }) };
    return { ...entry, recordId, path, labels, body, totals: this.ledger.totalsOf(path) };
  }

  private turnTo(day: Day): void {
    while (this.day < day) this.ledger.turnTo((this.day = addDays(this.day, 1)));
  }

  private requireOrder(event: LoggedRow): void {
    const { position, recordedAt, day } = event;
    const refuse = (argument: string, what: string): never => {
      throw new Problem('BAD_USER_INPUT', plain`${what} A log is restored whole and in its order.`, { argument });
    };
    if (position !== this.position + 1) refuse('position', `Position ${this.position} is followed by ${position}.`);
    if (this.recordedAt !== null && recordedAt < this.recordedAt) {
      refuse('recordedAt', `${recordedAt} is earlier than ${this.recordedAt}, the time of the event before it.`);
    }
    const last = this.lastDay;
    const turns = turnsDay(event);
    if (last !== undefined && (turns ? day <= last : day !== last)) {
      refuse('day', `The business day is ${last} at this position, and only DAY_TURNED moves it forward.`);
    }
    if (day > this.campaign.today) {
      refuse('day', `${day} is later than ${this.campaign.today}, the business day of the campaign file.`);
    }
  }

  private findOrFound({ organization }: CongressEventRow): RecordedCongress {
    const code = organization ?? '';
    const found = this.congressOf.get(code);
    if (found !== undefined) return found;
    const { id: organizationId, path, level } = this.require(organization);
    const history = { level, plans: [], report: null };
    const congress = { id: this.congresses.length + 1, organizationId, path, position: 0, history };
    this.congresses.push(congress);
    this.congressOf.set(code, congress);
    return congress;
  }

  private require(organization: string | null): ReplayedOrganization {
    const code = organization ?? '';
    const placed = this.organizations.get(code);
    if (placed !== undefined) return placed;
    const message = plain`There is no organization with the code "${code}". Import the organizations first.`;
    throw new Problem('NOT_FOUND', message, { argument: 'organization' });
  }
}

function turnsDay(event: LoggedRow): boolean {
  return !('record' in event) && event.kind === CongressEventKind.DAY_TURNED;
}
