/** How far the congresses are: all, by level, and the pilots of the two lower levels. */
import type { Operation } from '../access/operation';
import { countHeld } from '../congress/count-congresses';
import { Period, type Bilingual, type ContentFigure } from '../paper/content';
import type { Form } from '../paper/form';
import { inBothLanguages } from '../paper/locale';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { loadFirstPlanned } from '../progress/load-first-planned';
import { loadProgress } from '../progress/load-progress';
import { CONGRESS_SLICES, slicesAtAndBelow, type CongressSlice } from './congress-slices';
import { toContentFigures } from './content-figures';
import { both, UNITS } from './figure-parts';
import type { Span } from './span';

export async function figuresOfCongresses(
  operation: Operation,
  organization: Organization,
  span: Span,
  form: Form,
): Promise<ContentFigure[]> {
  const unknown = await findWhyUnknown(operation, organization, span);
  const told = form.tellsLevelsAbove ? CONGRESS_SLICES : slicesAtAndBelow(organization.level);
  const slices = await Promise.all(
    told.map((slice) => figuresOfSlice(operation, organization, { ...span, unknown }, { ...slice, form })),
  );
  return [...slices.flat(), ...(await figuresInMonth(operation, organization, span))];
}

/** Before the day since which the first plan holds, neither the number planned nor anything derived from it is known. */
async function findWhyUnknown(
  operation: Operation,
  { path }: Organization,
  { asOf }: Span,
): Promise<Bilingual | undefined> {
  const first = await loadFirstPlanned(operation, path);
  if (first === null || first <= asOf) return undefined;
  return inBothLanguages((locale) =>
    locale.say(
      `Kế hoạch đại hội chỉ áp dụng từ ngày ${locale.day(first)}, sau ngày chốt số liệu.`,
      `The plans of congresses hold only since ${locale.day(first)}, after the day that the figures count up to.`,
    ),
  );
}

async function figuresOfSlice(
  operation: Operation,
  { path, code }: Organization,
  { unknown, ...span }: Span & { unknown: Bilingual | undefined },
  { id, level, pilot, name, form }: CongressSlice & { form: Form },
): Promise<ContentFigure[]> {
  const { asOf } = span;
  const { planned, completed, overdue } = await loadProgress(operation, path, { level, pilot, asOf });
  const unit = UNITS.congresses;
  // Pilots count among all that are planned, including those already held.
  const told = [
    {
      id: `${id}.planned`,
      label: both(`Số ${name.vi} trong kế hoạch`, `Planned ${name.en}`),
      definition: both(
        'Đại hội trong kế hoạch, kể cả đã tổ chức, không kể đã hủy.',
        'Congresses in the plan, held or not; cancelled ones are left out.',
      ),
      unit,
      value: planned,
    },
    {
      id: `${id}.completed`,
      label: both(`Số ${name.vi} đã tổ chức`, `Completed ${name.en}`),
      definition: both(
        'Đại hội trong kế hoạch, tổ chức xong chậm nhất vào ngày chốt số liệu.',
        'Congresses of the plan that were held on or before the day.',
      ),
      unit,
      value: completed,
    },
    {
      id: `${id}.rate`,
      label: both(`Tỷ lệ ${name.vi} đã tổ chức`, `Share of ${name.en} completed`),
      definition: both('Số đã tổ chức trên số trong kế hoạch.', 'Completed out of planned.'),
      unit: UNITS.percent,
      value: form.shareOfFigure(completed, planned),
    },
    {
      id: `${id}.overdue`,
      label: both(`Số ${name.vi} quá hạn`, `Overdue ${name.en}`),
      definition: both(
        'Đại hội chưa tổ chức mà ngày dự kiến, hoặc hạn của cấp đó, đã qua.',
        'Congresses not completed though their planned day, or the deadline of their level, has passed.',
      ),
      unit,
      value: overdue,
    },
  ];
  const explained = unknown === undefined ? told : told.map((figure) => ({ ...figure, value: null, unknown }));
  return toContentFigures(explained, { organization: code, span, period: Period.AT_DATE });
}

async function figuresInMonth(operation: Operation, organization: Organization, span: Span): Promise<ContentFigure[]> {
  const { from, asOf } = span;
  const { campaign } = await operation.snapshot.once(momentOf);
  const held = { within: organization, campaign, heldFrom: from, heldTo: asOf };
  const told = {
    id: 'congress.inMonth',
    label: both('Số đại hội tổ chức trong tháng', 'Congresses held in the month'),
    definition: both(
      'Đại hội tổ chức từ ngày đầu tháng báo cáo đến ngày chốt số liệu.',
      'Congresses held from the first day of the month up to the day.',
    ),
    unit: UNITS.congresses,
    value: await countHeld(operation.snapshot, held),
  };
  return toContentFigures([told], { organization: organization.code, span, period: Period.IN_MONTH });
}
