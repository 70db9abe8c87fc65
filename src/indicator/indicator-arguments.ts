/** How an indicator is named in arguments. */
import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class IndicatorArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "Code of the organization at which the code of the indicator is meant: the nearest definition at or above it counts. The viewer's own when absent.",
  })
  organization?: string | null;

  @Field(() => String, { description: 'Code of the indicator: `training.classes`.' })
  code!: string;
}
