/** Lists the entries of the log that tell what an import has made of the campaign and its organizations. */
import type { EntityManager } from 'typeorm';
import type { NewEntry } from '../feed/log';
import { readCampaign } from '../organization/campaign-facts';
import { NOTHING_BUT_FOUNDED } from '../organization/structure-kinds';
import { campaignEntry, organizationEntry, treeEntry, type PlacedFact } from '../structure/structure-entries';
import { readCampaignFact } from './found-campaign';
import type { ImportVerdict } from './verdict';

interface Structure {
  campaign: ImportVerdict['campaign'];
  founded: readonly PlacedFact[];
  renamed: readonly PlacedFact[];
}

/** Before anything else has happened, one entry stands for all that a run founds. */
export async function listStructureEntries(
  manager: EntityManager,
  { campaign, founded, renamed }: Structure,
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

export async function holdsNothingButFounding(manager: EntityManager): Promise<boolean> {
  const [found] = await manager.query<{ founding: boolean }[]>(NOTHING_BUT_FOUNDED);
  return found?.founding === true;
}
