/** The filter of rights (P7): what of the log lies at and below an organization and within the viewer's reach. */
import type { Viewer } from '../access/viewer';
import type { Filter } from '../feed/filter';
import type { Organization } from '../organization/organization';

/** Everything leads through the root: leaving it out lets the log be read by position alone. */
function withinReach({ path }: Viewer, { id }: Pick<Organization, 'id'>): Pick<Filter, 'through' | 'own'> {
  const [root] = path;
  const own = path.at(-1);
  return {
    ...(own === undefined || own === root || own === id ? {} : { own }),
    through: id === root ? [] : [id],
  };
}

/** Which kinds of events are asked for at a place. */
interface KindsAsked {
  kinds: readonly string[];
  /** Those of them that concern what lies below their organization, too: they are asked for of the organizations above. */
  reachingDown: readonly string[];
  labels: readonly string[];
}

export function eventsFilter(
  viewer: Viewer,
  organization: Pick<Organization, 'id' | 'path'>,
  { kinds, reachingDown, labels }: KindsAsked,
): Filter {
  const below = reachingDown.filter((kind) => kinds.includes(kind));
  const besides = below.length === 0 ? {} : { besides: { kinds: below, path: organization.path } };
  return { ...withinReach(viewer, organization), kinds, labels, ...besides };
}
