/** Work programs and their items by their ids: as they are, as of a day, or as an entry of the log has them (P18). */
import { may } from '../access/may';
import type { NodeKind } from '../access/node-kind';
import type { Operation } from '../access/operation';
import { isDay } from '../day';
import { momentOf } from '../organization/campaign-facts';
import { organizationsById } from '../organization/load-organization';
import type { Organization } from '../organization/organization';
import { findRecorded } from '../record/record-node';
import { showWorkItem } from './due';
import { loadWorkProgram } from './load-work-program';
import { WorkItem } from './work-item';
import { WORK_ITEM, WORK_ITEMS } from './work-item-noun';
import type { WorkProgram } from './work-program';

export const WORK_PROGRAM_NODE: NodeKind<WorkProgram> = {
  type: 'WorkProgram',
  find: async (operation, { key, recordedAt }) => {
    const [, id, year, fixedOn = null] = /^(\d{1,9}),((?:19|2\d)\d{2})(?:,([\d-]{10}))?$/.exec(key) ?? [];
    if (id === undefined || recordedAt !== null || (fixedOn !== null && !isDay(fixedOn))) return null;
    const organization = await findSeen(operation, Number(id));
    return organization && loadWorkProgram(operation, organization, Number(year), fixedOn);
  },
};

export const WORK_ITEM_NODE: NodeKind<WorkItem> = {
  type: 'WorkItem',
  find: async (operation, { key, recordedAt }) => {
    const [, digits, asOf = null] = /^(\d{1,9})(?:,([\d-]{10}))?$/.exec(key) ?? [];
    if (digits === undefined || (asOf !== null && !isDay(asOf))) return null;
    const id = Number(digits);
    if (recordedAt !== null) return findItemAt(operation, id, recordedAt);
    const item = await operation.snapshot.read((manager) => manager.findOneBy(WorkItem, { id }));
    const organization = item && (await findSeen(operation, item.organizationId));
    if (!organization) return null;
    if (asOf === null) return showWorkItem(item, (await operation.snapshot.once(momentOf)).campaign.today);
    const { items, withdrawn } = await loadWorkProgram(operation, organization, item.year, asOf);
    return [...items, ...withdrawn].find((each) => each.id === id) ?? null;
  },
};

async function findItemAt(operation: Operation, id: number, position: number): Promise<WorkItem | null> {
  const entry = await findRecorded(operation, { noun: WORK_ITEM, id, position });
  return entry && WORK_ITEMS.toThing(entry);
}

async function findSeen({ snapshot, viewer }: Operation, id: number): Promise<Organization | null> {
  const organization = await snapshot.once(organizationsById).load(id);
  return organization !== undefined && may(viewer).see(organization.path) ? organization : null;
}
