/** An entry of the log, and the one row that hands out positions. The feed reads no meaning into them. */
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('log_entry')
@Index('log_entry_subject_idx', ['recordId', 'position'])
@Index('log_entry_kind_labels_idx', ['kind', 'labels', 'position'])
@Index('log_entry_path_idx', { synchronize: false })
export class LogEntry {
  /** 1, 2, 3 … without a gap, in commit order. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'log_entry_pkey' })
  position!: number;

  @Column('timestamp with time zone', { name: 'recorded_at', precision: 3 })
  recordedAt!: Date;

  /** The business day on which it was recorded. */
  @Column('date')
  day!: string;

  @Column('text')
  kind!: string;

  /** Subject of the token that caused it; null for the system. */
  @Column('text', { nullable: true })
  actor!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** Id of the thing that changed; null when it is not one thing. */
  @Column('integer', { name: 'subject', nullable: true })
  recordId!: number | null;

  /** Ids from the root down to what it concerns; empty when it concerns everyone. */
  @Column('integer', { array: true })
  path!: number[];

  /** What filters match on. */
  @Column('text', { array: true })
  labels!: string[];

  /** The thing as it was after the event. */
  @Column('jsonb')
  body!: Record<string, unknown>;

  /** Totals at this position, for each element of the path in turn. */
  @Column('integer', { array: true })
  totals!: number[];

  /** Drawn at random: by it a cursor knows the entry. Null for entries from before there were marks. */
  @Column('text', {
    nullable: true,
    // As TypeORM reads it back: without the casts.
    default: () => `"left"(replace((gen_random_uuid()), '-', ''), 12)`,
  })
  mark!: string | null;
}

@Entity('log_head')
@Check('log_head_one_check', 'id = 1')
export class LogHead {
  @PrimaryColumn('integer', { default: 1, primaryKeyConstraintName: 'log_head_pkey' })
  id!: number;

  @Column('text')
  epoch!: string;

  /** What versions before marks had bound the epoch to. Their processes go on with it beside this one's. */
  @Column('text', { name: 'database_identity' })
  databaseIdentity!: string;

  /** The database that the epoch was drawn for; null until this version has met the log. */
  @Column('text', { name: 'bound_to', nullable: true })
  boundTo!: string | null;

  /** The one that was left when entries were found to be gone. */
  @Column('text', { name: 'epoch_before', nullable: true })
  epochBefore!: string | null;

  @Column('integer')
  position!: number;

  /** Of the newest entry; null where a process of a version before marks has written it. */
  @Column('text', { nullable: true })
  mark!: string | null;

  @Column('timestamp with time zone', { name: 'recorded_at', precision: 3 })
  recordedAt!: Date;
}
