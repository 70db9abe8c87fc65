/** The centrally-run bodies of a quality rating, one page at a time, by code. */
import { ArgsType, Field, ObjectType } from 'type-graphql';
import { In } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Connection } from '../api/connection';
import { cursorsOf, directionOf, readPage, writeBounds, type SortKey } from '../api/keyset';
import { PageArguments } from '../api/page';
import type { Snapshot } from '../database/snapshot';
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
export class BodiesArguments extends PageArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only bodies that had finished (true), or only the others (false).',
  })
  finished?: boolean | null;
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

const CODE: SortKey = { sql: 'o.code', kind: 'text' };
const CURSORS = cursorsOf({ list: 'bodies', keys: [CODE] });

export function listRatedBodies(
  { viewer, snapshot }: Operation,
  { path, year, asOf }: QualityRating,
  { finished, ...page }: BodiesArguments,
): Promise<Connection<RatedBody>> {
  const about = [path.at(-1), viewer.path.at(-1) ?? 0, year, asOf, finished ?? null];
  return readPage(CURSORS, page, {
    read: async (range) => {
      const parameters: unknown[] = [...about];
      const bounds = writeBounds([CODE], range, (value) => `$${parameters.push(value)}`);
      const sql = `${FOUND} AND ${bounds} ORDER BY o.code ${directionOf(CODE, range)} LIMIT ${range.limit}`;
      const rows = await snapshot.query<Row>(sql, parameters);
      const ratings = await ratingsOf(snapshot, year, rows);
      return rows.map((row) => ({ key: [row.code], node: toBody(row, ratings.get(row.id)) }));
    },
    count: async () => {
      const sql = `SELECT count(*)::integer AS count FROM (${FOUND}) AS body`;
      const [found] = await snapshot.query<{ count: number }>(sql, about);
      return { count: found?.count ?? 0, isExact: true };
    },
  });
}

async function ratingsOf(snapshot: Snapshot, year: number, rows: readonly Row[]): Promise<Map<number, Rating>> {
  const ids = rows.map(({ id }) => id);
  const ratings = await snapshot.read((manager) => manager.findBy(Rating, { year, organizationId: In(ids) }));
  return new Map(ratings.map((rating) => [rating.organizationId, rating]));
}

function toBody({ id, kind, finished }: Row, rating: Rating | undefined): RatedBody {
  return Object.assign(new RatedBody(), {
    organizationId: id,
    counted: COUNTED.includes(kind),
    finished,
    rating: rating ?? null,
  });
}
