/** Organizations in the API: looked up, listed, and placed in the tree. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { may } from '../access/may';
import { thingId } from '../access/thing-id';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { costOfPage, STATEMENT, STATEMENT_EACH } from '../api/price';
import { priceOfSearch, USUAL_PRICE } from './price-of-search';
import { Level, OrganizationKind } from './level';
import { listOrganizations, OrganizationOrder } from './list-organizations';
import { loadOrganization, organizationsById, requireOrganization, requireWithin } from './load-organization';
import { Organization } from './organization';
import { SEARCH } from './search-organizations';

registerEnumType(Level, {
  name: 'Level',
  description:
    'Level of an organization. It is not its depth in the tree: a body may stand directly below one that is several levels higher. What the levels are called is for each campaign to say: `Campaign.levels`.',
  valuesConfig: {
    CENTRAL: { description: 'The centre: the whole Party, as the root of the tree.' },
    CENTRALLY_RUN: { description: 'Directly under the centre.' },
    UPPER_GRASSROOTS: { description: 'Directly above the grassroots.' },
    GRASSROOTS: { description: 'The grassroots: the lowest level.' },
  },
});

registerEnumType(OrganizationKind, {
  name: 'OrganizationKind',
  description: 'What sort of body an organization is.',
  valuesConfig: {
    ROOT: { description: 'The whole Party, where it is the root of the tree.' },
    PROVINCE: { description: 'A province.' },
    CITY: { description: 'A centrally-run city.' },
    BLOC: { description: 'A bloc of agencies or enterprises.' },
    FORCE: { description: 'The military or public security.' },
    LOCAL: { description: 'Any body below those.' },
  },
});

const OrganizationConnection = connectionTypes('Organization', Organization);

registerEnumType(OrganizationOrder, {
  name: 'OrganizationOrder',
  description: 'How organizations are ordered.',
  valuesConfig: {
    BEST_MATCH: {
      description:
        'What matches `search` best first: the code or name itself, codes and names that begin so, then those that have the words, those higher up in the tree first. By code where nothing is searched for.',
    },
    CODE: { description: 'By code.' },
    NAME: { description: 'By name, as Vietnamese sorts: A, Ă, Â, B … D, Đ, E, Ê. Equal names are ordered by code.' },
  },
});

@ArgsType()
class ChildrenArguments extends PageArguments {
  @Field(() => Level, { nullable: true, description: 'Only organizations of this level.' })
  level?: Level | null;

  @Field(() => OrganizationOrder, {
    nullable: true,
    defaultValue: OrganizationOrder.CODE,
    description: 'How they are ordered.',
  })
  orderBy?: OrganizationOrder | null;
}

@ArgsType()
class OrganizationsArguments extends ChildrenArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is listed; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => String, {
    nullable: true,
    description: SEARCH,
  })
  search?: string | null;

  @Field(() => OrganizationOrder, {
    nullable: true,
    defaultValue: OrganizationOrder.BEST_MATCH,
    description: 'How they are ordered.',
  })
  override orderBy?: OrganizationOrder | null;
}

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description: 'The organization with the code. NOT_FOUND when there is none.',
  })
  organization(
    @Ctx() operation: Operation,
    @Arg('code', () => String, { description: 'Code of the organization: `VN`, `01`, `01.003`.' }) code: string,
  ): Promise<Organization> {
    return requireOrganization(operation, code, 'code');
  }

  @Query(() => OrganizationConnection, {
    nullable: true,
    complexity: (measured) => costOfPage(measured, priceOfSearch(measured.args) ?? USUAL_PRICE),
    description: 'Organizations, in the order asked for.',
  })
  async organizations(
    @Ctx() operation: Operation,
    @Args(() => OrganizationsArguments) filter: OrganizationsArguments,
  ): Promise<Connection<Organization>> {
    const within = await requireWithin(operation, filter.within);
    return listOrganizations(operation.snapshot, { ...filter, within });
  }

  @FieldResolver(() => ID, {
    description:
      'Opaque. With the names that an event gave it, once it has others, it has an id of its own that says so: caches keep the two apart.',
  })
  id(@Ctx() operation: Operation, @Root() { id, recorded }: Organization): Promise<string> {
    return thingId(operation, ['Organization', id], recorded, ({ thing }) => thing);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization directly above; null for the root, and where the viewer may not see it.',
  })
  parent(@Ctx() operation: Operation, @Root() { path }: Organization): Organization | Promise<Organization> | null {
    const above = path.slice(0, -1);
    const id = above.at(-1);
    return id !== undefined && may(operation.viewer).see(above) ? loadOrganization(operation, id) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Name of the organization directly above, also where the viewer may see no more of it than its totals; null for the root, and where the viewer may not even see those.',
  })
  async parentName(@Ctx() operation: Operation, @Root() { path }: Organization): Promise<string | null> {
    const above = path.slice(0, -1);
    const id = above.at(-1);
    if (id === undefined || !may(operation.viewer).seeTotals(above)) return null;
    return (await loadOrganization(operation, id)).name;
  }

  @FieldResolver(() => [Organization], {
    description: 'The organizations above that the viewer may see, the nearest first.',
  })
  async ancestors(@Ctx() operation: Operation, @Root() { path }: Organization): Promise<Organization[]> {
    const visible = path.slice(0, -1).filter((_id, depth) => may(operation.viewer).see(path.slice(0, depth + 1)));
    const loader = operation.snapshot.once(organizationsById);
    const found = await Promise.all(visible.reverse().map((id) => loader.load(id)));
    return found.filter((organization) => organization !== undefined);
  }

  @FieldResolver(() => OrganizationConnection, {
    nullable: true,
    complexity: (measured) => costOfPage(measured, { page: STATEMENT_EACH, count: STATEMENT }),
    description: 'The organizations directly below, in the order asked for.',
  })
  children(
    @Ctx() operation: Operation,
    @Root() parent: Organization,
    @Args(() => ChildrenArguments) page: ChildrenArguments,
  ): Promise<Connection<Organization>> {
    const visibleBelow = operation.viewer.path.at(-1) ?? 0;
    return listOrganizations(operation.snapshot, { ...page, parent, visibleBelow });
  }
}
