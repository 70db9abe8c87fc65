/** Enters what a person says in a briefing: its title, chair, cut-off and lists. */
import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireUnchanged } from '../change/if-position';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import { requireOpen } from '../closure/require-open';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { rowOf } from '../record/columns';
import { nextId } from '../record/save-rows';
import { Briefing } from './briefing';
import type { ChangeBriefingInput, OneBriefing } from './briefing-inputs';
import { BRIEFING, BriefingVerb } from './briefing-noun';
import { readItems, readTitle } from './briefing-texts';
import { requireCutOff, requireData, usualBriefing } from './load-briefing';
import { say } from '../words/message';

export function changeBriefing(dataSource: DataSource, viewer: Viewer, input: ChangeBriefingInput): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'changeBriefing',
    input,
    decide: async (manager, campaign): Promise<RecordDecision[]> => {
      const organization = await requireToChange(manager, viewer, input.organization);
      await requireOpen(manager, [organization.id]);
      const before = await findDraft(manager, organization, input, campaign);
      const after = applyInput(before, input);
      if (before.id !== 0 && isSame(before, after)) return [{ recordedAt: before.position }];
      const id = before.id === 0 ? await nextId(manager, BRIEFING) : before.id;
      const row = rowOf(Briefing, { ...after, id });
      return [{ noun: BRIEFING, verb: BriefingVerb.EDITED, path: organization.path, reason: null, row }];
    },
  });
}

/** The draft as it is now; a CONFLICT when it is published, or has changed meanwhile. */
export async function findDraft(
  manager: EntityManager,
  { id: organizationId }: FoundOrganization,
  asked: OneBriefing,
  campaign: CampaignFacts,
): Promise<Briefing> {
  const { month } = asked;
  const stored = await manager.findOneBy(Briefing, { organizationId, month });
  if (stored === null) requireData(month, campaign, 'month');
  const briefing = stored ?? usualBriefing(organizationId, month);
  requireUnchanged(say`The briefing`, briefing, asked);
  if (briefing.publishedOn !== null) {
    const message = say`The briefing of ${month} was published on ${briefing.publishedOn} and never changes again. Corrections are listed among its restatements.`;
    throw new Problem('CONFLICT', message, { argument: 'month' });
  }
  return briefing;
}

function applyInput(before: Briefing, input: ChangeBriefingInput): Briefing {
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
  return isDeepStrictEqual(rowOf(Briefing, before), rowOf(Briefing, after));
}
