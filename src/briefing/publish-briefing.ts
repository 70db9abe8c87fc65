/** Publishes a briefing: freezes every figure at one place of the log, for good. */
import type { DataSource, EntityManager } from 'typeorm';
import { may } from '../access/may';
import { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import { requireOpen } from '../closure/require-open';
import type { Answer } from '../congress/change-congresses';
import { recallAnswer, recallEvents, rememberAnswer } from '../change/idempotency';
import { inTransaction } from '../database/in-transaction';
import { Snapshot } from '../database/snapshot';
import { shareStructure } from '../database/advisory-locks';
import { toCursor } from '../feed/cursor';
import { takePositions, type PositionRange } from '../feed/log';
import { readCampaign, type CampaignFacts } from '../organization/campaign-facts';
import { loadOrganization } from '../organization/load-organization';
import { Problem } from '../problem';
import { queueRecords, recordAt } from '../record/change-records';
import { requireToChange, type FoundOrganization } from '../record/require-organization';
import { nextId } from '../record/save-row';
import { BRIEFING, BriefingVerb } from './briefing-noun';
import type { Briefing } from './briefing';
import { findDraft, type BriefingReference } from './edit-briefing';
import { freeze, type FrozenText } from './freeze';
import { loadContent } from './load-content';
import { toRow } from './to-row';

export async function publishBriefing(
  dataSource: DataSource,
  viewer: Viewer,
  input: BriefingReference,
): Promise<Answer> {
  return inTransaction(dataSource, async (manager) => {
    await shareStructure(manager);
    const keyed = { name: 'publishBriefing', input };
    const recalled = await recallAnswer(manager, viewer, keyed);
    if (recalled !== null) return recallEvents(manager, viewer, recalled);
    await queueRecords(manager);
    const campaign = await readCampaign(manager);
    const organization = await requireToPublish(manager, viewer, input);
    await requireOpen(manager, [organization.id]);
    const draft = await findDraft(manager, organization, input, campaign);
    requirePassed(draft, campaign);
    const answer = await freezeAndRecord(manager, { dataSource, viewer, campaign, organization, draft });
    await rememberAnswer(manager, viewer, keyed, answer.entries);
    return answer;
  });
}

async function requireToPublish(
  manager: EntityManager,
  viewer: Viewer,
  { organization }: BriefingReference,
): Promise<FoundOrganization> {
  const found = await requireToChange(manager, viewer, organization);
  if (may(viewer).publish(found.path)) return found;
  throw new Problem('FORBIDDEN', "You may edit this briefing but not publish it: that takes an administrator's token.");
}

/** A day that has not come yet would go on changing what was published. */
function requirePassed({ month, cutOff }: Briefing, { today }: CampaignFacts): void {
  if (cutOff <= today) return;
  const message = `The briefing of ${month} counts up to ${cutOff}, and today is ${today}. Publish it when that day has come, or set an earlier cut-off with editBriefing.`;
  throw new Problem('CONFLICT', message, { argument: 'month' });
}

interface Publishing {
  dataSource: DataSource;
  viewer: Viewer;
  campaign: CampaignFacts;
  organization: FoundOrganization;
  draft: Briefing;
}

/** The position is taken first: whoever holds the head of the log sees figures that nobody can change meanwhile. */
async function freezeAndRecord(manager: EntityManager, publishing: Publishing): Promise<Answer> {
  const { viewer, campaign, organization, draft } = publishing;
  const id = draft.id === 0 ? await nextId(manager, BRIEFING) : draft.id;
  const taken = await takePositions(manager, 1);
  const { text, hash } = await freezeAt(manager, taken, publishing);
  const row = toRow({ ...draft, id, publishedOn: campaign.today, content: text, contentHash: hash });
  const change = { noun: BRIEFING, verb: BriefingVerb.PUBLISHED, path: organization.path, reason: null, row };
  return recordAt(manager, taken, { viewer, campaign, changes: [change] });
}

async function freezeAt(
  manager: EntityManager,
  { epoch, first, marks, recordedAt }: PositionRange,
  { dataSource, viewer, campaign, organization, draft }: Publishing,
): Promise<FrozenText> {
  const operation = new Operation(dataSource, viewer, new Snapshot(manager));
  try {
    const content = await loadContent(operation, await loadOrganization(operation, organization.id), draft);
    const cursor = toCursor({ epoch, position: first, mark: marks[0] ?? null });
    return freeze({ content, publishedOn: campaign.today, publishedAt: recordedAt.toISOString(), cursor });
  } finally {
    await operation.close();
  }
}
