/** Which entries of the log change what a state shows: its own, and those of all that every state can lead to. */
import type { Filter } from '../feed/filter';
import type { Organization } from '../organization/organization';
import type { Selection } from '../api/selection';
import { CAMPAIGN_KINDS, ORGANIZATION_KINDS } from '../organization/structure-kinds';

/** What a state is made of. */
export type OwnOfState = Pick<Filter, 'kinds' | 'withTotals'> & {
  labels?: readonly string[];
  /** Kinds of what is decided for it, or for all at and below an organization above: they count whatever labels they carry. */
  besides: readonly string[];
  /** The path of an organization elsewhere whose name it shows, too. */
  from?: readonly number[];
};

/**
 * Names, closings and the campaign show in every state. They lie at or below its organizations, or above them on their paths;
 * only a selection that leads up and down again can show anything of the whole country.
 */
export function filterOfState(
  organizations: readonly Organization[],
  { labels = [], besides, from = [], ...own }: OwnOfState,
  { fields, types }: Selection,
): Filter {
  const ids = organizations.map(({ id }) => id);
  const path = [...new Set(organizations.flatMap((organization) => organization.path))];
  const hasRoot = organizations.some(({ parentId }) => parentId === null);
  const leadsUp = fields.has('Organization.parent') || fields.has('Organization.ancestors');
  const leadsDown = fields.has('Organization.children') || types.has('Progress') || types.has('Congress');
  // Figures of any organization whose totals the viewer may see.
  const leadsElsewhere = fields.has('Indicator.figures');
  return {
    ...own,
    labels,
    ...(hasRoot || (leadsUp && leadsDown) || leadsElsewhere
      ? { through: [] }
      : ids.length === 1
        ? { through: ids }
        : { through: [], throughAny: ids }),
    besides: { kinds: [...ORGANIZATION_KINDS, ...CAMPAIGN_KINDS, ...besides], path: [...path, ...from] },
  };
}
