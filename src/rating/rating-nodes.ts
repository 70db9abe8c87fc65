/** Ratings, of one body and over a subtree, by their ids (P18). */
import { may } from '../access/may';
import type { NodeKind } from '../access/node-kind';
import { toGlobalId } from '../api/node';
import { isDay } from '../day';
import { organizationsById } from '../organization/load-organization';
import { recordNode } from '../record/record-node';
import { loadQualityRating, type QualityRating } from './quality-rating';
import { Rating, RATING } from './rating';

export const RATING_NODE = recordNode(RATING, Rating);

export const QUALITY_RATING_NODE: NodeKind<QualityRating> = {
  type: 'QualityRating',
  find: async (operation, { key, recordedAt }) => {
    const [, id, year, fixedOn = null] = /^(\d{1,9}),((?:19|2\d)\d{2})(?:,([\d-]{10}))?$/.exec(key) ?? [];
    if (id === undefined || recordedAt !== null || (fixedOn !== null && !isDay(fixedOn))) return null;
    const { snapshot, viewer } = operation;
    const organization = await snapshot.once(organizationsById).load(Number(id));
    if (organization === undefined || !may(viewer).seeTotals(organization.path)) return null;
    return loadQualityRating(operation, organization, Number(year), fixedOn);
  },
};

/** The figures of today have an id without a day. */
export function idOfQualityRating({ path, year, fixedOn }: QualityRating): string {
  return toGlobalId('QualityRating', [path.at(-1) ?? 0, year, ...(fixedOn === null ? [] : [fixedOn])].join(','));
}
