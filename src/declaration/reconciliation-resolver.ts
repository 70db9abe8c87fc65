/** Declared beside counted in the API: asked for, or followed as a state. */
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import { Level } from '../organization/level';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { PageArguments, requireSize, USUAL_PAGE } from '../api/page';
import { costOfPage, type PriceOfPage } from '../api/price';
import { followState, readState, type StateRead } from '../change/follow-log';
import { PaceArguments } from '../change/follow-arguments';
import { DECLARATIONS } from './declaration';
import { idOfReconciliation } from './declaration-nodes';
import { loadReconciliation, Reconciliation, ReconciliationConnection } from './reconciliation';

@ArgsType()
class ReconciliationArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization at and below which to look; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => Level, { nullable: true, description: 'Only what was declared of this level.' })
  level?: Level | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Lists only declarations that differ from what is counted.',
  })
  onlyGaps?: boolean | null;
}

@ArgsType()
class ReconciliationStateArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization at and below which to look; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => Level, { nullable: true, description: 'Only what was declared of this level.' })
  level?: Level | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Lists only declarations that differ from what is counted.',
  })
  onlyGaps?: boolean | null;

  @Field(() => Int, { nullable: true, defaultValue: USUAL_PAGE, description: 'How many: 0 to 200.' })
  first?: number | null;
}

type Subscribing = SubscribeResolverData<unknown, ReconciliationStateArguments, Operation>;

/** Reports move what is counted; the day moves what may be declared. */
const CHANGING = [...Object.values(CongressEventKind), ...DECLARATIONS.kinds];

/** Whatever was declared below is set beside what is counted, to find the widest gaps. */
const ALL_BELOW: PriceOfPage = { page: 500, count: 200 };

@Resolver(() => Reconciliation)
export class ReconciliationResolver {
  @Query(() => ReconciliationConnection, {
    nullable: true,
    complexity: (measured) => costOfPage(measured, ALL_BELOW),
    description: 'Every declaration in force beside what was reported one by one: the widest gap first, then by code.',
  })
  async reconciliation(
    @Ctx() operation: Operation,
    @Args(() => ReconciliationArguments) { within, ...filter }: ReconciliationArguments,
  ) {
    return loadReconciliation(operation, await requireWithin(operation, within), filter);
  }

  @Subscription(() => ReconciliationConnection, {
    name: 'reconciliation',
    complexity: (measured) => costOfPage(measured, ALL_BELOW),
    description:
      'The state, not events: the first page at once, then the newest after any event of congresses or declarations below, or the turn of the day. States in between may be skipped; positions only rise.',
    subscribe: ({ args, context, info }: Subscribing) => {
      requireSize(args.first ?? USUAL_PAGE, 'first');
      return followState(context, args, { kinds: CHANGING, besides: congressKindsShown(info) }, info);
    },
  })
  reconciliationState(
    @Ctx() operation: Operation,
    @Root() read: StateRead<ReconciliationStateArguments>,
    @Args(() => ReconciliationStateArguments) _state: ReconciliationStateArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
  ) {
    return readState(operation, read, (organization) => loadReconciliation(operation, organization, read.request));
  }

  @FieldResolver(() => ID, { description: 'The same for the same declaration, whatever is counted beside it.' })
  id(@Root() reconciliation: Reconciliation): string {
    return idOfReconciliation(reconciliation);
  }

  @FieldResolver(() => Organization, { description: 'The organization that declared it.' })
  organization(
    @Ctx() operation: Operation,
    @Root() { declaration }: Reconciliation,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, declaration.organizationId);
  }
}
