/** Loads congresses for an answer, many in one statement. */
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import type { Snapshot } from '../database/snapshot';
import { Congress } from './congress';

/** Use as `snapshot.once(congressesByOrganization)`. */
export function congressesByOrganization(snapshot: Snapshot): DataLoader<number, Congress | undefined> {
  return new DataLoader(async (ids) => {
    const found = await snapshot.read((manager) => manager.findBy(Congress, { organizationId: In([...ids]) }));
    const byOrganization = new Map(found.map((congress) => [congress.organizationId, congress]));
    return ids.map((id) => byOrganization.get(id));
  });
}
