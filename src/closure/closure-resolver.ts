/** Closed organizations in the API: closed, reopened and shown. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Operation } from '../access/operation';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { closeOrganization } from './close-organization';
import { Closure } from './closure';
import { CloseOrganizationInput, ReopenOrganizationInput } from './closure-inputs';
import { CloseOrganizationPayload, ReopenOrganizationPayload, toClosurePayload } from './closure-payloads';
import { loadClosure } from './load-closure';
import { reopenOrganization } from './reopen-organization';

@Resolver(() => Closure)
export class ClosureResolver {
  @Mutation(() => CloseOrganizationPayload, {
    nullable: true,
    description:
      'Closes an organization that was merged or dissolved: it takes no new plan, report or figure until it is reopened; corrections of what it did remain possible. What is below it is closed first, and its congress held or cancelled. For an administrator of an organization above it.',
  })
  async closeOrganization(
    @Ctx() operation: Operation,
    @Arg('input', () => CloseOrganizationInput, { description: 'What is asked for.' }) input: CloseOrganizationInput,
  ): Promise<CloseOrganizationPayload> {
    const { dataSource, viewer } = operation;
    return toClosurePayload(await operation.mutate(() => closeOrganization(dataSource, viewer, input)));
  }

  @Mutation(() => ReopenOrganizationPayload, {
    nullable: true,
    description:
      'Opens a closed organization again; what is above it is reopened first. For an administrator of an organization above it.',
  })
  async reopenOrganization(
    @Ctx() operation: Operation,
    @Arg('input', () => ReopenOrganizationInput, { description: 'What is asked for.' }) input: ReopenOrganizationInput,
  ): Promise<ReopenOrganizationPayload> {
    const { dataSource, viewer } = operation;
    return toClosurePayload(await operation.mutate(() => reopenOrganization(dataSource, viewer, input)));
  }

  @FieldResolver(() => Organization, { description: 'The organization that was closed.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: Closure): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }
}

@Resolver(() => Organization)
export class OrganizationClosureResolver {
  @FieldResolver(() => DayScalar, {
    nullable: true,
    description:
      'The day from which it is closed: merged or dissolved. Null while it is open, and where the viewer may not see it.',
  })
  async closedOn(@Ctx() operation: Operation, @Root() organization: Organization): Promise<Day | null> {
    return (await loadClosure(operation, organization))?.closedOn ?? null;
  }

  @FieldResolver(() => Closure, {
    nullable: true,
    description: 'How it was closed, or reopened since; null for one that was never closed, which is position 0.',
  })
  closure(@Ctx() operation: Operation, @Root() organization: Organization): Promise<Closure | null> {
    return loadClosure(operation, organization);
  }
}
