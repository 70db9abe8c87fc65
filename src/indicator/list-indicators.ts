/** Lists the indicators that are in use at an organization: those that it, or one above it, has defined. */
import { In } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Organization } from '../organization/organization';
import { Indicator } from './indicator';

/** By code. The organization is one that the viewer may see: so are these. */
export function listIndicators({ snapshot }: Operation, { path }: Organization): Promise<Indicator[]> {
  return snapshot.read((manager) =>
    manager.find(Indicator, { where: { organizationId: In(path) }, order: { code: 'ASC' } }),
  );
}
