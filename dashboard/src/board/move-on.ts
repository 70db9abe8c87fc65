/** Moves what the page knows on by an event: each carries the totals that it led to. */
import type { BoardEventsSubscription } from '../../generated/operations.ts';
import { tallyOf, type Board, type Body } from './board.ts';
import { STAGES, type Tally } from './stage.ts';

/** With its place in the log. */
export type BoardEvent = BoardEventsSubscription['eventRecorded']['node'] & { cursor: string };
type CongressEventNode = Extract<BoardEvent, { __typename: 'CongressEvent' }>;
type Totals = CongressEventNode['chosen'];

/** By these the tree, its names or the campaign are others: everything is read again. */
const OF_STRUCTURE = /^(ORGANIZATION|CAMPAIGN)_/;

export function isOfStructure(kind: BoardEvent['kind']): boolean {
  return OF_STRUCTURE.test(kind);
}

/** The board as of the event. `isExact` says whether it also knows what the event has changed for the days before. */
export function moveOn(board: Board, event: BoardEvent): { board: Board; isExact: boolean } {
  const { position } = event;
  if (event.__typename !== 'CongressEvent') {
    return { board: { ...board, position }, isExact: !isOfStructure(event.kind) };
  }
  // The day is followed by what reads everything again.
  if (event.congress === null) return { board, isExact: true };
  const heldBefore = isHeldBefore(event, board.today);
  const within = (totals: Totals): Tally | undefined => totalsOf(totals, board.code);
  const tallies = { ...board.tallies };
  for (const stage of [...STAGES, 'pilotsAbove'] as const) tallies[stage] = within(event[stage]) ?? tallies[stage];
  const chosen = within(event.chosen);
  const added = (before: number, now: Tally, { completed }: Tally): number =>
    heldBefore ? before + now.completed - completed : before;
  return {
    board: {
      ...board,
      position,
      tallies,
      congress: event.organization?.code === board.code ? event.congress : board.congress,
      chosen: chosen
        ? { ...chosen, completedBefore: added(board.chosen.completedBefore, chosen, board.chosen) }
        : board.chosen,
      bodies: moveBodies(board.bodies, event.chosen, added),
    },
    isExact: event.kind === 'CONGRESS_COMPLETED',
  };
}

function moveBodies(
  bodies: Board['bodies'],
  totals: Totals,
  added: (before: number, now: Tally, was: Tally) => number,
): Board['bodies'] {
  const index = bodies.findIndex(({ code }) => totals.some(({ organization }) => organization.code === code));
  const body = bodies[index];
  const now = body && totalsOf(totals, body.code);
  if (body === undefined || now === undefined) return bodies;
  const moved: Body = { ...body, ...now, completedBefore: added(body.completedBefore, now, body) };
  return bodies.map((each, at) => (at === index ? moved : each));
}

function totalsOf(totals: Totals, code: string): Tally | undefined {
  const found = totals.find(({ organization }) => organization.code === code);
  return found && tallyOf(found);
}

function isHeldBefore({ congress }: CongressEventNode, today: string): boolean {
  return congress?.heldOn != null && congress.heldOn < today;
}
