/** The centrally-run bodies of a quality rating, one page at a time, by code. */
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { In } from 'typeorm';
import type { Operation } from '../access/operation';
import { fromPageCursor, requirePageSize, toConnection, toPageCursor, type Connection } from '../api/connection';
import { OrganizationKind } from '../organization/level';
import { hadFinishedBy, type QualityRating } from './quality-rating';
import { Rating } from './rating';

@ObjectType({ description: 'A centrally-run body, with its quality rating of the year.' })
export class RatedBody {
  organizationId!: number;

  @Field(() => Boolean, {
    description:
      'Whether it is counted in the figures: provinces and cities are, blocs and forces are not, even when they are recorded.',
  })
  counted!: boolean;

  @Field(() => Boolean, { description: 'Whether it had finished on or before the `asOf` of the figures.' })
  finished!: boolean;

  @Field(() => Rating, {
    nullable: true,
    description:
      'What is recorded of it now, whatever the day of the figures; null when nothing ever was, which is position 0.',
  })
  rating!: Rating | null;
}

@ArgsType()
export class BodiesArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only bodies that had finished (true), or only the others (false).',
  })
  finished?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many: 1 to 200, 50 when absent.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Go on after this `endCursor`.' })
  after?: string | null;
}

/** Only what the viewer may see: totals above their own organization may be public, rows are not (P7). */
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
  { finished, first, after }: BodiesArguments,
): Promise<Connection<RatedBody>> {
  const size = requirePageSize(first, 'first');
  const [code] = after == null ? [] : fromPageCursor(after, 1);
  const about = [path.at(-1), viewer.path.at(-1) ?? 0, year, asOf, finished ?? null];
  const rows = await snapshot.query<Row>(
    `${FOUND} AND ($6::text IS NULL OR o.code > $6) ORDER BY o.code LIMIT ${size + 1}`,
    [...about, code ?? null],
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
      about,
    );
    return found?.count ?? 0;
  });
}
