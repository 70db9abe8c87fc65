/** The organizations that are furthest behind, and by how much. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { Board } from '../board/board.ts';
import { furthestBehind, missing } from '../board/pace.ts';
import { writeCount } from '../numbers.ts';
import { nameIn } from '../words/language.ts';
import type { Shown } from '../page/shown.ts';
import { shortName } from '../map/short-name.ts';

const MOST = 5;

export function Attention({ board, shown }: { board: Board; shown: Shown }): JSX.Element {
  const { words, language, address, map } = shown;
  const behind = furthestBehind(board.bodies, MOST);
  return (
    <section class="attention card" aria-labelledby="attention-title">
      <h2 id="attention-title">{words.attention}</h2>
      {behind.length === 0 ? (
        <p class="quiet">{words.attentionNone}</p>
      ) : (
        <ol class="rows">
          {behind.map((body) => (
            <li key={body.code}>
              <a href={writeAddress(address, { code: body.code, view: 'overview' })} title={nameIn(body, language)}>
                {shortName(body, map, language)}
              </a>
              <span class="quiet">
                {writeCount(body.completed, language)}/{writeCount(body.dueByNow ?? 0, language)}
              </span>
              <b class="late">{words.missing(missing(body))}</b>
            </li>
          ))}
        </ol>
      )}
      <a class="onward" href={writeAddress(address, { code: board.code, view: 'late' })}>
        {words.allLate} <b>{writeCount(board.chosen.overdue, language)}</b>
      </a>
    </section>
  );
}
