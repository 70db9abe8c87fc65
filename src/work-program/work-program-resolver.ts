/** Work programs in the API: asked for, and followed. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import type { Day } from '../day';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import { connectionTypes, type Connection } from '../api/connection';
import { DayScalar } from '../api/day-scalar';
import { compareKeys, readPage, readSorted } from '../api/keyset';
import { PageArguments } from '../api/page';
import { loadOrganization, requireOne } from '../organization/load-organization';
import { toGlobalId } from '../api/node';
import { Organization } from '../organization/organization';
import { followState, readState, type StateRead } from '../change/follow-log';
import { PaceArguments } from '../change/follow-arguments';
import { labelOf } from '../record/noun';
import { loadWorkProgram } from './load-work-program';
import { WorkItem } from './work-item';
import { WORK_ITEMS } from './work-item-noun';
import { WorkProgram } from './work-program';
import { YearScalar } from '../api/year-scalar';
import { ofStatements } from '../api/price';

@ArgsType()
class ProgramArguments {
  @Field(() => YearScalar, { description: 'The year of the program.' })
  year!: number;

  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose program it is; the viewer's own when absent.",
  })
  organization?: string | null;
}

/** The turn of the day makes items overdue. */
const KINDS_OF_STATE = [...WORK_ITEMS.kinds, CongressEventKind.DAY_TURNED];

async function followProgram({
  args,
  context,
  info,
}: SubscribeResolverData<unknown, ProgramArguments, Operation>): Promise<SubscriptionPlan> {
  const { id } = await requireOne(context, args.organization);
  const labels = [labelOf('year', args.year), labelOf('organization_id', id)];
  const besides = congressKindsShown(info);
  return followState(context, args, { kinds: KINDS_OF_STATE, labels, besides, of: 'organization' }, info);
}

const WorkItemConnection = connectionTypes('WorkItem', WorkItem);

@Resolver(() => WorkProgram)
export class WorkProgramResolver {
  @Query(() => WorkProgram, {
    complexity: ofStatements(3),
    nullable: true,
    description: 'The work program of an organization and year. One without items has a total of 0.',
  })
  async workProgram(
    @Ctx() operation: Operation,
    @Args(() => ProgramArguments) { year, organization }: ProgramArguments,
    @Arg('asOf', () => DayScalar, {
      nullable: true,
      description:
        'As of this day, from what is known now; today when absent. A later day shows what will be overdue if nothing more is done.',
    })
    asOf: Day | null,
  ): Promise<WorkProgram> {
    const of = await requireOne(operation, organization);
    return loadWorkProgram(operation, of, year, asOf ?? null);
  }

  @Subscription(() => WorkProgram, {
    name: 'workProgram',
    description:
      'The state, not events: the program as of today at once, then the newest one after an item of it or the day has changed. States in between may be skipped; positions only rise.',
    subscribe: followProgram,
  })
  workProgramState(
    @Ctx() operation: Operation,
    @Root() read: StateRead<ProgramArguments>,
    @Args(() => ProgramArguments) _state: ProgramArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
  ): Promise<WorkProgram> {
    return readState(operation, read, (of) => loadWorkProgram(operation, of, read.request.year, null));
  }

  @FieldResolver(() => ID, {
    description:
      'The same for the same organization and year, whatever the day, so that a normalised cache updates itself from pushed states; programs as of a day that was asked for have an id of their own for each day.',
  })
  id(@Root() { organizationId, year, fixedOn }: WorkProgram): string {
    return toGlobalId('WorkProgram', [organizationId, year, ...(fixedOn === null ? [] : [fixedOn])].join(','));
  }

  @FieldResolver(() => Organization, { description: 'The organization whose program it is.' })
  organization(
    @Ctx() operation: Operation,
    @Root() { organizationId }: WorkProgram,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => WorkItemConnection, { description: 'The items that are counted, by their numbers.' })
  items(@Root() { items }: WorkProgram, @Args(() => PageArguments) page: PageArguments): Promise<Connection<WorkItem>> {
    return pageItems(items, page);
  }

  @FieldResolver(() => WorkItemConnection, {
    description: 'The items that were withdrawn by that day, by their numbers. They count nowhere.',
  })
  withdrawn(
    @Root() { withdrawn }: WorkProgram,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<WorkItem>> {
    return pageItems(withdrawn, page);
  }
}

function pageItems(items: readonly WorkItem[], page: PageArguments): Promise<Connection<WorkItem>> {
  const rows = items.map((node) => ({ key: [node.number], node }));
  return readPage(
    { list: 'workItems', values: ['integer'] },
    page,
    readSorted(rows, compareKeys, (items) => items),
  );
}
