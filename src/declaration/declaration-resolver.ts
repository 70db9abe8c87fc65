/** Declared totals in the API: declared, withdrawn, shown and followed. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { IsNull } from 'typeorm';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { Level } from '../organization/level';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import { Declaration, DECLARATION } from './declaration';
import { DECLARATION_KINDS, DeclarationEvent, toDeclarationEvent } from './declaration-event';
import { DeclareTotalInput, WithdrawDeclarationInput } from './declaration-inputs';
import { DeclareTotalPayload, toDeclarationPayload, WithdrawDeclarationPayload } from './declaration-payloads';
import { declareTotal } from './declare-total';
import { withdrawDeclaration } from './withdraw-declaration';

interface Subscribing {
  args: FollowArguments;
  context: Operation;
}

@Resolver(() => Declaration)
export class DeclarationResolver {
  @Query(() => Declaration, {
    nullable: true,
    description:
      'What an organization has declared of a level, withdrawn or not; null when it never declared anything of it, which is position 0.',
  })
  async declaration(
    @Ctx() operation: Operation,
    @Arg('within', () => String, {
      nullable: true,
      description: "Code of the organization that declares; the viewer's own when absent.",
    })
    within: string | null | undefined,
    @Arg('level', () => Level, {
      nullable: true,
      description: 'The level whose congresses are meant; all levels when absent.',
    })
    level: Level | null | undefined,
  ): Promise<Declaration | null> {
    const { id: organizationId } = await requireWithin(operation, within);
    return operation.snapshot.read((manager) =>
      manager.findOneBy(Declaration, { organizationId, level: level ?? IsNull() }),
    );
  }

  @Mutation(() => DeclareTotalPayload, {
    nullable: true,
    description:
      'Declares how many congresses were held at and below an organization, in place of what it declared before. The same again gets the same answer. `reconciliation` sets it beside what was reported one by one.',
  })
  async declareTotal(
    @Ctx() operation: Operation,
    @Arg('input', () => DeclareTotalInput, { description: 'What is asked for.' }) input: DeclareTotalInput,
  ): Promise<DeclareTotalPayload> {
    const { dataSource, viewer } = operation;
    return toDeclarationPayload(await operation.mutate(() => declareTotal(dataSource, viewer, input)));
  }

  @Mutation(() => WithdrawDeclarationPayload, {
    nullable: true,
    description: 'Takes back a declared total: nothing stands until the next one.',
  })
  async withdrawDeclaration(
    @Ctx() operation: Operation,
    @Arg('input', () => WithdrawDeclarationInput, { description: 'What is asked for.' })
    input: WithdrawDeclarationInput,
  ): Promise<WithdrawDeclarationPayload> {
    const { dataSource, viewer } = operation;
    return toDeclarationPayload(await operation.mutate(() => withdrawDeclaration(dataSource, viewer, input)));
  }

  @Subscription(() => DeclarationEvent, {
    description: 'Pushes an event whenever a total is declared or withdrawn.',
    subscribe: ({ args, context }: Subscribing) =>
      followEvents(context, args, { kinds: DECLARATION_KINDS }, toDeclarationEvent),
  })
  declarationChanged(
    @Root() event: DeclarationEvent,
    @Args(() => FollowArguments) _follow: FollowArguments,
  ): DeclarationEvent {
    return event;
  }

  @FieldResolver(() => Organization, { description: 'The organization that declared it.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: Declaration): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => [DeclarationEvent], {
    description: 'What the organization has declared of this level and withdrawn, from the first time on.',
  })
  async history(@Ctx() operation: Operation, @Root() { id }: Declaration): Promise<DeclarationEvent[]> {
    return historyOf(operation, { noun: DECLARATION, recordId: id }, toDeclarationEvent);
  }
}
