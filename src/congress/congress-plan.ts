/** What was decided about a congress before it was held: one row a decision, never changed. */
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Day } from '../day';
import { Congress } from './congress';
import { CongressStatus } from './congress-event-kind';

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
