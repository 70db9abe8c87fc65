/** Ratings in the log: their noun, what can happen to one, and what is written of it. */
import { registerEnumType } from 'type-graphql';
import { kindOf, labelOf, type RecordNoun, type RecordRow } from '../record/noun';
import type { RatingState } from './standing';

export enum RatingEventKind {
  RECORDED = 'RECORDED',
  CORRECTED = 'CORRECTED',
  RETRACTED = 'RETRACTED',
}

registerEnumType(RatingEventKind, {
  name: 'RatingEventKind',
  description: 'What happened to a rating.',
  valuesConfig: {
    RECORDED: { description: 'The body has finished, with these counts: for the first time, or after a retraction.' },
    CORRECTED: { description: 'The day or the counts were corrected.' },
    RETRACTED: { description: 'The record was taken back: the body has not finished.' },
  },
});

export const RATING: RecordNoun = {
  name: 'RATING',
  table: 'rating',
  labelled: ['year'],
};

export const RATING_KINDS = Object.values(RatingEventKind).map((kind) => kindOf(RATING, kind));

/** By it those who follow one year find its entries. */
export function labelOfYear(year: number): string {
  return labelOf('year', year);
}

/** All columns but those that say which row it is, and where. */
export function toRatingColumns(year: number, standing: RatingState): Record<string, unknown> {
  const { finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed } = standing;
  return { year, finished_on: finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed };
}

export function toRatingRow(id: number, organizationId: number, year: number, standing: RatingState): RecordRow {
  return { id, organization_id: organizationId, ...toRatingColumns(year, standing) };
}
