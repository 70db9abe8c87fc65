/** How far the quality rating of the year before is, and what grades were given. */
import type { Operation } from '../access/operation';
import { Period, type ContentFigure } from '../paper/content';
import type { Form } from '../paper/form';
import type { Organization } from '../organization/organization';
import { Grade } from '../rating/grade';
import { loadQualityRating } from '../rating/quality-rating';
import { toContentFigures } from './content-figures';
import { both, UNITS, type Told } from './figure-parts';
import type { Span } from './span';

const GRADES = {
  [Grade.EXCELLENT]: { id: 'excellent', name: both('hoàn thành xuất sắc nhiệm vụ', 'completed excellently') },
  [Grade.GOOD]: { id: 'good', name: both('hoàn thành tốt nhiệm vụ', 'completed well') },
  [Grade.SATISFACTORY]: { id: 'satisfactory', name: both('hoàn thành nhiệm vụ', 'completed') },
  [Grade.UNSATISFACTORY]: { id: 'unsatisfactory', name: both('không hoàn thành nhiệm vụ', 'not completed') },
  [Grade.UNNAMED]: { id: 'unnamed', name: both('ở mức khác, không nêu cụ thể', 'grade not named') },
} as const;

/** Nothing for an organization without provinces or cities below it. */
export async function figuresOfRating(
  operation: Operation,
  organization: Organization,
  span: Span,
  form: Form,
): Promise<ContentFigure[]> {
  const { year, asOf } = span;
  const rated = year - 1;
  const { finished, expected, people, grades } = await loadQualityRating(operation, organization, rated, asOf);
  if (expected === 0) return [];
  // Until the first body has finished, the number of people is not known.
  const known = finished > 0;
  const told = [...bodies(finished, expected, rated), ...persons(known ? people : null, rated)];
  for (const { grade, count } of grades) told.push(...ofGrade(form, grade, { count, people: known ? people : 0 }));
  return toContentFigures(told, { organization: organization.code, span, period: Period.AT_DATE });
}

function bodies(finished: number, expected: number, year: number): Told[] {
  return [
    {
      id: 'rating.finished',
      label: both(`Số tỉnh, thành phố hoàn thành đánh giá, xếp loại năm ${year}`, `Finished the rating of ${year}`),
      definition: both(
        'Tỉnh ủy, thành ủy trực thuộc Trung ương đã báo cáo hoàn thành đánh giá, xếp loại.',
        'Provinces and cities that have reported their rating finished.',
      ),
      unit: UNITS.bodies,
      value: finished,
    },
    {
      id: 'rating.expected',
      label: both('Số tỉnh, thành phố phải đánh giá, xếp loại', 'Expected to rate'),
      definition: both(
        'Tất cả tỉnh, thành phố trực thuộc Trung ương; không kể các đảng bộ khác trực thuộc Trung ương.',
        'All provinces and cities; the other centrally-run bodies do not count.',
      ),
      unit: UNITS.bodies,
      value: expected,
    },
  ];
}

function persons(people: number | null, year: number): Told[] {
  return [
    {
      id: 'rating.people',
      label: both(
        `Số ủy viên ban thường vụ được đánh giá, xếp loại năm ${year}`,
        `Standing-committee members rated for ${year}`,
      ),
      definition: both(
        'Ủy viên ban thường vụ ở các tỉnh, thành phố đã hoàn thành.',
        'Members of the standing committees of the provinces and cities that have finished.',
      ),
      unit: UNITS.people,
      value: people,
    },
  ];
}

function ofGrade(form: Form, grade: Grade, { count, people }: { count: number; people: number }): Told[] {
  const { id, name } = GRADES[grade];
  return [
    {
      id: `rating.${id}.count`,
      label: both(`Số người xếp loại ${name.vi}`, `Rated “${name.en}”`),
      definition: both(
        'Số người ở mức này trong số được đánh giá, xếp loại.',
        'People with this grade among those rated.',
      ),
      unit: UNITS.people,
      value: people === 0 ? null : count,
    },
    {
      id: `rating.${id}.share`,
      label: both(`Tỷ lệ xếp loại ${name.vi}`, `Share rated “${name.en}”`),
      definition: both(
        'Số người ở mức này trên tổng số được đánh giá, xếp loại.',
        'People with this grade out of all rated.',
      ),
      unit: UNITS.percent,
      value: form.shareOfFigure(count, people),
    },
  ];
}
