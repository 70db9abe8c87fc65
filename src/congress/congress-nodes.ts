/** Congresses and totals by their ids: as they are, or as an entry of the log has them (P18). */
import { may } from '../access/may';
import { numberOf, type NodeKind } from '../access/node-kind';
import type { Operation } from '../access/operation';
import { fromGlobalId } from '../api/node';
import { carriesTotals, type LogEntry } from '../feed/log-entry';
import { findEntry } from '../feed/log';
import { momentOf } from '../organization/campaign-facts';
import { organizationsById } from '../organization/load-organization';
import { fromProgressKey, loadProgress } from '../progress/load-progress';
import type { Progress, ProgressScope } from '../progress/progress';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { Congress } from './congress';
import { congressOf } from './congress-entry';
import { totalsOfEvent } from './congress-event';
import { say } from '../words/message';

export const CONGRESS_NODE: NodeKind<Congress> = {
  type: 'Congress',
  find: (operation, { key, recordedAt }) => {
    const id = numberOf(key);
    if (id === undefined) return Promise.resolve(null);
    return recordedAt === null ? findCongress(operation, id) : findCongressAt(operation, id, recordedAt);
  },
};

/** By the id that clients see; NOT_FOUND also for one that the viewer may not see (P7). */
export async function requireCongress(operation: Operation, id: string, argument: string): Promise<Congress> {
  const parsed = fromGlobalId(id);
  const found = parsed?.type === CONGRESS_NODE.type ? await CONGRESS_NODE.find(operation, parsed) : null;
  if (found !== null) return found;
  const message = say`There is no congress with the id "${shorten(id)}". Use an id just as the API gave it.`;
  throw new Problem('NOT_FOUND', message, { argument });
}

async function findCongress(operation: Operation, id: number): Promise<Congress | null> {
  const congress = await operation.snapshot.read((manager) => manager.findOneBy(Congress, { id }));
  const organization = congress && (await operation.snapshot.once(organizationsById).load(congress.organizationId));
  return organization && may(operation.viewer).see(organization.path) ? congress : null;
}

async function findCongressAt(operation: Operation, id: number, position: number): Promise<Congress | null> {
  const entry = await findEntryOfCongress(operation, position);
  return entry?.recordId === id && may(operation.viewer).see(entry.path) ? congressOf(entry) : null;
}

export const PROGRESS_NODE: NodeKind = {
  type: 'Progress',
  find: async (operation, { key, recordedAt }) => {
    const wanted = fromProgressKey(key);
    if (wanted === null) return null;
    const { organizationId, ...scope } = wanted;
    return recordedAt === null
      ? findProgress(operation, organizationId, scope)
      : findProgressAt(operation, organizationId, scope, recordedAt);
  },
};

async function findProgress(operation: Operation, id: number, scope: ProgressScope): Promise<Progress | null> {
  const organization = await operation.snapshot.once(organizationsById).load(id);
  if (organization === undefined || !may(operation.viewer).seeTotals(organization.path)) return null;
  return loadProgress(operation, organization.path, { ...scope, asOf: scope.fixedOn });
}

async function findProgressAt(
  operation: Operation,
  id: number,
  { level, pilot, fixedOn }: ProgressScope,
  position: number,
): Promise<Progress | null> {
  const entry = await findEntryOfCongress(operation, position);
  if (entry === undefined || fixedOn !== null) return null;
  const { head } = await operation.snapshot.once(momentOf);
  const totals = totalsOfEvent(operation.viewer, entry, head.epoch, { level, pilot });
  return totals.find(({ path }) => path.at(-1) === id) ?? null;
}

/** Of a congress, or of the business day; undefined when there is none at the position. */
async function findEntryOfCongress({ snapshot }: Operation, position: number): Promise<LogEntry | undefined> {
  const entry = await snapshot.read((manager) => findEntry(manager, position));
  return entry !== null && carriesTotals(entry.kind) ? entry : undefined;
}
