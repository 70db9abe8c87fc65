/** How far the congresses are: all, by level, and the pilots of the two lower levels. */
import type { Operation } from '../access/operation';
import { countCongresses } from '../congress/list-congresses';
import { Period, type Bilingual, type ContentFigure } from '../paper/content';
import type { Form } from '../paper/form';
import { inBothLanguages } from '../paper/locale';
import { momentOf } from '../organization/campaign-facts';
import { Level } from '../organization/level';
import type { Organization } from '../organization/organization';
import { loadFirstPlanned } from '../progress/load-first-planned';
import { loadProgress } from '../progress/load-progress';
import { both, fromOperation, UNITS } from './figure-parts';
import type { Span } from './span';

const PROGRESS = `query Congresses($within: String!, $level: Level, $pilot: Boolean, $asOf: Date!) {
  progress(within: $within, level: $level, pilot: $pilot, asOf: $asOf) { planned completed overdue }
}`;

const IN_MONTH = `query CongressesInMonth($within: String!, $from: Date!, $asOf: Date!) {
  congresses(within: $within, heldFrom: $from, heldTo: $asOf, first: 1) { totalCount }
}`;

interface Slice {
  id: string;
  level: Level | null;
  pilot: boolean | null;
  name: Bilingual;
}

/** Of all levels, of a level, and of the pilots of a level. */
export const CONGRESS_SLICES: readonly Slice[] = [
  { id: 'congress', level: null, pilot: null, name: both('đại hội các cấp', 'congresses at all levels') },
  {
    id: 'congress.pilot.grassroots',
    level: Level.GRASSROOTS,
    pilot: true,
    name: both('đại hội điểm cấp cơ sở', 'pilot congresses at grassroots level'),
  },
  {
    id: 'congress.pilot.upperGrassroots',
    level: Level.UPPER_GRASSROOTS,
    pilot: true,
    name: both('đại hội điểm cấp trên trực tiếp cơ sở', 'pilot congresses at the level above grassroots'),
  },
  {
    id: 'congress.level.grassroots',
    level: Level.GRASSROOTS,
    pilot: null,
    name: both('đại hội cấp cơ sở', 'congresses at grassroots level'),
  },
  {
    id: 'congress.level.upperGrassroots',
    level: Level.UPPER_GRASSROOTS,
    pilot: null,
    name: both('đại hội cấp trên trực tiếp cơ sở', 'congresses at the level above grassroots'),
  },
  {
    id: 'congress.level.centrallyRun',
    level: Level.CENTRALLY_RUN,
    pilot: null,
    name: both('đại hội đảng bộ trực thuộc Trung ương', 'congresses of centrally-run bodies'),
  },
];

export async function figuresOfCongresses(
  operation: Operation,
  organization: Organization,
  span: Span,
  form: Form,
): Promise<ContentFigure[]> {
  const unknown = await findWhyUnknown(operation, organization, span);
  const slices = await Promise.all(
    CONGRESS_SLICES.map((slice) => figuresOfSlice(operation, organization, { ...span, unknown }, { ...slice, form })),
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
  { asOf, unknown }: Span & { unknown: Bilingual | undefined },
  { id, level, pilot, name, form }: Slice & { form: Form },
): Promise<ContentFigure[]> {
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
      path: 'progress.planned',
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
      path: 'progress.completed',
    },
    {
      id: `${id}.rate`,
      label: both(`Tỷ lệ ${name.vi} đã tổ chức`, `Share of ${name.en} completed`),
      definition: both('Số đã tổ chức trên số trong kế hoạch.', 'Completed out of planned.'),
      unit: UNITS.percent,
      value: form.shareOfFigure(completed, planned),
      path: 'progress.completed / progress.planned',
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
      path: 'progress.overdue',
    },
  ];
  const variables = { within: code, asOf, ...(level === null ? {} : { level }), ...(pilot === null ? {} : { pilot }) };
  const explained = unknown === undefined ? told : told.map((figure) => ({ ...figure, value: null, unknown }));
  return fromOperation(PROGRESS, variables, { period: Period.AT_DATE, asOf }, explained);
}

async function figuresInMonth(
  operation: Operation,
  organization: Organization,
  { from, asOf }: Span,
): Promise<ContentFigure[]> {
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
    value: await countCongresses(operation.snapshot, held),
    path: 'congresses.totalCount',
  };
  const variables = { within: organization.code, from, asOf };
  return fromOperation(IN_MONTH, variables, { period: Period.IN_MONTH, asOf }, [told]);
}
