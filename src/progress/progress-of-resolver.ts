/** Progress of several organizations at once: in one answer, and as one state that is pushed. */
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { STATEMENT, type Measured } from '../api/price';
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { PaceArguments } from '../change/follow-arguments';
import { followStateAt, readStateAt, type StateRead } from '../change/follow-log';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { requireOrganizations } from '../organization/load-organization';
import { loadEach, type ProgressRequest } from './load-progress';
import { Progress } from './progress';
import { ScopeArguments, SliceArguments } from './scope-arguments';

const ORGANIZATIONS =
  'Codes of the organizations whose subtrees are counted, 1 to 200. The answer has their order; a code that is given twice is answered twice.';

@ArgsType()
class ProgressOfArguments extends ScopeArguments {
  @Field(() => [String], { description: ORGANIZATIONS })
  organizations!: string[];
}

@ArgsType()
class ProgressOfStateArguments extends SliceArguments {
  @Field(() => [String], { description: ORGANIZATIONS })
  organizations!: string[];
}

/** One for each that is asked for; days of the past are added up. */
function complexity({ args, childComplexity }: Measured): number {
  const { organizations } = args as Partial<ProgressOfArguments>;
  const days = args['asOf'] == null ? 1 : 3;
  return days * STATEMENT + (organizations?.length ?? 1) * (2 + childComplexity);
}

@Resolver()
export class ProgressOfResolver {
  @Query(() => [Progress], {
    nullable: true,
    complexity,
    description:
      'How far the campaign is at and below each of several organizations, all at one position of the log. NOT_FOUND for the first code that is not known, with its place in the list.',
  })
  progressOf(
    @Ctx() operation: Operation,
    @Args(() => ProgressOfArguments) { organizations, ...scope }: ProgressOfArguments,
  ): Promise<Progress[]> {
    return loadProgressOf(operation, organizations, scope);
  }

  @Subscription(() => [Progress], {
    name: 'progressOf',
    complexity,
    description:
      'The state, not events: the figures of today of all these organizations at once, then all of them anew after anything at or below one of them has changed, and when the day turns. States in between may be skipped; positions only rise.',
    subscribe: ({
      args,
      context,
      info,
    }: SubscribeResolverData<unknown, ProgressOfStateArguments & PaceArguments, Operation>) =>
      followProgressOf(context, args, info),
  })
  progressOfState(
    @Ctx() operation: Operation,
    @Root() { request, seen }: StateRead<ProgressOfStateArguments>,
    @Args(() => ProgressOfStateArguments) _state: ProgressOfStateArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
  ): Promise<Progress[]> {
    const { organizations, level, pilot } = request;
    return readStateAt(operation, seen, () => loadProgressOf(operation, organizations, { level, pilot }));
  }
}

async function followProgressOf(
  operation: Operation,
  request: ProgressOfStateArguments & PaceArguments,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const organizations = await requireOrganizations(operation, request.organizations, 'organizations', 'seeTotals');
  return followStateAt(operation, { request }, organizations, { withTotals: true, besides: [] }, info);
}

/** Loaders make one statement of all of them. */
async function loadProgressOf(
  operation: Operation,
  codes: readonly string[],
  request: ProgressRequest,
): Promise<Progress[]> {
  const organizations = await requireOrganizations(operation, codes, 'organizations', 'seeTotals');
  return loadEach(
    operation,
    organizations.map(({ path }) => path),
    request,
  );
}
