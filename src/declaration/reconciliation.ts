/** Declared beside counted: what the API shows of it. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Day } from '../day';
import { connectionTypes } from '../api/connection';
import { CursorScalar } from '../api/cursor-scalar';
import { DayScalar } from '../api/day-scalar';
import { InstantScalar } from '../api/instant-scalar';
import { Level } from '../organization/level';
import { Declaration } from './declaration';

@ObjectType({ description: 'A declaration that stands, beside what was reported one by one.' })
export class ReconciliationRow {
  @Field(() => Level, { nullable: true, description: 'The level whose congresses are compared; all levels when null.' })
  level!: Level | null;

  @Field(() => Int, { description: 'Congresses held, as the organization says.' })
  declared!: number;

  @Field(() => DayScalar, { description: 'The day up to which they were held, as the organization says.' })
  declaredAsOf!: Day;

  @Field(() => Int, {
    description:
      'Congresses of the level at and below the organization that are completed as of that day, by what is known now: what `progress` shows as of it.',
  })
  counted!: number;

  @Field(() => Int, {
    description: 'declared − counted: above 0 reports are missing, below 0 there are more than were declared.',
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
    'Sums over all declarations that stand, with and without gaps. Where a body and one below it have both declared, both are in the sums.',
})
export class ReconciliationTotals {
  @Field(() => Int, { description: 'Declarations that stand.' })
  declarations!: number;

  @Field(() => Int, { description: 'Of those, the ones whose gap is not 0.' })
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
export class Reconciliation extends connectionTypes('Reconciliation', ReconciliationRow) {
  @Field(() => CursorScalar, { description: 'The place in the log at which the figures were true.' })
  cursor!: string;

  @Field(() => Int, { description: 'The position of the cursor.' })
  position!: number;

  sumUp!: () => Promise<ReconciliationTotals>;

  @Field(() => ReconciliationTotals, { description: 'Sums over all of the pages, and over what has no gap too.' })
  totals(): Promise<ReconciliationTotals> {
    return this.sumUp();
  }
}
