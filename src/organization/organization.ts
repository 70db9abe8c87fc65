/** An organization of the party: a node of the tree. */
import type { TextRule } from '../text/text-rule';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Node } from '../api/node';
import { Level, OrganizationKind } from './level';

@ObjectType({ implements: Node, description: 'An organization of the party: a node of the tree.' })
@Entity('organization')
@Unique('organization_code_key', ['code'])
@Index('organization_name_idx', { synchronize: false })
@Index('organization_level_code_idx', ['level', 'code'])
@Index('organization_branch_code_idx', { synchronize: false })
@Index('organization_branch_name_idx', { synchronize: false })
@Index('organization_path_words_idx', { synchronize: false })
@Index('organization_folded_name_idx', { synchronize: false })
@Check(
  'organization_path_check',
  'path[cardinality(path)] = id AND path[cardinality(path) - 1] IS NOT DISTINCT FROM parent_id',
)
export class Organization {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'organization_pkey',
  })
  id!: number;

  @Field(() => String, {
    description:
      'Given once, never changed or reused. It says where the organization was founded, not where it is: `01.003.0012`.',
  })
  @Column({ type: 'text', collation: 'C' })
  code!: string;

  @Field(() => String, { description: 'Name in Vietnamese.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English, where there is one.' })
  @Column('text', { name: 'name_en', nullable: true })
  nameEn!: string | null;

  @Field(() => Level, { description: 'Level of the organization, which is not its depth in the tree.' })
  @Column('enum', { enum: Level, enumName: 'level' })
  level!: Level;

  @Field(() => OrganizationKind, { description: 'What sort of body it is.' })
  @Column('enum', { enum: OrganizationKind, enumName: 'organization_kind' })
  kind!: OrganizationKind;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the region that it belongs to, as the file of organizations has it; null where none is given. Each campaign has regions of its own: `Campaign.regions` has their names.',
  })
  @Column('text', { nullable: true })
  region!: string | null;

  @Index('organization_parent_id_idx')
  @Column('integer', { name: 'parent_id', nullable: true })
  parentId!: number | null;

  @ManyToOne(() => Organization, { nullable: true })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'organization_parent_id_fkey' })
  parent?: never;

  /** Ids from the root down to this organization, which is the last. */
  @Column('integer', { array: true })
  path!: number[];

  /** The words of names and code, as search-text.ts writes them. */
  @Column('text', { select: false })
  search!: string;

  /** The entry of the log whose names it has; undefined when they were read as they are. */
  recorded?: { position: number };
}

/** In either language. */
export const ORGANIZATION_NAME: TextRule = { longest: 300, lines: 'one' };
export const REGION: TextRule = { longest: 60, lines: 'one' };
