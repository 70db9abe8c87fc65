/** Reads everybody who is late, page after page, as of one position. */
import { LateFileDocument, type LateCongressFragment, type LateFileQuery } from '../../generated/operations.ts';
import { ask, Refusal, type Asking } from '../source/asking.ts';
import { variablesOf, type LateChoice } from './late-choice.ts';
import type { ReadAt } from './late-csv.ts';

export interface LateRead {
  rows: readonly LateCongressFragment[];
  at: ReadAt;
}

/** Where something happens all the time, a list of many pages is never of one position: the newest of them is named then. */
const TRIES = 3;

/** Throws a Refusal. `tell` is called after each page. */
export function* readLate(
  within: string,
  choice: LateChoice,
  tell: (done: number, all: number) => void,
): Asking<LateRead> {
  for (let tried = 1; ; tried += 1) {
    const read = yield* readOnce(within, choice, tried === TRIES, tell);
    if (read !== undefined) return read;
  }
}

/** Undefined where the log has moved on between two pages, unless that is taken as it is. */
function* readOnce(
  within: string,
  choice: LateChoice,
  isTakenAnyway: boolean,
  tell: (done: number, all: number) => void,
): Asking<LateRead | undefined> {
  const rows = new Map<string, LateCongressFragment>();
  let at: ReadAt | undefined;
  let after: string | null = null;
  for (;;) {
    const asking: Asking<LateFileQuery> = ask(LateFileDocument, { ...variablesOf(choice, within), after });
    const { progress, congresses } = yield* asking;
    if (progress === null || congresses === null) throw new Refusal('NOT_FOUND', '');
    if (at !== undefined && at.position !== progress.position && !isTakenAnyway) return undefined;
    at = { asOf: progress.asOf, position: progress.position };
    for (const { node } of congresses.edges) rows.set(node.organization.code, node);
    tell(rows.size, congresses.totalCount);
    const { hasNextPage, endCursor } = congresses.pageInfo;
    if (!hasNextPage || endCursor === null) return { rows: [...rows.values()], at };
    after = endCursor;
  }
}
