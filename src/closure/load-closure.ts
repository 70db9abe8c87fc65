/** Loads what is recorded of the closing of organizations, many in one statement. */
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import type { Organization } from '../organization/organization';
import { Closure } from './closure';

/** Use as `snapshot.once(closuresByOrganization)`. */
function closuresByOrganization(snapshot: Snapshot): DataLoader<number, Closure | undefined> {
  return new DataLoader(async (ids) => {
    const found = await snapshot.read((manager) => manager.findBy(Closure, { organizationId: In([...ids]) }));
    const byOrganization = new Map(found.map((closure) => [closure.organizationId, closure]));
    return ids.map((id) => byOrganization.get(id));
  });
}

/** Null for one that was never closed, and where the viewer may not see it. */
export async function loadClosure(operation: Operation, { id, path }: Organization): Promise<Closure | null> {
  if (!may(operation.viewer).see(path)) return null;
  return (await operation.snapshot.once(closuresByOrganization).load(id)) ?? null;
}
