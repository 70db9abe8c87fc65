/** Organizations by their ids: as they are, or with the names that an entry of the log gave them (P18). */
import { may } from '../access/may';
import { numberOf, type NodeKind } from '../access/node-kind';
import { findEntry } from '../feed/log';
import { organizationsById } from '../organization/load-organization';
import type { Organization } from '../organization/organization';
import { isOfStructure } from '../organization/structure-kinds';
import { asNamedBy } from './organization-event';

export const ORGANIZATION_NODE: NodeKind<Organization> = {
  type: 'Organization',
  find: async ({ snapshot, viewer }, { key, recordedAt }) => {
    const id = numberOf(key);
    const organization = id === undefined ? undefined : await snapshot.once(organizationsById).load(id);
    if (organization === undefined || !may(viewer).see(organization.path)) return null;
    if (recordedAt === null) return organization;
    const entry = await snapshot.read((manager) => findEntry(manager, recordedAt));
    if (entry === null || entry.recordId !== id || !isOfStructure(entry.kind)) return null;
    return asNamedBy(entry, organization);
  },
};
