/** Inputs of the mutations that declare and withdraw totals. */
import { KeyedInput } from '../change/keyed-input';
import { Field, InputType, Int } from 'type-graphql';
import { IfPosition } from '../change/if-position';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { Level } from '../organization/level';
import { NOTE, REASON, describeLength, upTo } from '../text/text-rule';

@InputType()
abstract class ChangeOfDeclaration extends KeyedInput {
  @Field(() => String, { description: 'Code of the organization.' })
  organization!: string;

  @Field(() => Level, { nullable: true, description: 'The level whose congresses are meant; all levels when absent.' })
  level?: Level | null;

  @IfPosition('the declaration')
  ifPosition?: number | null;
}

@InputType({ description: 'How many congresses were held at and below an organization, as it says.' })
export class DeclareTotalInput extends ChangeOfDeclaration {
  @Field(() => Int, {
    description:
      'Congresses held at and below the organization. More than are planned is a gap to be looked into; more than twice the organizations there, and ten, is refused as a slip of the pen.',
  })
  completed!: number;

  @Field(() => DayScalar, { description: 'The day up to which they were held: within the campaign, not after today.' })
  asOf!: Day;

  @Field(() => String, { nullable: true, description: `A remark, ${upTo(NOTE)}.` })
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Why: ${upTo(REASON)}. Needed when the day is before that of the declaration that stands: it goes back to an earlier figure.`,
  })
  reason?: string | null;
}

@InputType({ description: 'A declaration that is taken back.' })
export class WithdrawDeclarationInput extends ChangeOfDeclaration {
  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;
}
