/** The campaign that this database holds, and its deadlines. */
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../day';
import { Level } from './level';
import type { LevelNames } from './level-names';
import type { Region } from './region';

@Entity('campaign')
@Check('campaign_one_check', 'id = 1')
@Check('campaign_window_check', 'starts_on <= ends_on')
export class Campaign {
  @PrimaryColumn('integer', { default: 1, primaryKeyConstraintName: 'campaign_pkey' })
  id!: number;

  @Column('text')
  name!: string;

  @Column('text')
  term!: string;

  @Column('text')
  directive!: string;

  @Column('date', { name: 'starts_on' })
  startsOn!: Day;

  @Column('date', { name: 'ends_on' })
  endsOn!: Day;

  /** The business day. Only `turnDay` moves it, and only forward. */
  @Column('date')
  today!: Day;

  /** Whether the business day turns by itself with the calendar of Viet Nam. */
  @Column('boolean', { name: 'follows_clock' })
  followsClock!: boolean;

  /** Of the levels that it names itself. */
  @Column('jsonb', { name: 'level_names', default: {} })
  levelNames!: LevelNames;

  /** Those that it names, in the order of its file. */
  @Column('jsonb', { default: [] })
  regions!: Region[];
}

@Entity('deadline')
export class Deadline {
  @PrimaryColumn('enum', { enum: Level, enumName: 'level', primaryKeyConstraintName: 'deadline_pkey' })
  level!: Level;

  @Column('date', { name: 'due_on' })
  dueOn!: Day;
}
