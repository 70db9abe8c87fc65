/** The path of every mutation of congresses: locks them, decides about each, and records what was decided. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { ALREADY_RECORDED, answerWithoutEntries, type Answer } from '../change/answer';
import { changeTransaction } from '../change/change-transaction';
import { decideBatch } from '../change/decide-batch';
import type { Keyed } from '../change/idempotency';
import { requireUnchanged } from '../change/if-position';
import { LogEntry } from '../feed/log-entry';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { CongressEventKind } from './congress-event-kind';
import { historyAfter, type Decided, type Decision } from './decision';
import type { CongressHistory } from './history';
import { lockCongresses, type CongressReference, type LockedCongress } from './lock-congresses';
import { writeCongressChanges } from './write-congress-changes';
import { say } from '../words/message';

export interface CongressRequest extends CongressReference {
  ifPosition?: number | null | undefined;
  /** The pure decision; throws a Problem whose argument is relative to the request. */
  decide: (history: CongressHistory, campaign: CampaignFacts) => Decision | typeof ALREADY_RECORDED;
}

export interface CongressMutation extends Keyed {
  /** The list of the input that holds the requests; a single one is the input itself. */
  list?: string;
  /** Leaves out what is refused, instead of refusing all. */
  skipBad?: boolean | null | undefined;
  /** Decides, and records nothing. */
  dryRun?: boolean | null | undefined;
  /** Runs in the transaction before the congresses are locked. */
  prepare?: (manager: EntityManager) => Promise<void>;
}

/** A single change is a batch of one. */
export function changeCongress(
  dataSource: DataSource,
  viewer: Viewer,
  mutation: CongressMutation,
  request: CongressRequest,
): Promise<Answer> {
  return changeCongresses(dataSource, viewer, mutation, [request]);
}

export function changeCongresses(
  dataSource: DataSource,
  viewer: Viewer,
  mutation: CongressMutation,
  requests: readonly CongressRequest[],
): Promise<Answer> {
  const { name, input, list, skipBad, dryRun, prepare } = mutation;
  return changeTransaction(dataSource, viewer, { name, input }, async (manager, campaign) => {
    await prepare?.(manager);
    const locked = await lockCongresses(manager, viewer, requests);
    const decide = decideInTurn(locked, campaign);
    const { decided: outcomes, refused } = await decideBatch(requests, decide, { list, skipBad });
    // The verdict is complete here: nothing that comes later refuses anything.
    const answer =
      dryRun === true ? await answerWithoutEntries(manager) : await recordOutcomes(manager, viewer, campaign, outcomes);
    return { ...answer, refused, accepted: outcomes.length };
  });
}

/** What was decided about a congress; or the congress, where the same is recorded already. */
type Outcome = { decided: Decided } | { recorded: LockedCongress };

/** A congress that is asked about twice is decided about as the first decision leaves it. */
function decideInTurn(
  locked: readonly (LockedCongress | Problem)[],
  campaign: CampaignFacts,
): (request: CongressRequest, index: number) => Outcome {
  const histories = new Map<number, CongressHistory>();
  return (request, index) => {
    const congress = locked[index];
    if (congress === undefined || congress instanceof Problem) throw congress ?? new Error('A request got lost.');
    requireUnchanged(say`The congress`, congress, request);
    const before = histories.get(congress.id) ?? congress.history;
    const decision = decideNamed(request, before, campaign);
    if (decision === ALREADY_RECORDED) return { recorded: congress };
    const after = historyAfter(before, decision, campaign);
    histories.set(congress.id, after);
    return { decided: { congress, decision, before, after } };
  };
}

/** Decisions speak of the organization; the caller may have named the congress by its id. */
function decideNamed(
  { decide, congressId }: CongressRequest,
  history: CongressHistory,
  campaign: CampaignFacts,
): ReturnType<CongressRequest['decide']> {
  try {
    return decide(history, campaign);
  } catch (error) {
    if (!(error instanceof Problem) || congressId == null || error.details.argument !== 'organization') throw error;
    throw new Problem(error.code, error.said, { ...error.details, argument: 'congressId' });
  }
}

async function recordOutcomes(
  manager: EntityManager,
  viewer: Viewer,
  campaign: CampaignFacts,
  outcomes: readonly Outcome[],
): Promise<Answer> {
  const decided = outcomes.flatMap((outcome) => ('decided' in outcome ? [outcome.decided] : []));
  const changed = new Set(decided.map(({ congress }) => congress.id));
  const ids = outcomes.map((outcome) => ('decided' in outcome ? outcome.decided.congress : outcome.recorded).id);
  // Reports of before are read before the head of the log is taken: the whole country waits for that.
  const reports = await findReports(
    manager,
    ids.filter((id) => !changed.has(id)),
  );
  const { epoch, entries } =
    decided.length > 0
      ? await writeCongressChanges(manager, viewer, campaign, decided)
      : await answerWithoutEntries(manager);
  const byCongress = new Map([...reports, ...entries].map((entry) => [entry.recordId, entry]));
  return {
    epoch,
    entries: ids.map((id) => {
      const entry = byCongress.get(id);
      if (entry === undefined) throw new Error(`There is no entry about congress ${id}.`);
      return entry;
    }),
  };
}

/** The entries by which the present reports of congresses were recorded. */
async function findReports(manager: EntityManager, congressIds: readonly number[]): Promise<LogEntry[]> {
  if (congressIds.length === 0) return [];
  return manager
    .createQueryBuilder(LogEntry, 'entry')
    .where(
      `entry.position IN (SELECT max(position) FROM log_entry
        WHERE subject = ANY(:congressIds) AND kind IN (:...kinds) GROUP BY subject)`,
      { congressIds, kinds: [CongressEventKind.COMPLETED, CongressEventKind.CORRECTED] },
    )
    .getMany();
}
