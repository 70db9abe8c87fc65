/** What an import has made of the campaign and its organizations, as entries of the log. */
import type { EntityManager } from 'typeorm';
import type { NewEntry } from '../feed/log';
import { readCampaign } from '../organization/campaign-facts';
import { campaignEntry, organizationEntry, treeEntry } from '../structure/structure-entries';
import { readCampaignFact } from './found-campaign';
import type { ImportedTree } from './import-organizations';
import { holdsNothingButFounding } from './restore-events';
import type { ImportVerdict } from './verdict';

/** Before anything else happened, one entry is for all that a run founds. */
export async function listStructureEntries(
  manager: EntityManager,
  campaign: ImportVerdict['campaign'],
  { founded, renamed }: ImportedTree,
  subject: string,
): Promise<NewEntry[]> {
  const isCampaignNew = campaign === 'made' || campaign === 'changed';
  if (!isCampaignNew && founded.length + renamed.length === 0) return [];
  const author = { day: (await readCampaign(manager)).today, actor: subject };
  const verb = campaign === 'made' ? 'FOUNDED' : 'CHANGED';
  const isFounding = founded.length > 0 && (await holdsNothingButFounding(manager));
  return [
    ...(isCampaignNew ? [campaignEntry(verb, await readCampaignFact(manager), author)] : []),
    ...(isFounding
      ? [treeEntry(founded.length, author)]
      : founded.map((one) => organizationEntry('FOUNDED', one, author))),
    ...renamed.map((one) => organizationEntry('RENAMED', one, author)),
  ];
}
