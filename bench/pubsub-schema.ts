/** The subscription as type-graphql's documentation builds one: its pub/sub over TypeORM entities. */
import { setMaxListeners } from 'node:events';
import { createPubSub } from '@graphql-yoga/subscription';
import type { GraphQLSchema } from 'graphql';
import {
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { Column, Entity, PrimaryColumn, type DataSource } from 'typeorm';

@ObjectType()
class Figures {
  @Field(() => Int)
  completed!: number;

  @Field(() => Int)
  planned!: number;

  @Field(() => Int)
  remaining!: number;

  @Field(() => Int)
  overdue!: number;

  @Field(() => Float, { nullable: true })
  rate!: number | null;
}

@ObjectType()
@Entity('organization')
export class Organization {
  @PrimaryColumn('integer')
  id!: number;

  @Field(() => String)
  @Column('text')
  code!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Column('integer', { name: 'parent_id', nullable: true })
  parentId!: number | null;
}

@ObjectType()
class Congress {
  organizationId!: number;

  @Field(() => String)
  status!: string;

  @Field(() => Boolean)
  pilot!: boolean;

  @Field(() => String, { nullable: true })
  plannedOn!: string | null;

  @Field(() => String, { nullable: true })
  heldOn!: string | null;

  @Field(() => Int, { nullable: true })
  delegatesSummoned!: number | null;

  @Field(() => Int, { nullable: true })
  delegatesAttended!: number | null;

  @Field(() => Int, { nullable: true })
  committeeElected!: number | null;
}

@ObjectType()
class CongressEvent {
  @Field(() => Int)
  position!: number;

  @Field(() => String)
  kind!: string;

  @Field(() => Congress)
  congress!: Congress;

  @Field(() => [Figures])
  progress!: Figures[];
}

@ObjectType()
export class CongressEventEdge {
  @Field(() => String)
  cursor!: string;

  @Field(() => CongressEvent)
  node!: CongressEvent;
}

export interface Context {
  dataSource: DataSource;
}

// Thousands of subscribers are no leak, which Node would warn of.
setMaxListeners(0);

const COMPLETED = 'CONGRESS_COMPLETED';
const pubSub = createPubSub<Record<typeof COMPLETED, [CongressEventEdge]>>();

export function publish(edge: CongressEventEdge): void {
  pubSub.publish(COMPLETED, edge);
}

@Resolver(() => Congress)
class CongressResolver {
  @Query(() => String)
  about(): string {
    return 'A schema needs a query.';
  }

  @Subscription(() => CongressEventEdge, { topics: COMPLETED })
  congressCompleted(@Root() edge: CongressEventEdge): CongressEventEdge {
    return edge;
  }

  @FieldResolver(() => Organization)
  organization(@Root() { organizationId }: Congress, @Ctx() { dataSource }: Context): Promise<Organization> {
    return dataSource.manager.findOneByOrFail(Organization, { id: organizationId });
  }
}

@Resolver(() => Organization)
class OrganizationResolver {
  @FieldResolver(() => Organization, { nullable: true })
  async parent(@Root() { parentId }: Organization, @Ctx() { dataSource }: Context): Promise<Organization | null> {
    return parentId === null ? null : dataSource.manager.findOneBy(Organization, { id: parentId });
  }

  @FieldResolver(() => Figures)
  async progress(@Root() { id }: Organization, @Ctx() { dataSource }: Context): Promise<Partial<Figures> | undefined> {
    const [figures] = await dataSource.query<Partial<Figures>[]>(
      `SELECT sum(planned)::int AS planned, sum(completed)::int AS completed
         FROM progress_current WHERE organization_id = $1`,
      [id],
    );
    return figures;
  }
}

export function openSchema(): Promise<GraphQLSchema> {
  return buildSchema({ resolvers: [CongressResolver, OrganizationResolver], pubSub });
}
