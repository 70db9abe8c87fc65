/** How far an organization is, at one look: the figure of the stage under way, those below it, who is behind, and the curve. */
import type { JSX } from 'preact';
import { BoardDocument, CurveDocument, type CurvePointsFragment } from '../../generated/operations.ts';
import type { Address } from '../address.ts';
import { dayBefore, readBoard, type Board } from '../board/board.ts';
import { moveOn } from '../board/move-on.ts';
import { COUNTED } from '../board/stage.ts';
import { Curve } from '../curve/curve.tsx';
import { Bodies } from '../map/bodies.tsx';
import type { Frame } from '../page/frame.ts';
import type { Shown } from '../page/shown.ts';
import type { ViewParts } from '../page/views.tsx';
import { askBoth, asked, Refusal, type Asking } from '../source/asking.ts';
import { Attention } from './attention.tsx';
import { CongressCard, CongressLine } from './congress-card.tsx';
import { HeldToday } from './held-today.tsx';
import { Lead } from './lead.tsx';

export interface OverviewData {
  board: Board;
  curve: CurvePointsFragment | null;
}

function* askOverview({ stage, campaign }: Frame, { code }: Address): Asking<OverviewData> {
  const counted = { within: code ?? null, ...COUNTED[stage] };
  const [found, { progress: curve }] = yield* askBoth(
    asked(BoardDocument, { ...counted, yesterday: dayBefore(campaign.today) }),
    asked(CurveDocument, counted),
  );
  const board = readBoard(found, stage);
  if (board === null) throw new Refusal('NOT_FOUND', '');
  return { board, curve };
}

function Overview({ data, shown }: { data: OverviewData; shown: Shown }): JSX.Element {
  const { board, curve } = data;
  const hasBodies = board.bodies.length > 0;
  return (
    <div class={hasBodies ? 'overview' : 'overview alone'}>
      {hasBodies && <Bodies board={board} shown={shown} />}
      {(hasBodies || board.congress === null) && <Lead board={board} shown={shown} />}
      {board.congress !== null && !hasBodies && <CongressCard congress={board.congress} shown={shown} />}
      {hasBodies && <Attention board={board} shown={shown} />}
      {hasBodies && <HeldToday board={board} shown={shown} />}
      {curve !== null && <Curve points={curve} stage={board.stage} shown={shown} />}
      {board.congress !== null && hasBodies && <CongressLine congress={board.congress} shown={shown} />}
    </div>
  );
}

export const OVERVIEW: ViewParts<OverviewData> = {
  ask: askOverview,
  View: Overview,
  moveOn: (data, event) => {
    if (event.position <= data.board.position) return { data, isExact: true };
    const { board, isExact } = moveOn(data.board, event);
    return { data: { ...data, board }, isExact };
  },
};
