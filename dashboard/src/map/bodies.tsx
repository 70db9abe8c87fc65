/** Those directly below: on the map of the country where it has a place for each, or else as bars. */
import type { JSX } from 'preact';
import { MEASURES, writeAddress } from '../address.ts';
import type { Board } from '../board/board.ts';
import { writeChange, writeCount, writeShare } from '../numbers.ts';
import { nameIn } from '../words/language.ts';
import type { Shown } from '../page/shown.ts';
import { BodyBars } from './body-bars.tsx';
import { fittingMap } from './country-map.ts';
import { TileMap } from './tile-map.tsx';

export function Bodies({ board, shown }: { board: Board; shown: Shown }): JSX.Element {
  const { words, language, frame, address } = shown;
  const map = fittingMap(
    shown.map,
    board.bodies.map(({ code }) => code),
  );
  return (
    <section class="bodies" aria-labelledby="bodies-title">
      <header>
        <h2 id="bodies-title" class="hidden">
          {words.grid(nameIn(frame.place, language))}
        </h2>
        <nav class="measures" aria-label={words.measureOf}>
          {MEASURES.map((measure) => (
            <a
              key={measure}
              href={writeAddress(address, { measure })}
              aria-current={measure === address.measure ? 'true' : undefined}
            >
              {words.measures[measure]}
            </a>
          ))}
        </nav>
        <p class="quiet">{words.gridNotes[address.measure]}</p>
      </header>
      {map === null ? <BodyBars board={board} shown={shown} /> : <TileMap map={map} board={board} shown={shown} />}
      <details class="table-behind">
        <summary>{words.table}</summary>
        <BodyTable board={board} shown={shown} />
      </details>
    </section>
  );
}

function BodyTable({ board, shown }: { board: Board; shown: Shown }): JSX.Element {
  const { words, language, address } = shown;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.body}</th>
            <th scope="col">{words.completed}</th>
            <th scope="col">{words.planned}</th>
            <th scope="col">{words.share}</th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.overdue}</th>
            <th scope="col">{words.today}</th>
          </tr>
        </thead>
        <tbody>
          {board.bodies.map((body) => (
            <tr key={body.code} data-code={body.code}>
              <th scope="row">
                <a href={writeAddress(address, { code: body.code, view: 'overview' })}>{nameIn(body, language)}</a>
              </th>
              <td>{writeCount(body.completed, language)}</td>
              <td>{writeCount(body.planned, language)}</td>
              <td>{writeShare(body.completed, body.planned, language)}</td>
              <td>{writeCount(body.dueByNow ?? 0, language)}</td>
              <td>{writeCount(body.overdue, language)}</td>
              <td>{writeChange(body.completed - body.completedBefore, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {board.bodiesTotal > board.bodies.length && (
        <p class="quiet">{words.more(board.bodiesTotal - board.bodies.length)}</p>
      )}
    </div>
  );
}
