/** The newest events below a place, or those before one of them, and how a new one is put on top. */
import { FeedDocument, type FeedQuery } from '../../generated/operations.ts';
import type { Address } from '../address.ts';
import { isOfStructure, type BoardEvent } from '../board/move-on.ts';
import type { Frame } from '../page/frame.ts';
import { ask, Refusal, type Asking } from '../source/asking.ts';
import { kindsOf, readFeedChoice, type FeedChoice } from './feed-choice.ts';
import { toFeedRow, type FeedRow } from './feed-row.ts';

export interface Feed {
  code: string;
  choice: FeedChoice;
  /** The newest first. */
  rows: readonly FeedRow[];
  hasOlder: boolean;
}

const AT_ONCE = 50;
/** Of a list that grows on top: nobody reads more while it moves. One that is grouped has as many as can be asked for at once. */
const MOST = { list: 100, grouped: 200 };

/** What a cursor named may be gone: a log that was restored, or a link that was cut. */
const LOST_PLACE: readonly string[] = ['RESYNC', 'BAD_USER_INPUT'];

export function* askFeed({ place }: Frame, { rest }: Address): Asking<Feed> {
  const choice = readFeedChoice(rest);
  try {
    return yield* askRows(place.code, choice);
  } catch (error) {
    if (choice.before === undefined || !(error instanceof Refusal) || !LOST_PLACE.includes(error.code)) throw error;
    return yield* askRows(place.code, { ...choice, before: undefined });
  }
}

function* askRows(code: string, choice: FeedChoice): Asking<Feed> {
  const { events } = yield* ask(FeedDocument, {
    within: code,
    kinds: kindsOf(choice.kind),
    last: choice.isGrouped ? MOST.grouped : AT_ONCE,
    before: choice.before ?? null,
  });
  if (events === null) throw new Refusal('NOT_FOUND', '');
  return { code, choice, rows: toRows(events, code), hasOlder: events.pageInfo.hasPreviousPage };
}

function toRows({ edges }: NonNullable<FeedQuery['events']>, code: string): FeedRow[] {
  return edges
    .map(({ node, cursor }) => (node.__typename === 'CongressEvent' ? toFeedRow(node, cursor, code) : null))
    .filter((row) => row !== null)
    .reverse();
}

/** The feed as of the event; `isExact` is false where names or the tree are others. */
export function moveFeedOn(feed: Feed, event: BoardEvent): { data: Feed; isExact: boolean } {
  if (event.__typename !== 'CongressEvent') return { data: feed, isExact: !isOfStructure(event.kind) };
  const { choice, rows, code } = feed;
  const isShown =
    choice.before === undefined &&
    kindsOf(choice.kind).includes(event.kind) &&
    // The list was read after the place from which events are followed: it may have this one already.
    event.position > (rows[0]?.position ?? 0);
  const row = isShown ? toFeedRow(event, event.cursor, code) : null;
  if (row === null) return { data: feed, isExact: true };
  const most = choice.isGrouped ? MOST.grouped : MOST.list;
  const hasOlder = feed.hasOlder || rows.length >= most;
  return { data: { ...feed, rows: [row, ...rows.slice(0, most - 1)], hasOlder }, isExact: true };
}
