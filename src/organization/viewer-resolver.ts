/** Who is asking, as the API shows it. */
import { Ctx, Field, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { Role } from '../access/viewer';
import type { Day } from '../day';
import { ReadsBeyondTheLog } from '../api/beyond-the-log';
import { DayScalar } from '../api/day-scalar';
import { requireWithin } from './load-organization';
import { momentOf } from './campaign-facts';
import { Organization } from './organization';

registerEnumType(Role, {
  name: 'Role',
  description: "What a viewer may do in their organization's subtree.",
  valuesConfig: {
    VIEWER: { description: 'Read.' },
    REPORTER: { description: 'Read, plan congresses and report them, record figures, and edit drafts of briefings.' },
    ADMIN: {
      description:
        'What a reporter may do, and publish briefings, and close organizations below their own. An administrator of the root may also turn the day.',
    },
  },
});

@ObjectType('Viewer', { description: 'Who is asking.' })
class ViewerView {
  @Field(() => String, { nullable: true, description: 'Subject of the token; null without one.' })
  subject!: string | null;

  @Field(() => Role, { description: 'What they may do.' })
  role!: Role;

  @Field(() => Organization, { description: 'The organization in whose subtree they may do it.' })
  organization!: Organization;

  @Field(() => DayScalar, { description: 'The business day.' })
  today!: Day;
}

@Resolver()
export class ViewerResolver {
  @ReadsBeyondTheLog()
  @Query(() => ViewerView, { nullable: true, description: 'Who is asking.' })
  async viewer(@Ctx() operation: Operation): Promise<ViewerView> {
    const { subject, role } = operation.viewer;
    const organization = await requireWithin(operation, null);
    const { campaign } = await operation.snapshot.once(momentOf);
    return { subject, role, organization, today: campaign.today };
  }
}
