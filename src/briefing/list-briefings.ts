/** Lists the briefings of a year for which something was entered or published. */
import type { Operation } from '../access/operation';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { requireYear } from '../change/require-number';
import { Briefing } from './briefing';
import type { BriefingView } from './briefing-view';
import { viewOnce } from './load-briefing';

/** By month. */
export async function listBriefings(
  operation: Operation,
  organization: Organization,
  year: number,
): Promise<BriefingView[]> {
  requireYear(year, 'year');
  const { campaign, head } = await operation.snapshot.once(momentOf);
  const rows = await operation.snapshot.read((manager) =>
    manager
      .createQueryBuilder(Briefing, 'briefing')
      .where('briefing.organizationId = :id AND left(briefing.month, 4) = :year', { id: organization.id, year })
      .orderBy('briefing.month')
      .getMany(),
  );
  return rows.map((row) => viewOnce(operation, organization, row, { head, today: campaign.today }));
}
