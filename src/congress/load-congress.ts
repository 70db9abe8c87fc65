/** Loads congresses for an answer, many in one statement. */
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { organizationsById } from '../organization/load-organization';
import { fromGlobalId } from '../api/node';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { Congress } from './congress';

/** Use as `snapshot.once(congressesByOrganization)`. */
export function congressesByOrganization(snapshot: Snapshot): DataLoader<number, Congress | undefined> {
  return new DataLoader(async (ids) => {
    const found = await snapshot.read((manager) => manager.findBy(Congress, { organizationId: In([...ids]) }));
    const byOrganization = new Map(found.map((congress) => [congress.organizationId, congress]));
    return ids.map((id) => byOrganization.get(id));
  });
}

/** The congress by the id that clients see, if the viewer may see it; else NOT_FOUND (P7). */
export async function requireCongress(operation: Operation, globalId: string, argument: string): Promise<Congress> {
  const parsed = fromGlobalId(globalId);
  if (parsed?.type === 'Congress' && /^\d{1,9}$/.test(parsed.key)) {
    const id = Number(parsed.key);
    const congress = await operation.snapshot.read((manager) => manager.findOneBy(Congress, { id }));
    const organization = congress && (await operation.snapshot.once(organizationsById).load(congress.organizationId));
    if (organization && may(operation.viewer).see(organization.path)) return congress;
  }
  throw new Problem(
    'NOT_FOUND',
    `There is no congress with the id "${shorten(globalId)}". Use an id just as the API gave it.`,
    {
      argument,
    },
  );
}
