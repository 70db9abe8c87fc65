/** A briefing as the API shows it: a draft over live figures, or what was published. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Operation } from '../access/operation';
import type { Day } from '../day';
import type { BriefingContent, Publication, Entered } from '../paper/content';
import { formNumberOf, NEWEST_FORM, requireForm } from '../paper/form';
import { toCursor, type LogPlace } from '../feed/cursor';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { Organization } from '../organization/organization';
import type { Briefing } from './briefing';
import { type Frozen, thaw } from './freeze';
import { listRestatements, type Restated } from './list-restatements';
import { loadContent } from './load-content';
import { MonthScalar } from '../api/month-scalar';

export enum BriefingStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
}

registerEnumType(BriefingStatus, {
  name: 'BriefingStatus',
  description: 'Whether a briefing is a draft or published.',
  valuesConfig: {
    DRAFT: { description: 'Its figures follow what is recorded.' },
    PUBLISHED: { description: 'It never changes again; later corrections appear among its restatements.' },
  },
});

@ObjectType({ description: 'A text that was entered.' })
export class EnteredText implements Entered {
  @Field(() => String, { description: 'In Vietnamese.' })
  vi!: string;

  @Field(() => String, { nullable: true, description: 'In English, where somebody has translated it.' })
  en!: string | null;
}

@ObjectType('Briefing', {
  implements: Node,
  description: 'The monthly briefing of an organization. It reports on the month before the one in which it is held.',
})
export class BriefingView {
  row!: Briefing & { recorded?: { position: number } };
  of!: Organization;
  frozen!: Frozen | undefined;
  today!: Day;
  /** Both are worked out when they are asked for, once. */
  content!: () => Promise<BriefingContent>;
  restated!: () => Promise<Restated[]>;

  @Field(() => MonthScalar, { description: 'The month in which it is held: `2020-03`.' })
  month!: string;

  @Field(() => BriefingStatus, { description: 'Draft, or published.' })
  status!: BriefingStatus;

  @Field(() => DayScalar, { description: 'The last day that its figures count.' })
  cutOff!: Day;

  @Field(() => [EnteredText], { description: 'Tasks of the month in which it is held.' })
  tasks!: EnteredText[];

  @Field(() => [EnteredText], { description: 'Key tasks.' })
  keyTasks!: EnteredText[];

  @Field(() => [EnteredText], { description: 'Breakthroughs.' })
  breakthroughs!: EnteredText[];

  @Field(() => CursorScalar, {
    description: 'The place in the log at which its figures were true: of the publication, or of this look at a draft.',
  })
  cursor!: string;

  @Field(() => Int, {
    description:
      'Position in the log of the last event that changed it, 0 while nothing was entered: give it as `ifPosition`.',
  })
  position!: number;

  @Field(() => DayScalar, { nullable: true, description: 'The business day of the publication; null for a draft.' })
  publishedOn!: Day | null;

  @Field(() => Int, {
    description:
      'The number of the form in which it is written, kept with what was published: documents of a published briefing have the same bytes in every later version of this program. New ones are written in form 3.',
  })
  form!: number;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256, in hexadecimal, of everything that the published briefing says; null for a draft.',
  })
  contentHash!: string | null;
}

export function toBriefingView(
  operation: Operation,
  of: Organization,
  row: Briefing & { recorded?: { position: number } },
  { head, today }: { head: LogPlace; today: Day },
): BriefingView {
  const frozen = row.content === null ? undefined : thaw(row.content);
  const load = async (): Promise<BriefingContent> =>
    frozen === undefined ? loadContent(operation, of, row) : requireForm(frozen.content);
  let loading: Promise<BriefingContent> | undefined;
  let comparing: Promise<Restated[]> | undefined;
  const { month, cutOff, tasks, keyTasks, breakthroughs, publishedOn, contentHash } = row;
  return Object.assign(new BriefingView(), {
    row,
    of,
    frozen,
    today,
    content: () => (loading ??= load()),
    restated: () =>
      (comparing ??= frozen === undefined ? Promise.resolve([]) : listRestatements(operation, of, row, frozen.content)),
    status: frozen === undefined ? BriefingStatus.DRAFT : BriefingStatus.PUBLISHED,
    cursor: frozen?.cursor ?? toCursor(head),
    form: frozen === undefined ? NEWEST_FORM : formNumberOf(frozen.content),
    position: row.position,
    ...{ month, cutOff, tasks, keyTasks, breakthroughs, publishedOn, contentHash },
  });
}

/** What a document says of it: a draft, or when it was published. */
export function standingOf({ frozen, row, today }: BriefingView): Publication {
  if (frozen === undefined) return { status: 'DRAFT', today };
  const { publishedOn, publishedAt, cursor } = frozen;
  return { status: 'PUBLISHED', publishedOn, publishedAt, cursor, hash: row.contentHash ?? '' };
}
