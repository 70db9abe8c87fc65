/** The counters as they are stored: steps by day, and their sums up to the business day. */
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Day } from '../day';
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

  @Column('integer', { name: 'due_by_now', default: 0 })
  dueByNow!: number;
}

@Entity('progress_day')
export class ProgressDay {
  @PrimaryColumn('integer', { name: 'organization_id', primaryKeyConstraintName: 'progress_day_pkey' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'progress_day_organization_id_fkey' })
  organization?: never;

  @PrimaryColumn('enum', { enum: Level, enumName: 'level', primaryKeyConstraintName: 'progress_day_pkey' })
  level!: Level;

  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'progress_day_pkey' })
  pilot!: boolean;

  @Index('progress_day_day_idx')
  @PrimaryColumn('date', { primaryKeyConstraintName: 'progress_day_pkey' })
  day!: Day;

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

  @Column('integer', { name: 'due_by_now', default: 0 })
  dueByNow!: number;

  @Column('integer')
  due!: number;
}
