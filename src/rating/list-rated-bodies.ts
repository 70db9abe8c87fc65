/** Reads one page of the centrally-run bodies of a quality rating, by code. */
import { In } from 'typeorm';
import type { Operation } from '../access/operation';
import { fromPageCursor, requirePageSize, toConnection, toPageCursor, type Connection } from '../api/connection';
import { OrganizationKind } from '../organization/level';
import { hadFinishedBy } from './load-quality-rating';
import type { QualityRating } from './quality-rating';
import { RatedBody } from './rated-body';
import { Rating } from './rating';

export interface RatedBodiesPage {
  finished?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** Of what the viewer sees only: totals above their own organization may be public, rows are not (P7). */
const FOUND = `
  SELECT o.id, o.code, o.kind, ${hadFinishedBy('$4')} AS finished
    FROM organization o
    LEFT JOIN rating r ON r.organization_id = o.id AND r.year = $3
   WHERE o.level = 'CENTRALLY_RUN' AND $1 = ANY(o.path) AND $2 = ANY(o.path)
     AND ($5::boolean IS NULL OR ${hadFinishedBy('$4')} = $5)`;

interface Row {
  id: number;
  code: string;
  kind: OrganizationKind;
  finished: boolean;
}

const COUNTED: readonly OrganizationKind[] = [OrganizationKind.PROVINCE, OrganizationKind.CITY];

export async function listRatedBodies(
  { viewer, snapshot }: Operation,
  { path, year, asOf }: QualityRating,
  { finished, first, after }: RatedBodiesPage,
): Promise<Connection<RatedBody>> {
  const size = requirePageSize(first, 'first');
  const [code] = after == null ? [] : fromPageCursor(after, 1);
  const asked = [path.at(-1), viewer.path.at(-1) ?? 0, year, asOf, finished ?? null];
  const rows = await snapshot.query<Row>(
    `${FOUND} AND ($6::text IS NULL OR o.code > $6) ORDER BY o.code LIMIT ${size + 1}`,
    [...asked, code ?? null],
  );
  const ids = rows.map(({ id }) => id);
  const ratings = await snapshot.read((manager) => manager.findBy(Rating, { year, organizationId: In(ids) }));
  const ratingOf = new Map(ratings.map((rating) => [rating.organizationId, rating]));
  const edges = rows.map((row) => ({
    cursor: toPageCursor([row.code]),
    node: Object.assign(new RatedBody(), {
      organizationId: row.id,
      counted: COUNTED.includes(row.kind),
      finished: row.finished,
      rating: ratingOf.get(row.id) ?? null,
    }),
  }));
  return toConnection(edges, size, code !== undefined, async () => {
    const [found] = await snapshot.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM (${FOUND}) AS body`,
      asked,
    );
    return found?.count ?? 0;
  });
}
