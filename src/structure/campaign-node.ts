/** The campaign by its id: as it is, or as an entry of the log has it (P18). It concerns everyone. */
import type { NodeKind } from '../access/node-kind';
import { findEntry } from '../feed/log';
import { CAMPAIGN_KEY, loadCampaign, type CampaignView } from '../organization/campaign-resolver';
import { CAMPAIGN_KINDS } from '../organization/structure-kinds';
import { campaignOf } from './campaign-event';

export const CAMPAIGN_NODE: NodeKind<CampaignView> = {
  type: 'Campaign',
  find: async (operation, { key, recordedAt }) => {
    if (key !== CAMPAIGN_KEY) return null;
    if (recordedAt === null) return loadCampaign(operation);
    const entry = await operation.snapshot.read((manager) => findEntry(manager, recordedAt));
    const isOfCampaign = CAMPAIGN_KINDS.some((kind) => kind === entry?.kind);
    return entry !== null && isOfCampaign ? campaignOf(entry) : null;
  },
};
