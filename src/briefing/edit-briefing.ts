/** Enters what a person says of a briefing: its title, chair, cut-off and lists. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { requireOpen } from '../closure/require-open';
import type { Answer } from '../change/answer';
import type { Day } from '../day';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { nextId } from '../record/save-rows';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import { requireMonth } from '../change/require-number';
import type { CampaignFacts } from '../organization/campaign-facts';
import { requireUnchanged } from '../change/if-position';
import { BRIEFING, BriefingVerb } from './briefing-noun';
import { readItems, readTitle, type EnteredInput } from './briefing-texts';
import { Briefing } from './briefing';
import { requireCutOff, requireData, usualBriefing } from './load-briefing';
import { toRow } from './to-row';

export interface BriefingReference {
  month: string;
  organization?: string | null | undefined;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export interface EditInput extends BriefingReference {
  title?: EnteredInput | null | undefined;
  chairOffice?: EnteredInput | null | undefined;
  cutOff?: Day | null | undefined;
  tasks?: readonly EnteredInput[] | null | undefined;
  keyTasks?: readonly EnteredInput[] | null | undefined;
  breakthroughs?: readonly EnteredInput[] | null | undefined;
}

export async function editBriefing(dataSource: DataSource, viewer: Viewer, input: EditInput): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'editBriefing',
    input,
    decide: async (manager, campaign): Promise<RecordDecision[]> => {
      const organization = await requireToChange(manager, viewer, input.organization);
      await requireOpen(manager, [organization.id]);
      const before = await findDraft(manager, organization, input, campaign);
      const after = applyInput(before, input);
      if (before.id !== 0 && isSame(before, after)) return [{ recordedAt: before.position }];
      const id = before.id === 0 ? await nextId(manager, BRIEFING) : before.id;
      const row = toRow({ ...after, id });
      return [{ noun: BRIEFING, verb: BriefingVerb.EDITED, path: organization.path, reason: null, row }];
    },
  });
}

/** The draft as it stands; a CONFLICT when it is published, or has changed meanwhile. */
export async function findDraft(
  manager: EntityManager,
  { id: organizationId }: FoundOrganization,
  asked: BriefingReference,
  campaign: CampaignFacts,
): Promise<Briefing> {
  const month = requireMonth(asked.month, 'month');
  const stored = await manager.findOneBy(Briefing, { organizationId, month });
  if (stored === null) requireData(month, campaign, 'month');
  const briefing = stored ?? usualBriefing(organizationId, month);
  requireUnchanged('The briefing', briefing, asked);
  if (briefing.publishedOn !== null) {
    const message = `The briefing of ${month} was published on ${briefing.publishedOn} and never changes again. Corrections show among its restatements.`;
    throw new Problem('CONFLICT', message, { argument: 'month' });
  }
  return briefing;
}

function applyInput(before: Briefing, input: EditInput): Briefing {
  const { title, chairOffice, cutOff, tasks, keyTasks, breakthroughs } = input;
  return {
    ...before,
    title: title == null ? before.title : readTitle(title, 'title'),
    chairOffice: chairOffice == null ? before.chairOffice : readTitle(chairOffice, 'chairOffice'),
    cutOff: cutOff == null ? before.cutOff : requireCutOff(cutOff, input.month, 'cutOff'),
    tasks: tasks == null ? before.tasks : readItems(tasks, 'tasks'),
    keyTasks: keyTasks == null ? before.keyTasks : readItems(keyTasks, 'keyTasks'),
    breakthroughs: breakthroughs == null ? before.breakthroughs : readItems(breakthroughs, 'breakthroughs'),
  };
}

function isSame(before: Briefing, after: Briefing): boolean {
  return JSON.stringify(toRow(before)) === JSON.stringify(toRow(after));
}
