/** Tables as TypeORM's documentation maps them, and types of the API as type-graphql's puts them on the same classes. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

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

  @Field(() => String)
  @Column('text')
  level!: string;

  @Column('integer', { name: 'parent_id', nullable: true })
  parentId!: number | null;
}

@Entity('progress_current')
export class Counters {
  @PrimaryColumn('integer', { name: 'organization_id' })
  organizationId!: number;

  @PrimaryColumn('text')
  level!: string;

  @PrimaryColumn('boolean')
  pilot!: boolean;

  @Column('integer')
  planned!: number;

  @Column('integer')
  completed!: number;

  @Column('integer')
  overdue!: number;
}

@ObjectType()
export class LevelFigures {
  @Field(() => String)
  level!: string;

  @Field(() => Int)
  planned!: number;

  @Field(() => Int)
  completed!: number;

  @Field(() => Int)
  overdue!: number;

  @Field(() => Float, { nullable: true })
  rate!: number | null;
}

@ObjectType()
export class Progress {
  organizationId!: number;

  @Field(() => Int)
  planned!: number;

  @Field(() => Int)
  completed!: number;

  @Field(() => Int)
  overdue!: number;

  @Field(() => Float, { nullable: true })
  rate!: number | null;
}

@ObjectType()
class ProgressEdge {
  @Field(() => Progress)
  node!: Progress;
}

@ObjectType()
export class ProgressConnection {
  @Field(() => [ProgressEdge])
  edges!: ProgressEdge[];
}

@ObjectType()
class OrganizationEdge {
  @Field(() => Organization)
  node!: Organization;
}

@ObjectType()
export class OrganizationConnection {
  @Field(() => [OrganizationEdge])
  edges!: OrganizationEdge[];
}
