/** What every subscription to events takes. */
import { ArgsType, Field } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';

@ArgsType()
export class FollowArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is followed; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Everything after this place first, then live, without gap or repeat; only what is new when absent.',
  })
  after?: string | null;
}
