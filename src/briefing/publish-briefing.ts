/** Publishes a briefing: freezes every figure at one place of the log, for good. */
import type { DataSource, EntityManager } from 'typeorm';
import { may } from '../access/may';
import { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { changeTransaction } from '../change/change-transaction';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import { requireOpen } from '../closure/require-open';
import { Snapshot } from '../database/snapshot';
import { toCursor } from '../feed/cursor';
import { takePositions, type PositionRange } from '../feed/log';
import type { CampaignFacts } from '../organization/campaign-facts';
import { loadOrganization } from '../organization/load-organization';
import { Problem } from '../problem';
import { writeChangesAt } from '../record/change-records';
import { rowOf } from '../record/columns';
import { nextId } from '../record/save-rows';
import { Briefing } from './briefing';
import type { PublishBriefingInput } from './briefing-inputs';
import { BRIEFING, BriefingVerb } from './briefing-noun';
import { findDraft } from './change-briefing';
import { freeze, type FrozenText } from './freeze';
import { loadContent } from './load-content';
import { say } from '../words/message';

export function publishBriefing(dataSource: DataSource, viewer: Viewer, input: PublishBriefingInput): Promise<Answer> {
  const request = { name: 'publishBriefing', input, queuesWithRecords: true };
  return changeTransaction(dataSource, viewer, request, async (manager, campaign) => {
    const organization = await requireToPublish(manager, viewer, input);
    await requireOpen(manager, [organization.id]);
    const draft = await findDraft(manager, organization, input, campaign);
    requirePassed(draft, campaign);
    return freezeAndRecord(manager, { dataSource, viewer, campaign, organization, draft });
  });
}

async function requireToPublish(
  manager: EntityManager,
  viewer: Viewer,
  { organization }: PublishBriefingInput,
): Promise<FoundOrganization> {
  const found = await requireToChange(manager, viewer, organization);
  if (may(viewer).publish(found.path)) return found;
  throw new Problem(
    'FORBIDDEN',
    say`You may edit this briefing but not publish it: that takes an administrator's token.`,
  );
}

/** Figures of a day that has not come could still change after the publication. */
function requirePassed({ month, cutOff }: Briefing, { today }: CampaignFacts): void {
  if (cutOff <= today) return;
  const message = say`The briefing of ${month} counts up to ${cutOff}, and today is ${today}. Publish it when that day has come, or set an earlier cut-off with changeBriefing.`;
  throw new Problem('CONFLICT', message, { argument: 'month' });
}

interface Publishing {
  dataSource: DataSource;
  viewer: Viewer;
  campaign: CampaignFacts;
  organization: FoundOrganization;
  draft: Briefing;
}

/** The position is taken first: while this transaction holds the head of the log, nobody can change the figures. */
async function freezeAndRecord(manager: EntityManager, publishing: Publishing): Promise<Answer> {
  const { viewer, campaign, organization, draft } = publishing;
  const id = draft.id === 0 ? await nextId(manager, BRIEFING) : draft.id;
  const taken = await takePositions(manager, 1);
  const { text, hash } = await freezeAt(manager, taken, publishing);
  const row = rowOf(Briefing, { ...draft, id, publishedOn: campaign.today, content: text, contentHash: hash });
  const change = { noun: BRIEFING, verb: BriefingVerb.PUBLISHED, path: organization.path, reason: null, row };
  return writeChangesAt(manager, taken, { viewer, campaign, changes: [change] });
}

async function freezeAt(
  manager: EntityManager,
  { epoch, first, marks, recordedAt }: PositionRange,
  { dataSource, viewer, campaign, organization, draft }: Publishing,
): Promise<FrozenText> {
  const operation = new Operation(dataSource, viewer, undefined, { snapshot: new Snapshot(manager) });
  try {
    const content = await loadContent(operation, await loadOrganization(operation, organization.id), draft);
    const cursor = toCursor({ epoch, position: first, mark: marks[0] ?? null });
    return freeze({ content, publishedOn: campaign.today, publishedAt: recordedAt.toISOString(), cursor });
  } finally {
    await operation.close();
  }
}
