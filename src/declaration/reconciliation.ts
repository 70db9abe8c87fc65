/** What was declared beside what is counted: from the counters alone, never from congresses (P12). */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Operation } from '../access/operation';
import { connectionTypes } from '../api/connection';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { InstantScalar } from '../api/instant-scalar';
import { cursorsOf, directionOf, readPage, writeBounds, type SortKey } from '../api/keyset';
import { Node } from '../api/node';
import type { AskedPage } from '../api/page';
import type { Day } from '../day';
import { toCursor } from '../feed/cursor';
import { Level } from '../organization/level';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { Declaration } from './declaration';

@ObjectType({ implements: Node, description: 'A declaration in force, beside what was reported one by one.' })
export class Reconciliation {
  @Field(() => Level, { nullable: true, description: 'The level whose congresses are compared; all levels when null.' })
  level!: Level | null;

  @Field(() => Int, { description: "Congresses held, by the organization's account." })
  declared!: number;

  @Field(() => DayScalar, { description: "The day up to which they were held, by the organization's account." })
  declaredAsOf!: Day;

  @Field(() => Int, {
    description:
      'Congresses of the level at and below the organization that are completed as of that day, by what is known now: what `progress` shows as of it.',
  })
  counted!: number;

  @Field(() => Int, {
    description: 'declared − counted: above 0, reports are missing; below 0, there are more than were declared.',
  })
  gap!: number;

  @Field(() => InstantScalar, { description: 'When it was declared.' })
  declaredAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Subject of the token that declared it; null for the system.',
  })
  by!: string | null;

  @Field(() => Declaration, { description: 'The declaration itself.' })
  declaration!: Declaration;
}

@ObjectType({
  description:
    'Sums over all declarations in force, with and without gaps. Where a body and one below it have both declared, both are in the sums.',
})
export class ReconciliationTotals {
  @Field(() => Int, { description: 'Declarations in force.' })
  declarations!: number;

  @Field(() => Int, { description: 'Those whose gap is not 0.' })
  gaps!: number;

  @Field(() => Int, { description: 'Congresses declared.' })
  declared!: number;

  @Field(() => Int, { description: 'Congresses counted, each as of the day of its declaration.' })
  counted!: number;

  @Field(() => Int, { description: 'Declared but not reported one by one: the sum of the gaps above 0.' })
  missing!: number;

  @Field(() => Int, { description: 'Reported one by one but not declared: the sum of the gaps below 0, as a count.' })
  surplus!: number;
}

@ObjectType('ReconciliationConnection', {
  description: 'A page of declarations beside what is counted: the widest gap first, then by code.',
})
export class ReconciliationConnection extends connectionTypes('Reconciliation', Reconciliation) {
  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor.' })
  position!: number;

  sumUp!: () => Promise<ReconciliationTotals>;

  @Field(() => ReconciliationTotals, { description: 'Sums over all pages, including declarations without a gap.' })
  totals(): Promise<ReconciliationTotals> {
    return this.sumUp();
  }
}

interface ReconciliationFilter extends AskedPage {
  level?: Level | null | undefined;
  onlyGaps?: boolean | null | undefined;
}

/** `$1` is null for the whole tree. The primary key of the counters makes each sum a short walk through an index. */
const COMPARED = `
  SELECT compared.*, compared.completed - compared.counted AS gap
    FROM (SELECT d.id, d.organization_id AS "organizationId", d.level, d.completed, d.as_of AS "asOf", d.note,
                 d.withdrawn, d.position, o.code,
                 coalesce(array_position(enum_range(NULL::level), d.level), 0) AS rank,
                 (SELECT coalesce(sum(p.completed), 0)::integer FROM progress_day p
                   WHERE p.organization_id = d.organization_id AND p.day <= d.as_of
                     AND (d.level IS NULL OR p.level = d.level)) AS counted
            FROM declaration d JOIN organization o ON o.id = d.organization_id
           WHERE NOT d.withdrawn AND ($1::integer IS NULL OR o.path @> ARRAY[$1::integer])
             AND ($2::level IS NULL OR d.level = $2)) AS compared`;

/** The widest gap first, then by code, then by level. */
const KEYS: readonly SortKey[] = [
  { sql: 'abs(gap)', kind: 'integer', descending: true },
  { sql: 'code', kind: 'text' },
  { sql: 'rank', kind: 'integer' },
];
const CURSORS = cursorsOf({ list: 'reconciliation', keys: KEYS });

const rowsBetween = (bounds: string, order: string, limit: number): string => `
  SELECT row.*, e.recorded_at AS "declaredAt", e.actor AS by
    FROM (SELECT * FROM (${COMPARED}) AS every
           WHERE (NOT $3::boolean OR gap <> 0) AND ${bounds} ORDER BY ${order} LIMIT ${limit}) AS row
    JOIN log_entry e ON e.position = row.position
   ORDER BY ${order}`;

const ONE = `
  SELECT row.*, e.recorded_at AS "declaredAt", e.actor AS by
    FROM (${COMPARED}) AS row JOIN log_entry e ON e.position = row.position
   WHERE row.id = $3`;

const TOTALS = `
  SELECT count(*)::integer AS declarations, (count(*) FILTER (WHERE gap <> 0))::integer AS gaps,
         coalesce(sum(completed), 0)::integer AS declared, coalesce(sum(counted), 0)::integer AS counted,
         coalesce(sum(greatest(gap, 0)), 0)::integer AS missing,
         coalesce(sum(greatest(-gap, 0)), 0)::integer AS surplus
    FROM (${COMPARED}) AS every`;

type Row = Declaration & {
  code: string;
  rank: number;
  counted: number;
  gap: number;
  declaredAt: Date;
  by: string | null;
};

export async function loadReconciliation(
  { snapshot }: Operation,
  { id, parentId }: Organization,
  { level, onlyGaps, ...page }: ReconciliationFilter,
): Promise<Omit<ReconciliationConnection, 'totals' | 'totalCount'>> {
  const within = [parentId === null ? null : id, level ?? null];
  const { head } = await snapshot.once(momentOf);
  let totals: Promise<ReconciliationTotals> | undefined;
  const sumUp = (): Promise<ReconciliationTotals> =>
    (totals ??= snapshot.query<ReconciliationTotals>(TOTALS, within).then(([sums]) => {
      if (sums === undefined) throw new Error('Sums gave no row.');
      return sums;
    }));
  const connection = await readPage(CURSORS, page, {
    read: async (range) => {
      const parameters: unknown[] = [...within, onlyGaps === true];
      const bounds = writeBounds(KEYS, range, (value) => `$${parameters.push(value)}`);
      const order = KEYS.map((key) => `${key.sql} ${directionOf(key, range)}`).join(', ');
      const rows = await snapshot.query<Row>(rowsBetween(bounds, order, range.limit), parameters);
      return rows.map((row) => ({ key: [Math.abs(row.gap), row.code, row.rank], node: toRow(row) }));
    },
    count: async () => {
      const { gaps, declarations } = await sumUp();
      return { count: onlyGaps === true ? gaps : declarations, isExact: true };
    },
  });
  return { ...connection, sumUp, cursor: toCursor(head), position: head.position };
}

/** Null when the declaration is not in force. The caller has checked that the viewer may see it. */
export async function loadOneReconciliation({ snapshot }: Operation, id: number): Promise<Reconciliation | null> {
  await snapshot.once(momentOf);
  const [row] = await snapshot.query<Row>(ONE, [null, null, id]);
  return row === undefined ? null : toRow(row);
}

function toRow({ counted, gap, declaredAt, by, ...declaration }: Row): Reconciliation {
  const { level, completed: declared, asOf: declaredAsOf } = declaration;
  const kept = Object.assign(new Declaration(), declaration);
  const compared = { level, declared, declaredAsOf, counted, gap, declaredAt, by, declaration: kept };
  return Object.assign(new Reconciliation(), compared);
}
