/** Those directly below as bars, the furthest behind first: where no map has a place for each of them. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { Board, Body } from '../board/board.ts';
import { missing } from '../board/pace.ts';
import { writeCount } from '../numbers.ts';
import { nameIn } from '../words/language.ts';
import type { Shown } from '../page/shown.ts';
import { Legend } from './legend.tsx';
import { numberOf, toneOf } from './measure.ts';

const WIDTH = 100;

export function BodyBars({ board, shown }: { board: Board; shown: Shown }): JSX.Element {
  const { words } = shown;
  const share = ({ completed, planned }: Body): number => (planned === 0 ? 2 : completed / planned);
  const sorted = [...board.bodies].sort(
    (one, other) => missing(other) - missing(one) || share(one) - share(other) || (one.code < other.code ? -1 : 1),
  );
  return (
    <div class="bars">
      <ol>
        {sorted.map((body) => (
          <BodyBar key={body.code} body={body} shown={shown} />
        ))}
      </ol>
      {board.bodiesTotal > board.bodies.length && (
        <p class="quiet">{words.more(board.bodiesTotal - board.bodies.length)}</p>
      )}
      <Legend shown={shown} />
    </div>
  );
}

function BodyBar({ body, shown }: { body: Body; shown: Shown }): JSX.Element {
  const { address, language } = shown;
  const { planned, completed, dueByNow } = body;
  const at = (count: number): number => (planned === 0 ? 0 : Math.min(WIDTH, (count * WIDTH) / planned));
  return (
    <li data-code={body.code}>
      <a href={writeAddress(address, { code: body.code, view: 'overview' })}>{nameIn(body, language)}</a>
      <span class="quiet">
        {writeCount(completed, language)}/{writeCount(planned, language)}
      </span>
      <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-all" x="0" y="1" width={WIDTH} height="8" />
        <g class={`tile ${toneOf(body, address.measure)}`}>
          <rect x="0" y="1" width={at(completed)} height="8" />
        </g>
        <path class="bar-due" d={`M${at(dueByNow ?? 0)} 0V10`} />
      </svg>
      <b>{numberOf(body, address.measure, language)}</b>
    </li>
  );
}
