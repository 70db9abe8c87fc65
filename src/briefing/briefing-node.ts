/** Briefings by their ids: as they are, or as an entry of the log has them (P18). */
import { may } from '../access/may';
import type { NodeKind } from '../access/node-kind';
import { findEntry } from '../feed/log';
import { momentOf } from '../organization/campaign-facts';
import { organizationsById } from '../organization/load-organization';
import { Problem } from '../problem';
import { viewOf } from './briefing-mutations';
import { BRIEFINGS } from './briefing-noun';
import type { BriefingView } from './briefing-view';
import { loadBriefing } from './load-briefing';

export const BRIEFING_NODE: NodeKind<BriefingView> = {
  type: 'Briefing',
  find: async (operation, { key, recordedAt }) => {
    const [, id, month = ''] = /^(\d{1,9}),(\d{4}-\d{2})$/.exec(key) ?? [];
    const { snapshot, viewer } = operation;
    const organization = id === undefined ? undefined : await snapshot.once(organizationsById).load(Number(id));
    if (organization === undefined || !may(viewer).see(organization.path)) return null;
    if (recordedAt === null) return loadBriefing(operation, organization, month).catch(orNull);
    const entry = await snapshot.read((manager) => findEntry(manager, recordedAt));
    if (entry === null || !BRIEFINGS.kinds.includes(entry.kind) || !may(viewer).see(entry.path)) return null;
    const view = await viewOf(operation, entry, (await snapshot.once(momentOf)).head.epoch);
    return view.of.id === organization.id && view.row.month === month ? view : null;
  },
};

/** A month of which there can be no briefing. */
function orNull(error: unknown): null {
  if (error instanceof Problem) return null;
  throw error;
}
