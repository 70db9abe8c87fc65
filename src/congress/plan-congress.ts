/** Plans the congress of an organization that has none yet. */
import type { DataSource, EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { changeCongresses, type Answer } from './change-congresses';
import { decidePlanning, type Planning } from './decide-planning';
import { requireNotClosed } from './require';

export interface NewCongress extends Planning {
  /** Code of the organization. */
  organization: string;
  idempotencyKey?: string | null | undefined;
}

/** The row that is then locked and planned like any other; rolled back with the rest when the plan is refused. */
const FOUND_CONGRESS = `
  INSERT INTO congress (organization_id, level, pilot, status, position)
  SELECT id, level, false, 'PLANNED', 0 FROM organization WHERE code = $1
      ON CONFLICT (organization_id) DO NOTHING`;

export async function planCongress(dataSource: DataSource, viewer: Viewer, input: NewCongress): Promise<Answer> {
  return changeCongresses(dataSource, viewer, {
    name: 'planCongress',
    input,
    prepare: async (manager) => {
      await requireVisible(manager, viewer, input.organization);
      await manager.query(FOUND_CONGRESS, [input.organization]);
    },
    requests: [
      {
        organization: input.organization,
        decide: (history, campaign) => {
          requireNotClosed(history);
          if (history.plans.length === 0) return decidePlanning(input, campaign);
          throw new Problem('CONFLICT', 'The organization has its congress already. Reschedule that one instead.', {
            argument: 'organization',
          });
        },
      },
    ],
  });
}

async function requireVisible(manager: EntityManager, viewer: Viewer, code: string): Promise<void> {
  const [found] = await manager.query<{ path: number[] }[]>('SELECT path FROM organization WHERE code = $1', [code]);
  if (found !== undefined && may(viewer).see(found.path)) return;
  throw new Problem(
    'NOT_FOUND',
    `There is no organization with the code "${shorten(code)}". Look it up with organizations(search: …).`,
    {
      argument: 'organization',
    },
  );
}
