/** Congresses in the API: looked up, listed, and what follows from them today. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { may } from '../access/may';
import { FRESH_TODAY, thingId } from '../access/thing-id';
import type { Operation } from '../access/operation';
import type { Day } from '../day';
import { deadlineOf, momentOf } from '../organization/campaign-facts';
import { connectionTypes, type Connection } from '../api/connection';
import { DayScalar } from '../api/day-scalar';
import { PageArguments } from '../api/page';
import { costOfPage, ofStatements, type Measured, type PriceOfPage } from '../api/price';
import { priceOfSearch, USUAL_PRICE } from '../organization/price-of-search';
import { Level } from '../organization/level';
import { loadOrganization, requireOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { SEARCH } from '../organization/search-organizations';
import { Congress } from './congress';
import { CongressStatus } from './congress-event-kind';
import { CongressOrder, listCongresses } from './list-congresses';
import { requireCongress } from './congress-nodes';
import { congressesByOrganization } from './load-congress';
import { daysLateOn, dueOn, isOnTime } from './steps-of';

registerEnumType(CongressOrder, {
  name: 'CongressOrder',
  description: 'How congresses are ordered. Ties are broken by code.',
  valuesConfig: {
    BEST_MATCH: {
      description:
        'Of the organization that matches `search` best first, as organizations are. By code where nothing is searched for.',
    },
    CODE: { description: 'By the code of the organization.' },
    NAME: { description: 'By the name of the organization, as Vietnamese sorts.' },
    DUE_ASC: { description: 'Earliest due first; those without a due day last.' },
    HELD_DESC: { description: 'Most recently held first; those not held last.' },
    LATE_DESC: {
      description:
        'The most days late first; then those that are not overdue yet, the earliest due first; then those held or cancelled, likewise.',
    },
  },
});

const CongressConnection = connectionTypes('Congress', Congress);

@ArgsType()
class CongressesArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is listed; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => Level, { nullable: true, description: 'Only of organizations of this level.' })
  level?: Level | null;

  @Field(() => Boolean, { nullable: true, description: 'Only pilots (true), or only others (false).' })
  pilot?: boolean | null;

  @Field(() => CongressStatus, { nullable: true, description: 'Only those in this state.' })
  status?: CongressStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those overdue today (true), or only others (false).' })
  overdue?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only those that are late by so many days or more today: 1 is every one that is overdue.',
  })
  daysLateFrom?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only of organizations directly below the one with this code.',
  })
  parent?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Of the organization: ${SEARCH}`,
  })
  search?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Only those held on this day or later.' })
  heldFrom?: Day | null;

  @Field(() => DayScalar, { nullable: true, description: 'Only those held on this day or earlier.' })
  heldTo?: Day | null;

  @Field(() => CongressOrder, {
    nullable: true,
    defaultValue: CongressOrder.BEST_MATCH,
    description: 'How they are ordered.',
  })
  orderBy?: CongressOrder | null;
}

/** Of a place up to 10,000 are taken and sorted; what counters do not say is counted one by one. */
function priceOfCongresses({ args }: Measured): PriceOfPage {
  const isOfPlace = args['within'] != null || args['parent'] != null;
  const isOfDays = ['overdue', 'daysLateFrom', 'heldFrom', 'heldTo'].some((name) => args[name] != null);
  const counted = isOfPlace || isOfDays ? 500 : USUAL_PRICE.count;
  return priceOfSearch(args) ?? { page: isOfPlace || isOfDays ? 500 : USUAL_PRICE.page, count: counted };
}

@Resolver(() => Congress)
export class CongressResolver {
  @Query(() => Congress, {
    nullable: true,
    complexity: ofStatements(2),
    description: 'The congress with the id. NOT_FOUND when there is none.',
  })
  congress(
    @Ctx() operation: Operation,
    @Arg('id', () => ID, { description: 'Id of the congress.' }) id: string,
  ): Promise<Congress> {
    return requireCongress(operation, id, 'id');
  }

  @Query(() => CongressConnection, {
    nullable: true,
    complexity: (measured) => costOfPage(measured, priceOfCongresses(measured)),
    description: 'Congresses, in the order asked for.',
  })
  async congresses(
    @Ctx() operation: Operation,
    @Args(() => CongressesArguments) { parent: code, ...filter }: CongressesArguments,
  ): Promise<Connection<Congress>> {
    const within = await requireWithin(operation, filter.within);
    const parent = code == null ? null : await requireOrganization(operation, code, 'parent');
    const { campaign } = await operation.snapshot.once(momentOf);
    return listCongresses(operation.snapshot, { ...filter, within, parent, campaign });
  }

  @FieldResolver(() => ID, {
    description:
      'Opaque. As an event has it, once something has happened since, the congress has an id of its own that says so: caches keep the two apart.',
  })
  id(@Ctx() operation: Operation, @Root() { id, recorded }: Congress): Promise<string> {
    return thingId(operation, ['Congress', id], recorded, FRESH_TODAY);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose congress it is.' })
  organization(
    @Ctx() operation: Operation,
    @Root() { organizationId }: Congress,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => DayScalar, {
    nullable: true,
    description: 'The deadline of its level; null where there is none.',
  })
  async deadline(@Ctx() operation: Operation, @Root() { level }: Congress): Promise<Day | null> {
    const { campaign } = await operation.snapshot.once(momentOf);
    return deadlineOf(campaign, level);
  }

  @FieldResolver(() => DayScalar, {
    nullable: true,
    description: 'The planned day, or the deadline where none is planned.',
  })
  async dueOn(@Ctx() operation: Operation, @Root() congress: Congress): Promise<Day | null> {
    const { campaign } = await operation.snapshot.once(momentOf);
    return dueOn(congress, deadlineOf(campaign, congress.level));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it was due before today and has not been held. In an event: before the day of the event.',
  })
  async overdue(@Ctx() operation: Operation, @Root() congress: Congress): Promise<boolean> {
    return (await daysLateOf(operation, congress)) !== null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Days since it was due; null when it is not overdue. In an event: on the day of the event.',
  })
  daysLate(@Ctx() operation: Operation, @Root() congress: Congress): Promise<number | null> {
    return daysLateOf(operation, congress);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether it was held by the deadline; null until completed. Where there is no deadline nothing is late.',
  })
  async onTime(@Ctx() operation: Operation, @Root() { heldOn, level }: Congress): Promise<boolean | null> {
    if (heldOn === null) return null;
    const { campaign } = await operation.snapshot.once(momentOf);
    return isOnTime(heldOn, deadlineOf(campaign, level));
  }
}

async function daysLateOf(operation: Operation, congress: Congress): Promise<number | null> {
  const { campaign } = await operation.snapshot.once(momentOf);
  return daysLateOn(congress, deadlineOf(campaign, congress.level), congress.recorded?.day ?? campaign.today);
}

@Resolver(() => Organization)
export class OrganizationCongressResolver {
  @FieldResolver(() => Congress, {
    nullable: true,
    description: 'Its congress of this campaign; null while none is planned, and where the viewer may not see it.',
  })
  async congress(@Ctx() operation: Operation, @Root() { id, path }: Organization): Promise<Congress | null> {
    if (!may(operation.viewer).see(path)) return null;
    return (await operation.snapshot.once(congressesByOrganization).load(id)) ?? null;
  }
}
