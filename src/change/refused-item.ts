/** An item of a batch that was left out, as the API tells it. */
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'An item of a batch that was left out, as `skipBad` asks for.' })
export class RefusedItem {
  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The code of the refusal, as errors carry it: `NOT_FOUND`, `CONFLICT` …' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The argument at fault, such as `input.reports.3.heldOn`.' })
  argument?: string;

  @Field(() => String, { description: 'What is wrong, and what to do.' })
  message!: string;
}
