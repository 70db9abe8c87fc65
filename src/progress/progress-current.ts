/** Counters summed up to the business day: what answers "today" at once. */
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Level } from '../organization/level';
import { Organization } from '../organization/organization';

@Entity('progress_current')
export class ProgressCurrent {
  @PrimaryColumn('integer', { name: 'organization_id', primaryKeyConstraintName: 'progress_current_pkey' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'progress_current_organization_id_fkey' })
  organization?: never;

  @PrimaryColumn('enum', { enum: Level, enumName: 'level', primaryKeyConstraintName: 'progress_current_pkey' })
  level!: Level;

  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'progress_current_pkey' })
  pilot!: boolean;

  @Column('integer')
  planned!: number;

  @Column('integer')
  completed!: number;

  @Column('integer', { name: 'on_time' })
  onTime!: number;

  @Column('integer')
  overdue!: number;

  @Column('integer', { name: 'past_deadline' })
  pastDeadline!: number;

  @Column('integer')
  postponed!: number;
}
