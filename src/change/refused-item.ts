/** An item of a batch that was left out, as the API tells it. */
import { Field, Int, ObjectType } from 'type-graphql';

/** Each batch has a class of its own: the names of types are those of its items. */
@ObjectType()
export abstract class RefusedItem {
  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The code of the refusal, as errors carry it: `NOT_FOUND`, `CONFLICT` …' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The argument at fault, such as `input.reports.3.heldOn`.' })
  argument?: string;

  @Field(() => String, { description: 'What is wrong, and what to do.' })
  message!: string;
}
