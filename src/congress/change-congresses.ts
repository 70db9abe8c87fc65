/** The path of every mutation of congresses: one transaction, one order of locks, one event for each change. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { inTransaction } from '../database/in-transaction';
import { shareStructure } from '../database/advisory-locks';
import { readCampaign, type CampaignFacts } from '../organization/campaign-facts';
import { requireUnchanged } from '../change/if-position';
import { readHead } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import { mapInTurns } from '../process/turns';
import { describeRefusals, refuseList, type Refusal } from '../place-problem';
import { Problem, type RefusedInput } from '../problem';
import { ALREADY_RECORDED, type Decided, type Decision } from './decision';
import { findStoredReport } from './find-stored-report';
import type { CongressHistory } from './history';
import { historyAfter } from './history-after';
import { recallAnswer, recallEvents, rememberAnswer, type Keyed } from '../change/idempotency';
import { lockCongresses, type CongressReference, type LockedCongress } from './lock-congresses';
import { recordChanges } from './record-changes';

export interface CongressRequest extends CongressReference {
  ifPosition?: number | null | undefined;
  /** The pure decision; throws a Problem whose argument is relative to the request. */
  decide: (history: CongressHistory, campaign: CampaignFacts) => Decision | typeof ALREADY_RECORDED;
}

export interface Mutation extends Keyed {
  requests: readonly CongressRequest[];
  /** The list of the input in which the requests stand; a single one is the input itself. */
  list?: string;
  /** Leaves out what is refused, instead of refusing all. */
  skipBad?: boolean | null | undefined;
  /** Decides, and records nothing. */
  dryRun?: boolean | null | undefined;
  /** Runs in the transaction before the congresses are locked. */
  prepare?: (manager: EntityManager) => Promise<void>;
}

/** The event that answers each request that was not refused, with the epoch of the log. */
export interface Answer {
  epoch: string;
  /** None in a dry run. */
  entries: LogEntry[];
  /** What was left out, when that was asked for, placed relative to the input. */
  refused?: readonly RefusedInput[];
  /** How many requests were not refused. */
  accepted?: number;
}

export async function changeCongresses(dataSource: DataSource, viewer: Viewer, mutation: Mutation): Promise<Answer> {
  return inTransaction(dataSource, async (manager) => {
    await shareStructure(manager);
    const recalled = await recallAnswer(manager, viewer, mutation);
    if (recalled !== null) return recallEvents(manager, viewer, recalled);
    await mutation.prepare?.(manager);
    const campaign = await readCampaign(manager);
    const locked = await lockCongresses(manager, viewer, mutation.requests);
    const { outcomes, refused } = await decideAll(mutation, locked, campaign);
    // The verdict is complete here: nothing that comes later refuses anything.
    const verdict = { refused, accepted: outcomes.length };
    if (mutation.dryRun === true) return { epoch: (await readHead(manager)).epoch, entries: [], ...verdict };
    const answer = await record(manager, viewer, campaign, outcomes);
    await rememberAnswer(manager, viewer, mutation, answer.entries);
    return { ...answer, ...verdict };
  });
}

/** For each request what was decided about its congress, or the congress when the same is recorded already. */
type Outcome = { decided: Decided } | { stored: LockedCongress };

async function decideAll(
  mutation: Mutation,
  locked: readonly (LockedCongress | Problem)[],
  campaign: CampaignFacts,
): Promise<{ outcomes: Outcome[]; refused: RefusedInput[] }> {
  const refusals: Refusal[] = [];
  const outcomes: Outcome[] = [];
  const histories = new Map<number, CongressHistory>();
  await mapInTurns(mutation.requests, (request, index) => {
    try {
      const congress = locked[index];
      if (congress === undefined || congress instanceof Problem) throw congress ?? new Error('A request got lost.');
      const outcome = decide(request, congress, histories.get(congress.id) ?? congress.history, campaign);
      if ('decided' in outcome) histories.set(congress.id, outcome.decided.after);
      outcomes.push(outcome);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.push({ index, problem: error });
    }
  });
  const [first] = refusals;
  if (mutation.list === undefined) {
    if (first !== undefined) throw first.problem;
    return { outcomes, refused: [] };
  }
  const list = { list: mutation.list, length: mutation.requests.length };
  if (first !== undefined && mutation.skipBad !== true) throw refuseList(list, refusals);
  return { outcomes, refused: describeRefusals(list, refusals) };
}

function decide(
  request: CongressRequest,
  congress: LockedCongress,
  history: CongressHistory,
  campaign: CampaignFacts,
): Outcome {
  requireUnchanged('The congress', congress, request);
  const decision = decideNamed(request, history, campaign);
  if (decision === ALREADY_RECORDED) return { stored: congress };
  return { decided: { congress, decision, before: history, after: historyAfter(history, decision, campaign) } };
}

/** Decisions speak of the organization; the caller may have named the congress by its id. */
function decideNamed(
  { decide: take, congressId }: CongressRequest,
  history: CongressHistory,
  campaign: CampaignFacts,
): Decision | typeof ALREADY_RECORDED {
  try {
    return take(history, campaign);
  } catch (error) {
    if (!(error instanceof Problem) || congressId == null || error.details.argument !== 'organization') throw error;
    throw new Problem(error.code, error.message, { ...error.details, argument: 'congressId' });
  }
}

async function record(
  manager: EntityManager,
  viewer: Viewer,
  campaign: CampaignFacts,
  outcomes: readonly Outcome[],
): Promise<Answer> {
  const decided = outcomes.flatMap((outcome) => ('decided' in outcome ? [outcome.decided] : []));
  const recorded = decided.length > 0 ? await recordChanges(manager, viewer, campaign, decided) : { entries: [] };
  const byCongress = new Map(recorded.entries.map((entry) => [entry.recordId, entry]));
  const entries: LogEntry[] = [];
  for (const outcome of outcomes) {
    const congress = 'decided' in outcome ? outcome.decided.congress : outcome.stored;
    entries.push(byCongress.get(congress.id) ?? (await findStoredReport(manager, congress.id)));
  }
  const epoch = 'epoch' in recorded ? recorded.epoch : (await readHead(manager)).epoch;
  return { epoch, entries };
}
