/** Loads organizations for an answer, many in one statement. */
import DataLoader from 'dataloader';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { Problem } from '../problem';
import { readMomentAhead } from './campaign-facts';
import { nearestByCode, unknownCode } from './nearest-organizations';
import type { Organization } from './organization';
import { readByCode, readById } from './read-organizations';
import { say } from '../words/message';

/** Use as `snapshot.once(organizationsById)`. */
export function organizationsById(snapshot: Snapshot): DataLoader<number, Organization | undefined> {
  readMomentAhead(snapshot);
  const known = snapshot.once(knownOrganizations);
  return new DataLoader(async (ids) => {
    const others = ids.filter((id) => !known.has(id));
    if (others.length > 0) knowOrganizations(snapshot, await readById(snapshot, others));
    return ids.map((id) => known.get(id));
  });
}

/** Use as `snapshot.once(organizationsByCode)`. */
function organizationsByCode(snapshot: Snapshot): DataLoader<string, Organization | undefined> {
  readMomentAhead(snapshot);
  return new DataLoader(async (codes) => {
    const found = knowOrganizations(snapshot, await readByCode(snapshot, codes));
    const byCode = new Map(found.map((organization) => [organization.code, organization]));
    return codes.map((code) => byCode.get(code));
  });
}

/** All that the answer has read, along whichever way, by their ids. Use as `snapshot.once(knownOrganizations)`. */
function knownOrganizations(): Map<number, Organization> {
  return new Map();
}

/** What was read along another way is not read once more by its id. */
export function knowOrganizations(snapshot: Snapshot, found: Organization[]): Organization[] {
  const known = snapshot.once(knownOrganizations);
  for (const organization of found) known.set(organization.id, organization);
  return found;
}

/** At once when it was read already: of a long list, each promise costs more than the field. */
export function loadOrganization({ snapshot }: Operation, id: number): Organization | Promise<Organization> {
  return snapshot.once(knownOrganizations).get(id) ?? requireThere(snapshot, id);
}

async function requireThere(snapshot: Snapshot, id: number): Promise<Organization> {
  const organization = await snapshot.once(organizationsById).load(id);
  if (organization === undefined) throw new Error(`Organization ${id} has gone.`);
  return organization;
}

/** The organization by its code if the viewer may; what they may not see does not exist for them (P7). */
export async function requireOrganization(
  operation: Operation,
  code: string,
  argument: string,
  right: 'see' | 'seeTotals' = 'see',
): Promise<Organization> {
  const organization = await operation.snapshot.once(organizationsByCode).load(code);
  if (organization !== undefined && may(operation.viewer)[right](organization.path)) return organization;
  throw await organizationNotFound(operation, code, argument);
}

const MOST_AT_ONCE = 200;

/** The same of several, in their order: the first that is not there is named by its place in the list, such as `organizations.3`. */
export async function requireOrganizations(
  operation: Operation,
  codes: readonly string[],
  argument: string,
  right: 'see' | 'seeTotals' = 'see',
): Promise<Organization[]> {
  const actual = codes.length;
  if (actual === 0 || actual > MOST_AT_ONCE) {
    const message = say`The list has ${actual} codes; ask for 1 to ${MOST_AT_ONCE} at a time.`;
    throw new Problem('BAD_USER_INPUT', message, { argument, limit: MOST_AT_ONCE, actual });
  }
  const loader = operation.snapshot.once(organizationsByCode);
  const found = await Promise.all(codes.map((code) => loader.load(code)));
  const seen = found.filter(
    (organization) => organization !== undefined && may(operation.viewer)[right](organization.path),
  );
  if (seen.length === found.length) return seen as Organization[];
  const index = found.findIndex((organization) => organization === undefined || !seen.includes(organization));
  throw await organizationNotFound(operation, codes[index] ?? '', `${argument}.${index}`);
}

async function organizationNotFound({ snapshot, viewer }: Operation, code: string, argument: string): Promise<Problem> {
  const nearest = await snapshot.once(nearestByCode).load({ viewer, code });
  return new Problem('NOT_FOUND', unknownCode(code, nearest), { argument });
}

/** `within` means an organization with all below it, `organization` exactly one. */
export type PlaceArgument = 'within' | 'organization';

/** The organization at and below which to look: the viewer's own when absent. */
export function requireWithin(
  operation: Operation,
  within: string | null | undefined,
  right: 'see' | 'seeTotals' = 'see',
): Promise<Organization> {
  return requirePlace(operation, within, 'within', right);
}

/** The one organization that is meant: the viewer's own when absent. */
export function requireOne(operation: Operation, organization: string | null | undefined): Promise<Organization> {
  return requirePlace(operation, organization, 'organization');
}

export async function requirePlace(
  operation: Operation,
  code: string | null | undefined,
  argument: PlaceArgument,
  right: 'see' | 'seeTotals' = 'see',
): Promise<Organization> {
  if (code !== null && code !== undefined) return requireOrganization(operation, code, argument, right);
  const own = operation.viewer.path.at(-1);
  if (own === undefined) throw new Error('The viewer has no organization.');
  return loadOrganization(operation, own);
}

/** The path of the viewer's own organization in the moment that the operation shows, where it is another one than the operation knows; null where it has gone. */
export async function findMovedViewer({ viewer, snapshot }: Operation): Promise<readonly number[] | null | undefined> {
  const known = viewer.path;
  const own = known.at(-1);
  if (own === undefined) return undefined;
  const organization = await snapshot.once(organizationsById).load(own);
  if (organization === undefined) return null;
  const { path } = organization;
  return path.length === known.length && path.every((id, depth) => id === known[depth]) ? undefined : path;
}

/** The path of the viewer's own organization as it is in the moment that the operation shows. */
export async function placeViewer(operation: Operation): Promise<void> {
  const own = operation.viewer.path.at(-1);
  if (own === undefined) return;
  const { path } = await loadOrganization(operation, own);
  operation.placeViewer(path);
}
