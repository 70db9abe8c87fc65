/** A total that an organization declares, beside the congresses that are reported one by one, as the database, the log and the API have it. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { Day } from '../day';
import { Level } from '../organization/level';
import { Organization } from '../organization/organization';
import { describeRecord } from '../record/describe-record';
import type { RecordNoun } from '../record/noun';
import { NOTE, upTo } from '../text/text-rule';

export const DECLARATION: RecordNoun = { name: 'DECLARATION', table: 'declaration' };

@ObjectType({
  implements: Node,
  description:
    'How many congresses an organization says were held at and below it: a total, beside the reports one by one.',
})
@Entity('declaration')
@Unique('declaration_organization_id_level_key', ['organizationId', 'level'])
@Check('declaration_completed_check', 'completed >= 0')
export class Declaration {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'declaration_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'declaration_organization_id_fkey' })
  organization?: never;

  @Field(() => Level, { nullable: true, description: 'The level whose congresses are meant; all levels when null.' })
  @Column('enum', { enum: Level, enumName: 'level', nullable: true })
  level!: Level | null;

  @Field(() => Int, { description: 'Congresses held at and below the organization, as it says.' })
  @Column('integer')
  completed!: number;

  @Field(() => DayScalar, { description: 'The day up to which they were held.' })
  @Column('date', { name: 'as_of' })
  asOf!: Day;

  @Field(() => String, { nullable: true, description: `A remark of the organization, ${upTo(NOTE)}.` })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => Boolean, {
    name: 'retracted',
    description: 'Whether it was taken back: then none is in force until the next one.',
  })
  @Column('boolean')
  withdrawn!: boolean;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

export enum DeclarationEventKind {
  DECLARED = 'DECLARED',
  WITHDRAWN = 'WITHDRAWN',
}

export const DECLARATIONS = describeRecord({
  noun: DECLARATION,
  type: Declaration,
  typeName: 'Declaration',
  field: 'declaration',
  words: 'declaration',
  happens: {
    [DeclarationEventKind.DECLARED]: {
      verb: 'RECORDED',
      description: 'An organization declared a total, in place of the one before if there was one.',
    },
    [DeclarationEventKind.WITHDRAWN]: { verb: 'RETRACTED', description: 'A declared total was taken back.' },
  },
});
