/** Whether an organization was closed: merged or dissolved during the campaign. Nothing of it is deleted (P10). */
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import { Organization } from '../organization/organization';
import type { RecordNoun } from '../record/noun';

export const CLOSURE: RecordNoun = { name: 'CLOSURE', table: 'closure' };

@ObjectType({
  implements: Node,
  description: 'Whether an organization is closed: it was merged or dissolved while the campaign runs.',
})
@Entity('closure')
@Unique('closure_organization_id_key', ['organizationId'])
export class Closure {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'closure_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @OneToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'closure_organization_id_fkey' })
  organization?: never;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day from which the organization is closed; null when it is open again.',
  })
  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: Day | null;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}
