/** The quality rating of a year over an organization's subtree, as of one day and at one position of the log. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Operation } from '../access/operation';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { Day } from '../day';
import { toCursor } from '../feed/cursor';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { GradeCount, gradesOf, peopleIn, type GradeCounts } from './grade';
import { YearScalar } from '../api/year-scalar';

@ObjectType({
  implements: Node,
  description:
    'How far the quality rating of a year has come in the provinces and cities at and below an organization. Blocs and forces may be recorded and are listed in `bodies`, but no figure counts them: the denominator is the 63 provinces and cities, not the 67 centrally-run bodies.',
})
export class QualityRating {
  /** Ids from the root down to the organization. */
  path!: readonly number[];

  /** The day that was asked for; null for the business day. */
  fixedOn!: Day | null;

  @Field(() => YearScalar, { description: 'The year that is rated.' })
  year!: number;

  @Field(() => Int, {
    description: 'Provinces and cities that had finished on or before `asOf`, by what is known now.',
  })
  finished!: number;

  @Field(() => Int, { description: 'All provinces and cities, finished or not: 63 in the country.' })
  expected!: number;

  @Field(() => Int, { description: 'People rated by the provinces and cities that have finished.' })
  people!: number;

  @Field(() => [GradeCount], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description:
      'How many of those people were given each grade: all five grades, from the best down, even those that nobody was given.',
  })
  grades!: GradeCount[];

  @Field(() => DayScalar, { description: 'The day as of which the figures are.' })
  asOf!: Day;

  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor: how many events the figures take in.' })
  position!: number;
}

/** Of a rating `r`: whether its body had finished by the day of the parameter, as is known now. */
export function hadFinishedBy(day: string): string {
  return `coalesce(r.finished_on <= ${day}, false)`;
}

const sum = (grade: keyof GradeCounts): string =>
  `coalesce(sum(r.${grade}) FILTER (WHERE ${hadFinishedBy('$3')}), 0)::integer AS ${grade}`;

/** Over 63 rows at most, however many organizations there are (P12). */
const FIGURES = `
  SELECT count(*)::integer AS expected, (count(*) FILTER (WHERE ${hadFinishedBy('$3')}))::integer AS finished,
         ${sum('excellent')}, ${sum('good')}, ${sum('satisfactory')}, ${sum('unsatisfactory')}, ${sum('unnamed')}
    FROM organization o
    LEFT JOIN rating r ON r.organization_id = o.id AND r.year = $2
   WHERE o.level = 'CENTRALLY_RUN' AND o.kind IN ('PROVINCE', 'CITY') AND $1 = ANY(o.path)`;

type Row = GradeCounts & { expected: number; finished: number };

/** As of the business day when `asOf` is null. The caller has checked the right to see the totals. */
export async function loadQualityRating(
  operation: Operation,
  organization: Organization,
  year: number,
  asOf: Day | null,
): Promise<QualityRating> {
  const { snapshot } = operation;
  const { campaign, head } = await snapshot.once(momentOf);
  const day = asOf ?? campaign.today;
  const [row] = await snapshot.query<Row>(FIGURES, [organization.id, year, day]);
  if (row === undefined) throw new Error('A count gave no row.');
  const { expected, finished, ...counts } = row;
  return Object.assign(new QualityRating(), {
    path: organization.path,
    fixedOn: asOf,
    year,
    finished,
    expected,
    people: peopleIn(counts),
    grades: gradesOf(counts),
    asOf: day,
    cursor: toCursor(head),
    position: head.position,
  });
}
