/** Loads indicators for an answer, many in one statement. */
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { loadOrganization } from '../organization/load-organization';
import { indicatorNotFound } from './find-indicators';
import { Indicator } from './indicator';
import { maySeeIndicator } from './may-see-indicator';

/** Use as `snapshot.once(indicatorsByCode)`. */
function indicatorsByCode(snapshot: Snapshot): DataLoader<string, Indicator | undefined> {
  return new DataLoader(async (codes) => {
    const found = await snapshot.read((manager) => manager.findBy(Indicator, { code: In([...codes]) }));
    const byCode = new Map(found.map((indicator) => [indicator.code, indicator]));
    return codes.map((code) => byCode.get(code));
  });
}

/** Of a value that the viewer sees. */
export async function loadIndicator(operation: Operation, code: string): Promise<Indicator> {
  const indicator = await operation.snapshot.once(indicatorsByCode).load(code);
  if (indicator === undefined) throw new Error(`The indicator ${code} has gone.`);
  return indicator;
}

/** The indicator by its code if the viewer may see it; otherwise it does not exist for them (P7). */
export async function requireIndicator(operation: Operation, code: string): Promise<Indicator> {
  const indicator = await operation.snapshot.once(indicatorsByCode).load(code);
  if (indicator === undefined) throw indicatorNotFound(code, 'code');
  const { path } = await loadOrganization(operation, indicator.organizationId);
  if (!maySeeIndicator(operation.viewer, path)) throw indicatorNotFound(code, 'code');
  return indicator;
}
