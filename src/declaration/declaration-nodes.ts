/** Declarations, and what each is compared with, by their ids (P18). */
import { numberOf, type NodeKind } from '../access/node-kind';
import { toGlobalId } from '../api/node';
import { recordNode } from '../record/record-node';
import { Declaration, DECLARATION } from './declaration';
import { loadOneReconciliation, type Reconciliation } from './reconciliation';

export const DECLARATION_NODE = recordNode(DECLARATION, Declaration);

/** One for each declaration in force; who may see the declaration may see it. */
export const RECONCILIATION_NODE: NodeKind<Reconciliation> = {
  type: 'Reconciliation',
  find: async (operation, { key, recordedAt }) => {
    const id = numberOf(key);
    if (id === undefined || recordedAt !== null) return null;
    const seen = await DECLARATION_NODE.find(operation, { type: 'Declaration', key, recordedAt: null });
    return seen && loadOneReconciliation(operation, id);
  },
};

export function idOfReconciliation({ declaration }: Reconciliation): string {
  return toGlobalId('Reconciliation', declaration.id);
}
