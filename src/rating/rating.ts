/** The quality rating of one centrally-run body for one year, as the database, the log and the API have it. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import { LogEvent, toLogEvent } from '../change/log-event';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { Organization } from '../organization/organization';
import { kindOf, labelOf, verbOf, type RecordNoun, recordOf } from '../record/noun';
import type { GradeCounts } from './grade';
import { YearScalar } from '../api/year-scalar';

export const RATING: RecordNoun = { name: 'RATING', table: 'rating', labelled: ['year'] };

/** Entries of the log carry it: subscriptions to one year filter by it. */
export function labelOfYear(year: number): string {
  return labelOf('year', year);
}

@ObjectType({
  implements: Node,
  description:
    'The quality rating of one centrally-run body for one year: whether it has finished, and how many people it gave each grade. Counts only: no person is known here.',
})
@Entity('rating')
@Unique('rating_organization_id_year_key', ['organizationId', 'year'])
@Check('rating_year_check', 'year BETWEEN 1900 AND 2999')
@Check('rating_finished_on_check', 'finished_on >= make_date(year, 12, 1)')
@Check(
  'rating_counts_check',
  'excellent BETWEEN 0 AND 5000 AND good BETWEEN 0 AND 5000 AND satisfactory BETWEEN 0 AND 5000 AND unsatisfactory BETWEEN 0 AND 5000 AND unnamed BETWEEN 0 AND 5000',
)
@Check(
  'rating_unfinished_check',
  'finished_on IS NOT NULL OR excellent + good + satisfactory + unsatisfactory + unnamed = 0',
)
export class Rating implements GradeCounts {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT', primaryKeyConstraintName: 'rating_pkey' })
  id!: number;

  @Column('integer', { name: 'organization_id' })
  organizationId!: number;

  @ManyToOne(() => Organization, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'rating_organization_id_fkey' })
  organization?: never;

  @Field(() => YearScalar, { description: 'The year that was rated.' })
  @Column('integer')
  year!: number;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day it finished; null when it is `retracted`.',
  })
  @Column('date', { name: 'finished_on', nullable: true })
  finishedOn!: Day | null;

  @Column('integer')
  excellent!: number;

  @Column('integer')
  good!: number;

  @Column('integer')
  satisfactory!: number;

  @Column('integer')
  unsatisfactory!: number;

  @Column('integer')
  unnamed!: number;

  @Field(() => Int, { description: 'Position in the log of the last event that changed it: give it as `ifPosition`.' })
  @Column('integer')
  position!: number;

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

export enum RatingEventKind {
  RECORDED = 'RECORDED',
  CORRECTED = 'CORRECTED',
  RETRACTED = 'RETRACTED',
}

/** As entries of the log have them. */
export const RATING_KINDS = Object.values(RatingEventKind).map((kind) => kindOf(RATING, kind));

registerEnumType(RatingEventKind, {
  name: 'RatingEventKind',
  description: 'What happened to a rating.',
  valuesConfig: {
    RECORDED: { description: 'The body has finished, with these counts: for the first time, or after a retraction.' },
    CORRECTED: { description: 'The day or the counts were corrected.' },
    RETRACTED: { description: 'The record was taken back: the body has not finished.' },
  },
});

@ObjectType({ description: 'Something that happened to a rating, at one position of the log.' })
export class RatingEvent extends LogEvent {
  @Field(() => RatingEventKind, { description: 'What happened.' })
  kind!: RatingEventKind;

  @Field(() => Rating, { description: 'The rating as of the event.' })
  rating!: Rating;
}

export function toRatingEvent(entry: LogEntry, epoch: string, previous: string | undefined): RatingEvent {
  const kind = RatingEventKind[verbOf(entry.kind) as keyof typeof RatingEventKind];
  return toLogEvent(RatingEvent, entry, epoch, previous, { kind, rating: recordOf(Rating, entry) });
}
