/** What was held today, by the organizations directly below. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { Board } from '../board/board.ts';
import { writeShortDay } from '../days.ts';
import { writeChange } from '../numbers.ts';
import { nameIn } from '../words/language.ts';
import type { Shown } from '../page/shown.ts';
import { shortName } from '../map/short-name.ts';

const MOST = 5;

export function HeldToday({ board, shown }: { board: Board; shown: Shown }): JSX.Element {
  const { words, language, address, map } = shown;
  const held = board.bodies
    .map((body) => ({ body, change: body.completed - body.completedBefore }))
    .filter(({ change }) => change !== 0)
    .sort((one, other) => other.change - one.change || (one.body.code < other.body.code ? -1 : 1));
  const total = board.chosen.completed - board.chosen.completedBefore;
  return (
    <section class="today card" aria-labelledby="today-title">
      <h2 id="today-title">
        {words.heldToday} <small>{writeShortDay(board.today, language)}</small>{' '}
        {total !== 0 && <b class="today-total">{writeChange(total, language)}</b>}
      </h2>
      {held.length === 0 ? (
        <p class="quiet">{words.heldTodayNone}</p>
      ) : (
        <ol class="rows">
          {held.slice(0, MOST).map(({ body, change }) => (
            <li key={body.code}>
              <a href={writeAddress(address, { code: body.code, view: 'feed' })} title={nameIn(body, language)}>
                {shortName(body, map, language)}
              </a>
              <b>{writeChange(change, language)}</b>
            </li>
          ))}
        </ol>
      )}
      <a class="onward" href={writeAddress(address, { code: board.code, view: 'feed' })}>
        {words.toFeed}
        {held.length > MOST && ` · ${words.more(held.length - MOST)}`}
      </a>
    </section>
  );
}
