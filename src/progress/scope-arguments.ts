/** Which congresses are counted, and as of which day: what every field with progress takes. */
import { ArgsType, Field } from 'type-graphql';
import { DayScalar } from '../api/day-scalar';
import type { Day } from '../day';
import { Level } from '../organization/level';

@ArgsType()
export class SliceArguments {
  @Field(() => Level, { nullable: true, description: 'Count only congresses of this level.' })
  level?: Level | null;

  @Field(() => Boolean, { nullable: true, description: 'Count only pilots (true), or only others (false).' })
  pilot?: boolean | null;
}

@ArgsType()
export class ScopeArguments extends SliceArguments {
  @Field(() => DayScalar, {
    nullable: true,
    description:
      'As of this day, by what is known now; today when absent. A later day shows what is to come if nothing more is decided or reported.',
  })
  asOf?: Day | null;
}
