/** An entry of the log with its mark, and the one row that hands out positions. The feed reads no meaning into them. */
import { randomBytes } from 'node:crypto';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('log_entry')
@Index('log_entry_subject_idx', ['recordId', 'position'])
@Index('log_entry_kind_idx', ['kind', 'position'])
@Index('log_entry_path_idx', { synchronize: false })
@Index('log_entry_everyone_idx', { synchronize: false })
@Index('log_entry_actor_idx', ['actor', 'position'])
@Index('log_entry_day_idx', ['day', 'position'])
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

  /** Totals at this position, for each element of the path in turn; a first element below 0 names the layout that they have. */
  @Column('integer', { array: true })
  totals!: number[];

  /** Drawn at random: a cursor knows the entry by it. Null for entries from before there were marks. */
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

  /** What versions before marks had bound the epoch to. Their processes may still run beside this one. */
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

  /** The layout in which totals are written: one that every process can read. */
  @Column('integer', { name: 'totals_layout' })
  totalsLayout!: number;
}

/** 48 bits, as the default of the column draws them for writers that give none. */
const BYTES = 6;

export const MARK = /^[0-9a-f]{12}$/;

/** The log only grows, so an entry that is found again by its mark proves that all before it are the same. */
export function drawMark(): string {
  return randomBytes(BYTES).toString('hex');
}

export function drawMarks(count: number): string[] {
  const drawn = randomBytes(BYTES * count).toString('hex');
  return Array.from({ length: count }, (_, index) => drawn.slice(index * BYTES * 2, (index + 1) * BYTES * 2));
}

/** Whether entries of the kind carry totals. Those of records do not: their kinds have a dot in them (`RATING.RECORDED`). */
export function carriesTotals(kind: string): boolean {
  return !kind.includes('.');
}

/** The same as a condition on the table. */
export const CARRIES_TOTALS = "strpos(kind, '.') = 0";
