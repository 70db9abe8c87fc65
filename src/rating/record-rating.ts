/** The mutations of the rating of a body: recorded as finished, corrected, taken back. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { ALREADY_RECORDED, type Answer } from '../change/answer';
import { requireUnchanged } from '../change/if-position';
import { requireReason } from '../change/reason';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import { requireOpen } from '../closure/require-open';
import type { Day } from '../day';
import { Level } from '../organization/level';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { nextId } from '../record/save-rows';
import {
  decideRatingCorrection,
  decideRatingRetraction,
  decideRecording,
  type RatingCorrection,
} from './decide-rating';
import { Rating, RATING, RatingEventKind } from './rating';
import { toRatingColumns, UNFINISHED, type FinishedRating, type RatingState } from './rating-state';
import { say } from '../words/message';

export interface RatingInput {
  /** Code of a centrally-run body. */
  organization: string;
  year: number;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export type NewRating = RatingInput & Omit<FinishedRating, 'unnamed'> & { unnamed?: number | null | undefined };

export function recordRating(dataSource: DataSource, viewer: Viewer, input: NewRating): Promise<Answer> {
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

export function correctRating(
  dataSource: DataSource,
  viewer: Viewer,
  input: RatingInput & RatingCorrection & { reason: string },
): Promise<Answer> {
  return changeRating(dataSource, viewer, {
    name: 'correctRating',
    input,
    kind: RatingEventKind.CORRECTED,
    reason: () => requireReason(input.reason),
    decide: (before, today) => decideRatingCorrection(input.year, before, input, today),
  });
}

export function retractRating(
  dataSource: DataSource,
  viewer: Viewer,
  input: RatingInput & { reason: string },
): Promise<Answer> {
  return changeRating(dataSource, viewer, {
    name: 'retractRating',
    input,
    kind: RatingEventKind.RETRACTED,
    reason: () => requireReason(input.reason),
    decide: (before) => decideRatingRetraction(input.year, before),
  });
}

interface RatingChange {
  /** Name of the mutation. */
  name: string;
  input: RatingInput;
  kind: RatingEventKind;
  /** The reason, checked before anything is decided. */
  reason: () => string | null;
  /** The pure decision; throws a Problem whose argument is relative to the input. */
  decide: (before: RatingState, today: Day) => RatingState | typeof ALREADY_RECORDED;
}

function changeRating(dataSource: DataSource, viewer: Viewer, change: RatingChange): Promise<Answer> {
  const { name, input } = change;
  return changeRecords(dataSource, viewer, {
    name,
    input,
    decide: async (manager, { today }) => [await decideOne(manager, viewer, change, today)],
  });
}

async function decideOne(
  manager: EntityManager,
  viewer: Viewer,
  { input, kind, reason: readReason, decide }: RatingChange,
  today: Day,
): Promise<RecordDecision> {
  const body = await requireToChange(manager, viewer, input.organization);
  requireCentrallyRun(body);
  const { year } = input;
  const stored = await manager.findOneBy(Rating, { organizationId: body.id, year });
  requireUnchanged(say`The rating`, stored, input);
  const reason = readReason();
  const decided = decide(stored ?? UNFINISHED, today);
  if (decided === ALREADY_RECORDED) return { recordedAt: stored?.position ?? 0 };
  // What was recorded of a body before it was closed can still be corrected.
  if (kind === RatingEventKind.RECORDED) await requireOpen(manager, [body.id]);
  const id = stored?.id ?? (await nextId(manager, RATING));
  const row = { id, organization_id: body.id, ...toRatingColumns(year, decided) };
  return { noun: RATING, verb: kind, path: body.path, reason, row };
}

export function requireCentrallyRun({ code, level }: Pick<FoundOrganization, 'code' | 'level'>): void {
  if (level === Level.CENTRALLY_RUN) return;
  const message = say`${code} is ${level}. Only centrally-run bodies are rated: give a province, a city, a bloc or a force.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'organization' });
}
