/** Inputs of the mutations of work items. */
import { KeyedInput } from '../change/keyed-input';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IfPosition } from '../change/if-position';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { DocumentNameInput } from '../document/document-inputs';
import { CentralBody, WorkItemKind, WorkItemStatus } from './work-item-words';
import { REASON, describeLength, upTo } from '../text/text-rule';
import { TITLE } from './require-content';
import { YearScalar } from '../api/year-scalar';

@InputType()
export abstract class OneWorkItem extends KeyedInput {
  @Field(() => ID, { description: 'Id of the work item.' })
  workItemId!: string;

  @IfPosition('the work item')
  ifPosition?: number | null;
}

@InputType({ description: 'A new item of a work program. Give one of `dueQuarter` and `dueOn`.' })
export class AddWorkItemInput extends KeyedInput {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization to whose program it is added; the viewer's own when absent.",
  })
  organization?: string | null;

  @Field(() => YearScalar, { description: 'Year of the program.' })
  year!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Its number in the program: 1 to 200, and not that of another item; the next one when absent.',
  })
  number?: number | null;

  @Field(() => WorkItemKind, { description: 'Whether it is a project or a task.' })
  kind!: WorkItemKind;

  @Field(() => String, { description: `What is to be done, in Vietnamese: ${describeLength(TITLE)}.` })
  title!: string;

  @Field(() => String, { nullable: true, description: `The same in English: ${upTo(TITLE)}.` })
  titleEn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The document that asks for it, as it is cited: ${upTo(TITLE)}.`,
  })
  legalBasis?: string | null;

  @Field(() => DocumentNameInput, {
    nullable: true,
    description:
      'That document, where it is recorded; without `legalBasis`, the item cites it as `Document.citation` says.',
  })
  legalBasisDocument?: DocumentNameInput | null;

  @Field(() => CentralBody, {
    nullable: true,
    description: "The body that it goes to. An item of the centre's program needs one.",
  })
  submittedTo?: CentralBody | null;

  @Field(() => Int, { nullable: true, description: 'The quarter by whose last day it is due, 1 to 4.' })
  dueQuarter?: number | null;

  @Field(() => DayScalar, { nullable: true, description: 'The day on which it is due, within the year.' })
  dueOn?: Day | null;

  @Field(() => String, { nullable: true, description: `Why, if there is anything to say: ${upTo(REASON)}.` })
  reason?: string | null;
}

@InputType({
  description:
    'What changes in a work item. What is absent or null stays as it is; an empty `titleEn` or `legalBasis` removes what was there. A new `dueQuarter` or `dueOn` replaces both.',
})
export class ChangeWorkItemInput extends OneWorkItem {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Another number in the program: 1 to 200, and not that of another item.',
  })
  number?: number | null;

  @Field(() => WorkItemKind, { nullable: true, description: 'Whether it is a project or a task.' })
  kind?: WorkItemKind | null;

  @Field(() => String, { nullable: true, description: `What is to be done, in Vietnamese: ${describeLength(TITLE)}.` })
  title?: string | null;

  @Field(() => String, { nullable: true, description: `The same in English: ${upTo(TITLE)}.` })
  titleEn?: string | null;

  @Field(() => String, { nullable: true, description: `The document that asks for it: ${upTo(TITLE)}.` })
  legalBasis?: string | null;

  @Field(() => DocumentNameInput, {
    nullable: true,
    description: 'That document, where it is recorded. This and `legalBasis` replace what was there together.',
  })
  legalBasisDocument?: DocumentNameInput | null;

  @Field(() => CentralBody, { nullable: true, description: 'The body that it goes to.' })
  submittedTo?: CentralBody | null;

  @Field(() => Int, { nullable: true, description: 'The quarter by whose last day it is due, 1 to 4.' })
  dueQuarter?: number | null;

  @Field(() => DayScalar, { nullable: true, description: 'The day on which it is due, within the year.' })
  dueOn?: Day | null;
}

@InputType({ description: 'How far a work item is.' })
export class SetWorkItemStatusInput extends OneWorkItem {
  @Field(() => WorkItemStatus, { description: 'The status that it has reached, or is back at.' })
  status!: WorkItemStatus;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The day on which it reached that status: not after today, and not before the year that precedes the program. Today when absent.',
  })
  on?: Day | null;

  @Field(() => String, {
    nullable: true,
    description: `Why: ${upTo(REASON)}, kept for good. Needed when it goes back, and when the day of a status is corrected.`,
  })
  reason?: string | null;
}

@InputType({ description: 'A work item that leaves the program.' })
export class WithdrawWorkItemInput extends OneWorkItem {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}
