/** The congress of an organization as it is stored: as it is now, and the plans and reports that led there. */
import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Check,
  Index,
  OneToOne,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import type { Day } from '../day';
import { CongressStatus } from './congress-event-kind';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Level } from '../organization/level';
import { Node } from '../api/node';
import { Organization } from '../organization/organization';
import { DayScalar } from '../api/day-scalar';
import { NOTE, upTo } from '../text/text-rule';

registerEnumType(CongressStatus, {
  name: 'CongressStatus',
  description: 'The state of a congress.',
  valuesConfig: {
    PLANNED: {
      description: 'In the plan, not yet held. It may have no day of its own: then the deadline of its level counts.',
    },
    POSTPONED: { description: 'Put off without a new day. Still in the plan; the deadline of its level counts.' },
    COMPLETED: { description: 'Reported held.' },
    CANCELLED: { description: 'Out of the plan. It can be reinstated.' },
  },
});

@ObjectType({ implements: Node, description: "One organization's congress of this campaign." })
@Entity('congress')
@Unique('congress_organization_id_key', ['organizationId'])
@Index('congress_code_idx', ['status', 'level', 'pilot', 'sortedCode'])
@Index('congress_due_idx', ['status', 'level', 'pilot', 'sortedDue', 'sortedCode'])
@Index('congress_held_idx', { synchronize: false })
@Check('congress_held_check', "(status = 'COMPLETED') = (held_on IS NOT NULL)")
@Check(
  'congress_counts_check',
  'delegates_summoned BETWEEN 0 AND 5000 AND delegates_attended BETWEEN 0 AND 5000 AND committee_elected BETWEEN 0 AND 5000 AND delegates_attended <= delegates_summoned',
)
export class Congress {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'congress_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @OneToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'congress_organization_id_fkey' })
  organization?: never;

  @Field(() => Level, { description: 'Level of its organization.' })
  @Column('enum', { enum: Level, enumName: 'level' })
  level!: Level;

  @Field(() => Boolean, { description: 'Whether it is a pilot: held early so that others can learn from it.' })
  @Column('boolean')
  pilot!: boolean;

  @Field(() => CongressStatus, { description: 'The state it is in.' })
  @Column('enum', { enum: CongressStatus, enumName: 'congress_status' })
  status!: CongressStatus;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day it is planned for; null while postponed without a day.',
  })
  @Column('date', { name: 'planned_on', nullable: true })
  plannedOn!: Day | null;

  @Field(() => DayScalar, { nullable: true, description: 'The day it was held; null until it is reported completed.' })
  @Column('date', { name: 'held_on', nullable: true })
  heldOn!: Day | null;

  @Field(() => Int, { nullable: true, description: 'Delegates summoned: 0 to 5,000.' })
  @Column('integer', { name: 'delegates_summoned', nullable: true })
  delegatesSummoned!: number | null;

  @Field(() => Int, { nullable: true, description: 'Delegates who attended: 0 to 5,000, at most those summoned.' })
  @Column('integer', { name: 'delegates_attended', nullable: true })
  delegatesAttended!: number | null;

  @Field(() => Int, { nullable: true, description: 'Members of the committee that it elected: 0 to 5,000.' })
  @Column('integer', { name: 'committee_elected', nullable: true })
  committeeElected!: number | null;

  @Field(() => String, { nullable: true, description: `A remark of the locality, ${upTo(NOTE)}.` })
  @Column('text', { nullable: true })
  note!: string | null;

  /** Of its organization, and the day on which it is due, or infinity: kept by the database, for lists to be sorted by. */
  @Column({ type: 'text', name: 'sorted_code', collation: 'C', select: false, insert: false, update: false })
  sortedCode!: string;

  @Column({ type: 'date', name: 'sorted_due', select: false, insert: false, update: false })
  sortedDue!: Day;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** Where an entry of the log shows it, as it was then: its position, and the business day. */
  recorded?: { position: number; day: Day };
}

@Entity('congress_plan')
@Check('congress_plan_status_check', "status <> 'COMPLETED'")
export class CongressPlan {
  @PrimaryColumn('integer', { name: 'congress_id', primaryKeyConstraintName: 'congress_plan_pkey' })
  congressId!: number;

  @ManyToOne(() => Congress, { nullable: false })
  @JoinColumn({ name: 'congress_id', foreignKeyConstraintName: 'congress_plan_congress_id_fkey' })
  congress?: never;

  /** Position of the event that decided it. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'congress_plan_pkey' })
  position!: number;

  /** From this day on it holds: the business day of the decision, or one before it that a file gave. */
  @Column('date', { name: 'decided_on' })
  since!: Day;

  @Column('enum', { enum: CongressStatus, enumName: 'congress_status' })
  status!: CongressStatus;

  @Column('date', { name: 'planned_on', nullable: true })
  plannedOn!: Day | null;

  @Column('boolean')
  pilot!: boolean;
}

@Entity('congress_report')
export class CongressReport {
  @PrimaryColumn('integer', { name: 'congress_id', primaryKeyConstraintName: 'congress_report_pkey' })
  congressId!: number;

  @ManyToOne(() => Congress, { nullable: false })
  @JoinColumn({ name: 'congress_id', foreignKeyConstraintName: 'congress_report_congress_id_fkey' })
  congress?: never;

  /** Position of the event that brought it. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'congress_report_pkey' })
  position!: number;

  /** Null when the report was retracted. */
  @Column('date', { name: 'held_on', nullable: true })
  heldOn!: Day | null;

  @Column('integer', { name: 'delegates_summoned', nullable: true })
  delegatesSummoned!: number | null;

  @Column('integer', { name: 'delegates_attended', nullable: true })
  delegatesAttended!: number | null;

  @Column('integer', { name: 'committee_elected', nullable: true })
  committeeElected!: number | null;

  @Column('text', { nullable: true })
  note!: string | null;
}
