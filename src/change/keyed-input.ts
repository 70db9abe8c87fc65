/** What the input of every mutation has. */
import { Field, InputType } from 'type-graphql';
import { KEY, describeLength } from '../text/text-rule';

@InputType()
export abstract class KeyedInput {
  @Field(() => String, {
    nullable: true,
    description: `${describeLength(KEY)} of your choice. The same key with the same input gets the first answer again; with another input it is a CONFLICT. Keys are per subject.`,
  })
  idempotencyKey?: string | null;
}
