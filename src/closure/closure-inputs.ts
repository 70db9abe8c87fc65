/** Inputs of the mutations that close and reopen organizations. */
import { KeyedInput } from '../change/keyed-input';
import { Field, InputType } from 'type-graphql';
import { IfPosition } from '../change/if-position';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { REASON, describeLength } from '../text/text-rule';

@InputType()
abstract class ChangeOfOrganization extends KeyedInput {
  @Field(() => String, { description: 'Code of the organization.' })
  organization!: string;

  @Field(() => String, { description: `Why: ${describeLength(REASON)}, kept for good.` })
  reason!: string;

  @IfPosition('the closure of the organization')
  ifPosition?: number | null;
}

@InputType({ description: 'An organization that was merged or dissolved.' })
export class CloseOrganizationInput extends ChangeOfOrganization {
  @Field(() => DayScalar, { description: 'The day from which it is closed: today or before.' })
  on!: Day;
}

@InputType({ description: 'A closed organization that is to go on after all.' })
export class ReopenOrganizationInput extends ChangeOfOrganization {}
