/** Takes back the record of a rating: the body has not finished then. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { changeRating } from './change-rating';
import type { RetractRatingInput } from './rating-inputs';
import { RatingEventKind } from './rating-noun';
import { requireFinished } from './require-finished';
import { UNFINISHED } from './standing';

export async function retractRating(
  dataSource: DataSource,
  viewer: Viewer,
  input: RetractRatingInput,
): Promise<Answer> {
  return changeRating(dataSource, viewer, {
    name: 'retractRating',
    input,
    kind: RatingEventKind.RETRACTED,
    reason: () => requireReason(input.reason),
    decide: (before) => {
      requireFinished(input.year, before);
      return UNFINISHED;
    },
  });
}
