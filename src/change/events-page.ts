/** What every page of events takes. */
import { ArgsType, Field, Int } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';
import { requirePageSize } from '../api/connection';
import { Problem } from '../problem';

@ArgsType()
export class EventsPage {
  @Field(() => Int, { nullable: true, description: 'How many from the start: 0 to 200.' })
  first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only events after this place.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end instead: 0 to 200.' })
  last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only events before this place.' })
  before?: string | null;
}

export interface PageSize {
  size: number;
  fromEnd: boolean;
}

/** From which end how many are read; `usual` when the page does not say. */
export function sizeOfPage({ first, last, before }: EventsPage, usual: number): PageSize {
  if (first != null && last != null) {
    throw new Problem('BAD_USER_INPUT', 'Ask for the first or for the last events, not for both.', {
      argument: 'last',
    });
  }
  const fromEnd = last != null || (first == null && before != null);
  return { size: requirePageSize(fromEnd ? last : first, fromEnd ? 'last' : 'first', usual), fromEnd };
}
