/** Loads the quality rating of a year over the provinces and cities at and below an organization. */
import type { Operation } from '../access/operation';
import type { Day } from '../day';
import { toCursor } from '../feed/cursor';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { gradesOf, peopleIn, type GradeCounts } from './grade';
import { QualityRating } from './quality-rating';

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

/** As of the business day when `asOf` is null. The right to see the totals has been asked for. */
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
