/** Corrects the day or the counts of a recorded rating. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { changeRating } from './change-rating';
import { decideRatingCorrection } from './decide-rating-correction';
import type { CorrectRatingInput } from './rating-inputs';
import { RatingEventKind } from './rating-noun';

export async function correctRating(
  dataSource: DataSource,
  viewer: Viewer,
  input: CorrectRatingInput,
): Promise<Answer> {
  return changeRating(dataSource, viewer, {
    name: 'correctRating',
    input,
    kind: RatingEventKind.CORRECTED,
    reason: () => requireReason(input.reason),
    decide: (before, today) => decideRatingCorrection(input.year, before, input, today),
  });
}
