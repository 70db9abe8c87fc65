/** Records that a body has finished its rating of a year. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { changeRating } from './change-rating';
import { decideRecording } from './decide-recording';
import type { RecordRatingInput } from './rating-inputs';
import { RatingEventKind } from './rating-noun';

export async function recordRating(dataSource: DataSource, viewer: Viewer, input: RecordRatingInput): Promise<Answer> {
  const { finishedOn, excellent, good, satisfactory, unsatisfactory } = input;
  const given = { finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed: input.unnamed ?? 0 };
  return changeRating(dataSource, viewer, {
    name: 'recordRating',
    input,
    kind: RatingEventKind.RECORDED,
    reason: () => null,
    decide: (before, today) => decideRecording(input.year, before, given, today),
  });
}
