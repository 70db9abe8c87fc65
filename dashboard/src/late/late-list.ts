/** A page of those that are late below a place. */
import { LateDocument, type LateCongressFragment, type LateQuery } from '../../generated/operations.ts';
import type { Address } from '../address.ts';
import type { Named } from '../board/board.ts';
import { isOfStructure, type BoardEvent } from '../board/move-on.ts';
import { COUNTED, STAGES, type StageTallies } from '../board/stage.ts';
import type { Frame } from '../page/frame.ts';
import { ask, Refusal, type Asking } from '../source/asking.ts';
import { readLateChoice, variablesOf, type LateChoice } from './late-choice.ts';

export interface LateRow extends Named, Pick<LateCongressFragment, 'level' | 'pilot' | 'dueOn' | 'daysLate'> {
  /** Those between the place and the organization, the nearest first. */
  above: readonly Named[];
}

export interface LateList {
  code: string;
  choice: LateChoice;
  asOf: string;
  rows: readonly LateRow[];
  /** On all pages. */
  total: number;
  isTotalExact: boolean;
  /** Undefined on the last page. */
  next: string | undefined;
  /** At the chosen level, however many days. */
  overdue: number;
  /** Those directly below with the most. */
  bodies: readonly (Named & { overdue: number })[];
  /** By the levels of which it is known: while these stay, so does the list. */
  known: readonly number[];
}

export function* askLate({ place, tallies }: Frame, { rest }: Address): Asking<LateList> {
  const choice = readLateChoice(rest);
  const page = yield* askPageOf(place.code, choice);
  const { progress, congresses } = page.found;
  if (progress === null || congresses === null) throw new Refusal('NOT_FOUND', '');
  return {
    code: place.code,
    choice: page.choice,
    asOf: progress.asOf,
    rows: congresses.edges.map(({ node }) => toLateRow(node, place.code)),
    total: congresses.totalCount,
    isTotalExact: congresses.totalCountIsExact,
    next: congresses.pageInfo.hasNextPage ? congresses.edges.at(-1)?.cursor : undefined,
    overdue: progress.overdue,
    bodies: progress.children.edges
      .map(({ node: { overdue, organization } }) => ({ ...organization, overdue }))
      .filter(({ overdue }) => overdue > 0),
    known: overdueBy(tallies),
  };
}

/** Where a link has no cursor of this list, it is shown from its beginning. */
function* askPageOf(code: string, choice: LateChoice): Asking<{ found: LateQuery; choice: LateChoice }> {
  const { after } = choice;
  const asking = (from: string | undefined): Asking<LateQuery> =>
    ask(LateDocument, { ...variablesOf(choice, code), after: from ?? null });
  try {
    return { found: yield* asking(after), choice };
  } catch (error) {
    if (after === undefined || !(error instanceof Refusal) || error.code !== 'BAD_USER_INPUT') throw error;
    return { found: yield* asking(undefined), choice: { ...choice, after: undefined } };
  }
}

function toLateRow({ level, pilot, dueOn, daysLate, organization }: LateCongressFragment, place: string): LateRow {
  const { code, name, nameEn, ancestors } = organization;
  const end = ancestors.findIndex((each) => each.code === place);
  const above = code === place ? [] : ancestors.slice(0, end === -1 ? ancestors.length : end);
  return { code, name, nameEn, level, pilot, dueOn, daysLate, above: above.map(toNamed) };
}

function toNamed({ code, name, nameEn }: Named): Named {
  return { code, name, nameEn };
}

function overdueBy(tallies: Pick<StageTallies, (typeof STAGES)[number]>): number[] {
  return STAGES.map((stage) => tallies[stage].overdue);
}

/** One that is held in time changes nothing here, and most are: only then has nothing to be read again. */
export function moveLateOn(list: LateList, event: BoardEvent): { data: LateList; isExact: boolean } {
  if (event.__typename !== 'CongressEvent') return { data: list, isExact: !isOfStructure(event.kind) };
  // What comes of another day is read after it.
  if (event.congress === null) return { data: list, isExact: true };
  const { level } = event.congress;
  const isCounted = STAGES.some((stage) => COUNTED[stage].level === level);
  const now = STAGES.map(
    (stage, index) =>
      event[stage].find(({ organization }) => organization.code === list.code)?.overdue ?? list.known[index] ?? 0,
  );
  const isSame = now.every((overdue, index) => overdue === list.known[index]);
  return {
    data: isSame ? list : { ...list, known: now },
    isExact: isSame && isCounted && event.kind === 'CONGRESS_COMPLETED',
  };
}
