/** Finds documents by number and day, at an organization and above it: what the viewer may not see does not exist for them (P7). */
import DataLoader from 'dataloader';
import { In, IsNull, LessThanOrEqual, type EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { recordNode } from '../record/record-node';
import { requireText } from '../text/require-text';
import { Document, DOCUMENT, NUMBER } from './document';
import { say } from '../words/message';

/** Those on which the congresses at an organization rest, its own and those above, the highest first: issued by the day, and not withdrawn. */
export async function loadCited({ snapshot }: Operation, path: readonly number[], on: Day): Promise<Document[]> {
  const found = await snapshot.read((manager) =>
    manager.find(Document, {
      where: { organizationId: In([...path]), ofCampaign: true, withdrawnOn: IsNull(), issuedOn: LessThanOrEqual(on) },
      order: { issuedOn: 'ASC', number: 'ASC', id: 'ASC' },
    }),
  );
  return found.sort((a, b) => path.indexOf(a.organizationId) - path.indexOf(b.organizationId));
}

export interface DocumentName {
  number: string;
  issuedOn: Day;
}

export const DOCUMENT_NODE = recordNode(DOCUMENT, Document, {
  sees: (viewer, path) => may(viewer).seeWhatApplies(path),
});

/** Where a name is used: at the organization with the path. */
type NamedAt = DocumentName & { path: readonly number[] };

/** The nearest of each name, at the organization or above it. Use as `snapshot.once(documentsByName)`. */
export function documentsByName(snapshot: Snapshot): DataLoader<NamedAt, Document | undefined, string> {
  const load = (named: readonly NamedAt[]) => snapshot.read((manager) => findDocuments(manager, named));
  return new DataLoader(load, { cacheKeyFn: (named) => JSON.stringify([named.path, named.number, named.issuedOn]) });
}

async function findDocuments(manager: EntityManager, named: readonly NamedAt[]): Promise<(Document | undefined)[]> {
  const found = await manager.findBy(Document, {
    organizationId: In([...new Set(named.flatMap(({ path }) => path))]),
    number: In(named.map(({ number }) => number)),
  });
  return named.map(({ path, number, issuedOn }) =>
    found
      .filter((each) => each.number === number && each.issuedOn === issuedOn && path.includes(each.organizationId))
      .sort((a, b) => path.indexOf(b.organizationId) - path.indexOf(a.organizationId))
      .at(0),
  );
}

/** One that applies at the organization with the path; `at` is where in the arguments its name is. */
export async function requireDocument(
  manager: EntityManager,
  path: readonly number[],
  { number: told, issuedOn }: DocumentName,
  at = '',
): Promise<Document> {
  const number = requireText(told, NUMBER, `${at}number`);
  const [found] = await findDocuments(manager, [{ path, number, issuedOn }]);
  if (found !== undefined) return found;
  throw documentNotFound({ number, issuedOn }, await daysOf(manager, path, number), at);
}

/** The days of the documents with the number, which one may have taken for another. */
export async function daysOf(manager: EntityManager, path: readonly number[], number: string): Promise<Day[]> {
  const found = await manager.findBy(Document, { organizationId: In([...path]), number });
  return found.map(({ issuedOn }) => issuedOn).sort();
}

export function documentNotFound({ number, issuedOn }: DocumentName, days: readonly Day[], at = ''): Problem {
  const there = say`There is no document "${shorten(number)}" of ${issuedOn}`;
  if (days.length > 0) {
    const message = say`${there}: those with this number are of ${days.join(', ')}. Number and day name it together.`;
    return new Problem('NOT_FOUND', message, { argument: `${at}issuedOn` });
  }
  const message = say`${there} at the organization or above it. Look it up with documents, or record it with addDocument.`;
  return new Problem('NOT_FOUND', message, { argument: `${at}number` });
}
