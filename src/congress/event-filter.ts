/** Which events a subscription or a list asks for: narrowed to what the viewer may see (P7). */
import type { Viewer } from '../access/viewer';
import type { Filter } from '../feed/filter';
import type { Level } from '../organization/level';
import type { Organization } from '../organization/organization';
import type { CongressEventKind } from './congress-event-kind';
import { congressLabels } from './labels';

export interface EventFilter {
  within: Organization;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  kinds?: readonly CongressEventKind[];
}

export function toFilter(viewer: Viewer, { within, level, pilot, kinds }: EventFilter): Filter {
  const own = viewer.path.at(-1);
  // Everything leads through the root: leaving it out lets the log be read by position alone.
  const isRoot = (id: number | undefined): boolean => id === viewer.path[0];
  return {
    ...(kinds === undefined ? { withTotals: true } : { kinds }),
    ...(own === undefined || isRoot(own) || own === within.id ? {} : { own }),
    through: isRoot(within.id) ? [] : [within.id],
    labels: congressLabels(level ?? null, pilot == null ? [] : [pilot]),
  };
}
