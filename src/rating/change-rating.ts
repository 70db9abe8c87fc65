/** The path of every mutation of ratings: finds the body and its rating, and records what is decided about it. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { requireOpen } from '../closure/require-open';
import type { Answer } from '../change/answer';
import type { Day } from '../day';
import { requireUnchanged } from '../change/if-position';
import { Level } from '../organization/level';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { requireToChange, type FoundOrganization } from '../change/require-organization';
import { requireYear } from '../change/require-number';
import { nextId } from '../record/save-rows';
import { ALREADY_RECORDED } from './decide-recording';
import { Rating } from './rating';
import { RATING, RatingEventKind, toRatingRow } from './rating-noun';
import { UNFINISHED, type RatingState } from './standing';

export interface RatingInput {
  /** Code of a centrally-run body. */
  organization: string;
  year: number;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export interface RatingChange<Input extends RatingInput> {
  /** Name of the mutation. */
  name: string;
  input: Input;
  kind: RatingEventKind;
  /** The reason, checked; asked for before anything is decided. */
  reason: () => string | null;
  /** The pure decision; throws a Problem whose argument is relative to the input. */
  decide: (before: RatingState, today: Day) => RatingState | typeof ALREADY_RECORDED;
}

export async function changeRating<Input extends RatingInput>(
  dataSource: DataSource,
  viewer: Viewer,
  change: RatingChange<Input>,
): Promise<Answer> {
  const { name, input } = change;
  return changeRecords(dataSource, viewer, {
    name,
    input,
    decide: async (manager, { today }) => [await decideOne(manager, viewer, change, today)],
  });
}

async function decideOne<Input extends RatingInput>(
  manager: EntityManager,
  viewer: Viewer,
  { input, kind, reason: readReason, decide }: RatingChange<Input>,
  today: Day,
): Promise<RecordDecision> {
  const body = await requireToChange(manager, viewer, input.organization);
  requireCentrallyRun(body);
  const year = requireYear(input.year, 'year');
  const stored = await manager.findOneBy(Rating, { organizationId: body.id, year });
  requireUnchanged('The rating', stored, input);
  const reason = readReason();
  const decided = decide(stored ?? UNFINISHED, today);
  if (decided === ALREADY_RECORDED) return { recordedAt: stored?.position ?? 0 };
  // What a closed body has said can be corrected; it says nothing new.
  if (kind === RatingEventKind.RECORDED) await requireOpen(manager, [body.id]);
  const id = stored?.id ?? (await nextId(manager, RATING));
  return { noun: RATING, verb: kind, path: body.path, reason, row: toRatingRow(id, body.id, year, decided) };
}

function requireCentrallyRun({ code, level }: FoundOrganization): void {
  if (level === Level.CENTRALLY_RUN) return;
  const message = `${code} is ${level}. Only centrally-run bodies are rated: give a province, a city, a bloc or a force.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'organization' });
}
