/** How far the work program of the year is. */
import type { Operation } from '../access/operation';
import { Period, type Bilingual, type ContentFigure } from '../paper/content';
import type { Organization } from '../organization/organization';
import { loadWorkProgram } from '../work-program/load-work-program';
import { toContentFigures } from './content-figures';
import { both, UNITS } from './figure-parts';
import type { Span } from './span';

type Counted = 'total' | 'completed' | 'basicallyCompleted' | 'remaining' | 'overdue';

const FIGURES: readonly { field: Counted; label: Bilingual; definition: Bilingual }[] = [
  {
    field: 'total',
    label: both('Số đề án, nhiệm vụ của chương trình công tác', 'Projects and tasks of the work program'),
    definition: both(
      'Đề án, nhiệm vụ thuộc chương trình công tác năm.',
      'Projects and tasks of the program of the year.',
    ),
  },
  {
    field: 'completed',
    label: both('Số đề án, nhiệm vụ đã hoàn thành, cơ bản hoàn thành', 'Completed or basically completed'),
    definition: both('Đã hoàn thành hoặc cơ bản hoàn thành.', 'Completed, those basically completed among them.'),
  },
  {
    field: 'basicallyCompleted',
    label: both('Trong đó cơ bản hoàn thành', 'Of these, basically completed'),
    definition: both('Cơ bản hoàn thành, chưa hoàn thành hẳn.', 'Basically completed, and no more yet.'),
  },
  {
    field: 'remaining',
    label: both('Số đề án, nhiệm vụ còn lại', 'Remaining'),
    definition: both('Chưa hoàn thành, chưa cơ bản hoàn thành.', 'Neither completed nor basically completed.'),
  },
  {
    field: 'overdue',
    label: both('Số đề án, nhiệm vụ quá hạn', 'Overdue'),
    definition: both('Còn lại mà hạn đã qua.', 'Remaining though they were due before the day.'),
  },
];

/** Nothing for an organization that has no program. */
export async function figuresOfWorkProgram(
  operation: Operation,
  organization: Organization,
  span: Span,
): Promise<ContentFigure[]> {
  const { year, asOf } = span;
  const program = await loadWorkProgram(operation, organization, year, asOf);
  if (program.total === 0) return [];
  const told = FIGURES.map(({ field, label, definition }) => ({
    id: `workProgram.${field}`,
    label: both(`${label.vi} năm ${year}`, `${label.en} (${year})`),
    definition,
    unit: UNITS.items,
    value: program[field],
  }));
  return toContentFigures(told, { organization: organization.code, span, period: Period.AT_DATE });
}
