/** Declared totals in the API: looked up, followed event by event, with the fields that lead on. */
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { ofStatements } from '../api/price';
import { IsNull } from 'typeorm';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { EventConnection, EventEdge } from '../change/events-of';
import { costOfHistory, HistoryPage } from '../change/events-page';
import { historyOf } from '../change/history';
import { Level } from '../organization/level';
import { loadOrganization, requireOne } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ID_OF_RECORD } from '../record/record-node';
import { Declaration, DECLARATION, DECLARATIONS } from './declaration';
import { DECLARATION_NODE } from './declaration-nodes';

interface Subscribing {
  args: FollowArguments;
  context: Operation;
}

@Resolver(() => Declaration)
export class DeclarationResolver {
  @Query(() => Declaration, {
    complexity: ofStatements(2),
    nullable: true,
    description:
      'What an organization has declared of a level, taken back or not; null when it has never declared anything of it, which is position 0.',
  })
  async declaration(
    @Ctx() operation: Operation,
    @Arg('organization', () => String, {
      nullable: true,
      description: "Code of the organization that declares; the viewer's own when absent.",
    })
    organization: string | null | undefined,
    @Arg('level', () => Level, {
      nullable: true,
      description: 'The level whose congresses are meant; all levels when absent.',
    })
    level: Level | null | undefined,
  ): Promise<Declaration | null> {
    const { id: organizationId } = await requireOne(operation, organization);
    return operation.snapshot.read((manager) =>
      manager.findOneBy(Declaration, { organizationId, level: level ?? IsNull() }),
    );
  }

  @Subscription(() => DECLARATIONS.Edge, {
    description: 'Pushes an event whenever a total is declared or taken back.',
    subscribe: ({ args, context }: Subscribing) => followEvents(context, args, DECLARATIONS),
  })
  declarationChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }

  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() declaration: Declaration): Promise<string> {
    return DECLARATION_NODE.idOf(operation, declaration);
  }

  @FieldResolver(() => Organization, { description: 'The organization that declared it.' })
  organization(
    @Ctx() operation: Operation,
    @Root() { organizationId }: Declaration,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => DECLARATIONS.Connection, {
    complexity: costOfHistory,
    description: 'What the organization has declared of this level and taken back, from the first time on.',
  })
  history(
    @Ctx() operation: Operation,
    @Root() { id }: Declaration,
    @Args(() => HistoryPage) page: HistoryPage,
  ): Promise<EventConnection> {
    return historyOf(operation, { noun: DECLARATION, recordId: id }, DECLARATIONS, page);
  }
}
