/** The quality rating of one centrally-run body for one year, as the database, the log and the API have it. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { DayScalar } from '../api/day-scalar';
import { Node } from '../api/node';
import type { Day } from '../day';
import { Organization } from '../organization/organization';
import { describeRecord } from '../record/describe-record';
import { labelOf, type RecordNoun } from '../record/noun';
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

export const RATINGS = describeRecord({
  noun: RATING,
  type: Rating,
  typeName: 'Rating',
  field: 'rating',
  words: 'rating',
  happens: {
    [RatingEventKind.RECORDED]:
      'A body has finished its rating, with these counts: for the first time, or after a retraction.',
    [RatingEventKind.CORRECTED]: 'The day or the counts of a rating were corrected.',
    [RatingEventKind.RETRACTED]: 'The record of a rating was taken back: the body has not finished.',
  },
});
