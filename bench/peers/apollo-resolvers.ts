/** The resolvers of the peer on our own libraries: each field reads through repositories of TypeORM, batched by DataLoader. */
import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { In, type DataSource } from 'typeorm';
import { fractionOf } from '../../src/share';
import {
  Counters,
  LevelFigures,
  Organization,
  OrganizationConnection,
  Progress,
  ProgressConnection,
} from './apollo-entities';
import { pageOf } from './schema-by-hand';

export interface Context {
  dataSource: DataSource;
  rootId: number;
  organizations: DataLoader<number, Organization | null>;
  counters: DataLoader<number, Counters[]>;
}

/** Anew for each request, as DataLoader's documentation says. */
export function openContext(dataSource: DataSource, rootId: number): Context {
  return {
    dataSource,
    rootId,
    organizations: new DataLoader(async (ids) => {
      const found = await dataSource.getRepository(Organization).findBy({ id: In([...ids]) });
      const byId = new Map(found.map((each) => [each.id, each]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    counters: new DataLoader(async (ids) => {
      const where = { organizationId: In([...ids]) };
      const found = await dataSource.getRepository(Counters).find({ where, order: { level: 'ASC' } });
      const byId = new Map<number, Counters[]>(ids.map((id) => [id, []]));
      for (const row of found) byId.get(row.organizationId)?.push(row);
      return ids.map((id) => byId.get(id) ?? []);
    }),
  };
}

function sumOf(rows: readonly Counters[]): Omit<Progress, 'organizationId'> {
  const sum = { planned: 0, completed: 0, overdue: 0 };
  for (const { planned, completed, overdue } of rows) {
    sum.planned += planned;
    sum.completed += completed;
    sum.overdue += overdue;
  }
  return { ...sum, rate: fractionOf(sum.completed, sum.planned) };
}

async function loadProgress({ counters }: Context, organizationId: number): Promise<Progress> {
  return { organizationId, ...sumOf(await counters.load(organizationId)) };
}

@Resolver(() => Progress)
export class ProgressResolver {
  @Query(() => Progress, { nullable: true })
  progress(@Ctx() context: Context): Promise<Progress> {
    return loadProgress(context, context.rootId);
  }

  @FieldResolver(() => Organization)
  organization(@Root() { organizationId }: Progress, @Ctx() { organizations }: Context): Promise<Organization | null> {
    return organizations.load(organizationId);
  }

  @FieldResolver(() => [LevelFigures])
  async byLevel(@Root() { organizationId }: Progress, @Ctx() { counters }: Context): Promise<LevelFigures[]> {
    const rows = await counters.load(organizationId);
    const levels = [...new Set(rows.map(({ level }) => level))];
    return levels.map((level) => ({ level, ...sumOf(rows.filter((row) => row.level === level)) }));
  }

  @FieldResolver(() => ProgressConnection)
  async children(
    @Root() { organizationId }: Progress,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Ctx() context: Context,
  ): Promise<ProgressConnection> {
    const repository = context.dataSource.getRepository(Organization);
    const children = await repository.find({
      where: { parentId: organizationId },
      order: { code: 'ASC' },
      take: first,
    });
    for (const child of children) context.organizations.prime(child.id, child);
    return pageOf(await Promise.all(children.map(({ id }) => loadProgress(context, id))));
  }
}

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => OrganizationConnection, { nullable: true })
  async organizations(
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Ctx() { dataSource }: Context,
  ): Promise<OrganizationConnection> {
    return pageOf(await dataSource.getRepository(Organization).find({ order: { code: 'ASC' }, take: first }));
  }

  @FieldResolver(() => Organization, { nullable: true })
  async parent(@Root() { parentId }: Organization, @Ctx() { organizations }: Context): Promise<Organization | null> {
    return parentId === null ? null : organizations.load(parentId);
  }

  @FieldResolver(() => Progress)
  progress(@Root() { id }: Organization, @Ctx() context: Context): Promise<Progress> {
    return loadProgress(context, id);
  }
}
