/** Finds the work item that a mutation is about, and checks that the viewer may change it and that it can still be changed. */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import { requireUnchanged } from '../change/if-position';
import { fromGlobalId } from '../api/node';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { requireChange } from '../change/require-organization';
import type { WorkItemRow } from './work-item-noun';

export interface WorkItemReference {
  workItemId: string;
  ifPosition?: number | null | undefined;
}

export interface FoundWorkItem {
  row: WorkItemRow;
  /** Position of the last event that changed it. */
  position: number;
  path: number[];
}

export async function findWorkItem(
  manager: EntityManager,
  viewer: Viewer,
  asked: WorkItemReference,
): Promise<FoundWorkItem> {
  const [found] = await manager.query<FoundWorkItem[]>(
    `SELECT to_jsonb(w) - 'position' AS row, w.position, o.path
       FROM work_item w JOIN organization o ON o.id = w.organization_id WHERE w.id = $1`,
    [internalId(asked.workItemId) ?? 0],
  );
  if (found === undefined || !may(viewer).see(found.path)) throw notFound(asked.workItemId);
  requireChange(viewer, found.path);
  requireUnchanged('The work item', found, asked);
  if (found.row.withdrawn_on === null) return found;
  const message = `The work item was withdrawn on ${found.row.withdrawn_on}. If it belongs to the program after all, add it anew.`;
  throw new Problem('CONFLICT', message, { argument: 'workItemId' });
}

/** An item that was read as of a day carries that in its id. */
function internalId(workItemId: string): number | undefined {
  const parsed = fromGlobalId(workItemId);
  const [, digits] = /^(\d{1,9})(?:,\d{4}-\d{2}-\d{2})?$/.exec(parsed?.key ?? '') ?? [];
  return parsed?.type === 'WorkItem' && digits !== undefined ? Number(digits) : undefined;
}

function notFound(workItemId: string): Problem {
  const message = `There is no work item with the id "${shorten(workItemId)}". Use an id just as the API gave it.`;
  return new Problem('NOT_FOUND', message, { argument: 'workItemId' });
}
