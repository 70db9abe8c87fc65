/** The mutations of closures in the API: what each takes, calls and answers. */
import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { Operation } from '../access/operation';
import { DayScalar } from '../api/day-scalar';
import { answerMutation } from '../change/answer-mutation';
import { ChangePayload, payloadType, placeOf } from '../change/change-payload';
import { IfPosition } from '../change/if-position';
import { KeyedInput } from '../change/keyed-input';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { recordOf } from '../record/noun';
import { describeLength, REASON } from '../text/text-rule';
import { closeOrganization, reopenOrganization } from './close-organization';
import { Closure } from './closure';

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
class CloseOrganizationInput extends ChangeOfOrganization {
  @Field(() => DayScalar, { description: 'The day from which it is closed: today or earlier.' })
  on!: Day;
}

@InputType({ description: 'A closed organization that is to be open again.' })
class ReopenOrganizationInput extends ChangeOfOrganization {}

@ObjectType()
abstract class ClosurePayload extends ChangePayload {
  @Field(() => Closure, { description: 'Whether the organization is closed, as of the event.' })
  closure!: Closure;
}

const CloseOrganizationPayload = payloadType(ClosurePayload, 'CloseOrganizationPayload', 'The organization is closed.');
const ReopenOrganizationPayload = payloadType(
  ClosurePayload,
  'ReopenOrganizationPayload',
  'The organization is open again.',
);

function toClosurePayload(entry: LogEntry, epoch: string): ClosurePayload {
  return { ...placeOf(entry, epoch), closure: recordOf(Closure, entry) };
}

@Resolver(() => ClosurePayload)
export class ClosurePayloadResolver {
  @FieldResolver(() => Organization, { description: 'The organization as it is after the event.' })
  organization(@Ctx() operation: Operation, @Root() { closure }: ClosurePayload): Organization | Promise<Organization> {
    return loadOrganization(operation, closure.organizationId);
  }
}

@Resolver()
export class ClosureMutations {
  @Mutation(() => CloseOrganizationPayload, {
    nullable: true,
    description:
      'Closes an organization that was merged or dissolved: it takes no new plan, report or figure until it is reopened; corrections of what it did remain possible. What is below it must be closed first, and its congress held or cancelled. For an administrator of an organization above it.',
  })
  closeOrganization(
    @Ctx() operation: Operation,
    @Arg('input', () => CloseOrganizationInput, { description: 'What is asked for.' }) input: CloseOrganizationInput,
  ): Promise<ClosurePayload> {
    return answerMutation(operation, closeOrganization, input, toClosurePayload);
  }

  @Mutation(() => ReopenOrganizationPayload, {
    nullable: true,
    description:
      'Opens a closed organization again; what is above it must be reopened first. For an administrator of an organization above it.',
  })
  reopenOrganization(
    @Ctx() operation: Operation,
    @Arg('input', () => ReopenOrganizationInput, { description: 'What is asked for.' }) input: ReopenOrganizationInput,
  ): Promise<ClosurePayload> {
    return answerMutation(operation, reopenOrganization, input, toClosurePayload);
  }
}
