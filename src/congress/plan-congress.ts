/** The mutations of the plan of a congress: made, moved, put off, cancelled, reinstated, and made a pilot or no longer one. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireSeen } from '../change/require-organization';
import { Problem } from '../problem';
import { changeCongress, type CongressRequest } from './change-congresses';
import {
  decideCancellation,
  decidePilot,
  decidePlanning,
  decidePostponement,
  decideReinstatement,
  decideRescheduling,
  type Cancellation,
  type PilotSetting,
  type Planning,
  type Postponement,
  type Reinstatement,
  type Rescheduling,
} from './decide-planning';
import type { CongressReference } from './lock-congresses';
import { requireNotClosed } from './require';
import { say } from '../words/message';

export interface NewCongress extends Planning {
  /** Code of the organization. */
  organization: string;
  idempotencyKey?: string | null | undefined;
}

/** What the input of every change of one congress has. */
export interface ChangeOfCongress extends CongressReference {
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/** The row that is then locked and planned like any other; rolled back with the rest when the plan is refused. */
const FOUND_CONGRESS = `
  INSERT INTO congress (organization_id, level, pilot, status, position)
  SELECT id, level, false, 'PLANNED', 0 FROM organization WHERE code = $1
      ON CONFLICT (organization_id) DO NOTHING`;

/** Plans the congress of an organization that has none yet. */
export function planCongress(dataSource: DataSource, viewer: Viewer, input: NewCongress): Promise<Answer> {
  const { organization } = input;
  const prepare = async (manager: EntityManager): Promise<void> => {
    await requireSeen(manager, viewer, organization);
    await manager.query(FOUND_CONGRESS, [organization]);
  };
  const decide: CongressRequest['decide'] = (history, campaign) => {
    requireNotClosed(history);
    if (history.plans.length === 0) return decidePlanning(input, campaign);
    const message = say`The organization already has its congress. Reschedule that one instead.`;
    throw new Problem('CONFLICT', message, { argument: 'organization' });
  };
  return changeCongress(dataSource, viewer, { name: 'planCongress', input, prepare }, { organization, decide });
}

/** A mutation of the plan that is there; `decide` is its pure decision. */
function changeOfPlan<Change>(
  name: string,
  decide: (
    history: Parameters<CongressRequest['decide']>[0],
    change: Change,
    campaign: Parameters<CongressRequest['decide']>[1],
  ) => ReturnType<CongressRequest['decide']>,
) {
  return (dataSource: DataSource, viewer: Viewer, input: ChangeOfCongress & Change): Promise<Answer> =>
    changeCongress(
      dataSource,
      viewer,
      { name, input },
      { ...input, decide: (history, campaign) => decide(history, input, campaign) },
    );
}

export const rescheduleCongress = changeOfPlan<Rescheduling>('rescheduleCongress', decideRescheduling);

export const postponeCongress = changeOfPlan<Postponement>('postponeCongress', decidePostponement);

export const cancelCongress = changeOfPlan<Cancellation>('cancelCongress', decideCancellation);

export const reinstateCongress = changeOfPlan<Reinstatement>('reinstateCongress', decideReinstatement);

export const setCongressPilot = changeOfPlan<PilotSetting>('setCongressPilot', decidePilot);
