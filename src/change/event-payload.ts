/** What the answer to every mutation has. */
import { Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';

@ObjectType()
export abstract class EventPayload {
  @Field(() => CursorScalar, {
    description: 'Place of the event in the log: pass it as `after` to follow what comes next.',
  })
  cursor!: string;

  @Field(() => Int, { description: 'Position of the event.' })
  position!: number;
}
