/** What is asked of a page: how many, from which end, and between which cursors; the same for every list. */
import { ArgsType, Field, Int } from 'type-graphql';
import { Problem } from '../problem';
import { CursorScalar } from './cursor-scalar';
import { fromPageCursor, type CursorKind, type SortValue } from './page-cursor';
import { say } from '../words/message';

const MOST_AT_ONCE = 200;
export const USUAL_PAGE = 50;

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: USUAL_PAGE,
    description:
      'How many, from the start: 0 to 200. The default does not hold where `last` is given; where only `before` is given, that many of the nearest before it are meant.',
  })
  first?: number | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Only what comes after this cursor of the same list, in the same order.',
  })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, from the end: 0 to 200. Not together with `first`.' })
  last?: number | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Only what comes before this cursor of the same list, in the same order.',
  })
  before?: string | null;
}

/** As a client asks: null and absent mean the same. */
export type AskedPage = { [Name in keyof PageArguments]?: PageArguments[Name] | undefined };

/** A page that can be read. */
export interface Page {
  size: number;
  /** Whether it is counted from the end. */
  backward: boolean;
  after: readonly SortValue[] | undefined;
  before: readonly SortValue[] | undefined;
}

/** Throws BAD_USER_INPUT, which names the argument, for what cannot be meant. */
export function requirePage({ first, after, last, before }: AskedPage, cursors: CursorKind): Page {
  if (first != null && last != null) {
    throw new Problem(
      'BAD_USER_INPUT',
      say`Give first or last, not both: a page is counted from one end of the list.`,
      {
        argument: 'last',
      },
    );
  }
  return {
    size: last == null ? requireSize(first ?? USUAL_PAGE, 'first') : requireSize(last, 'last'),
    backward: last != null || (first == null && before != null),
    after: after == null ? undefined : fromPageCursor(after, cursors, 'after'),
    before: before == null ? undefined : fromPageCursor(before, cursors, 'before'),
  };
}

export function requireSize(size: number, argument: string, least = 0): number {
  if (size >= least && size <= MOST_AT_ONCE) return size;
  throw new Problem('BAD_USER_INPUT', say`${argument} is ${size}; ask for ${least} to ${MOST_AT_ONCE} at a time.`, {
    argument,
    limit: MOST_AT_ONCE,
    actual: size,
  });
}
