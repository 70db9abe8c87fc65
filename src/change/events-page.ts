/** What every page of events takes. */
import { ArgsType, Field, Int } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';
import { requireSize, USUAL_PAGE } from '../api/page';
import { costOfPage, type Measured } from '../api/price';
import { Problem } from '../problem';
import { say } from '../words/message';

/** A thing usually has fewer events: a list of things with their histories stays cheap. */
const USUAL_HISTORY = 10;

@ArgsType()
abstract class FromTheEnd {
  @Field(() => CursorScalar, { nullable: true, description: 'Only events after this place in the log.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, from the end: 0 to 200. Not together with `first`.' })
  last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only events before this place in the log.' })
  before?: string | null;
}

const FIRST =
  'How many, from the start: 0 to 200. The default does not hold where `last` is given; where only `before` is given, that many of the nearest before it are meant.';

@ArgsType()
export class EventsPage extends FromTheEnd {
  @Field(() => Int, { nullable: true, defaultValue: USUAL_PAGE, description: FIRST })
  first?: number | null;
}

@ArgsType()
export class HistoryPage extends FromTheEnd {
  @Field(() => Int, { nullable: true, defaultValue: USUAL_HISTORY, description: FIRST })
  first?: number | null;
}

/** What a history costs, which lists of things multiply: all of them are found in two statements, and counted with that. */
export function costOfHistory(measured: Measured): number {
  return costOfPage(measured, { page: 5, count: 0 }, USUAL_HISTORY);
}

export interface PageSize {
  size: number;
  fromEnd: boolean;
}

/** From which end how many are read. */
export function sizeOfPage({ first, last, before }: EventsPage | HistoryPage, usual = USUAL_PAGE): PageSize {
  if (first != null && last != null) {
    throw new Problem('BAD_USER_INPUT', say`Ask for the first or for the last events, not for both.`, {
      argument: 'last',
    });
  }
  const size = last == null ? requireSize(first ?? usual, 'first') : requireSize(last, 'last');
  return { size, fromEnd: last != null || (first == null && before != null) };
}

export function sizeOfHistory(page: HistoryPage): PageSize {
  return sizeOfPage(page, USUAL_HISTORY);
}
