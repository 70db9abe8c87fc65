/** What a locality reported of a congress: one row a report, correction or retraction, never changed. */
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Day } from '../day';
import { Congress } from './congress';

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
