/** A tile for each organization, where a reader of the country expects it. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { Board, Body } from '../board/board.ts';
import { paceOf } from '../board/pace.ts';
import { nameIn } from '../words/language.ts';
import type { Shown } from '../page/shown.ts';
import type { CountryMap, MapPart, MapTile } from './country-map.ts';
import { Legend } from './legend.tsx';
import { numberOf, toneOf } from './measure.ts';

const WIDTH = 56;
const HEIGHT = 36;
const GAP = 3;

export function TileMap({ map, board, shown }: { map: CountryMap; board: Board; shown: Shown }): JSX.Element {
  const bodies = new Map(board.bodies.map((body) => [body.code, body]));
  const { words, language, frame } = shown;
  return (
    <div class="map">
      <svg
        viewBox={`0 0 ${map.columns * WIDTH} ${map.rows * HEIGHT}`}
        role="group"
        aria-label={words.grid(nameIn(frame.place, language))}
      >
        {map.tiles.map((tile) => {
          const body = bodies.get(tile.code);
          return body && <Tile key={tile.code} tile={tile} body={body} shown={shown} />;
        })}
      </svg>
      <Legend shown={shown} />
    </div>
  );
}

function Tile({ tile, body, shown }: { tile: MapTile; body: Body; shown: Shown }): JSX.Element {
  const { address, language, words } = shown;
  const tone = toneOf(body, address.measure);
  const short = language === 'en' ? (tile.shortEn ?? tile.short) : tile.short;
  const said = words.tile(nameIn(body, language), body.completed, body.planned, words.pace[paceOf(body)]);
  const number = numberOf(body, address.measure, language);
  // What is seen on the tile begins what is heard of it.
  const seen = [short, number, ...(tile.parts ?? []).flatMap((part) => [partName(part, language), short])];
  const left = tile.column * WIDTH;
  const top = tile.row * HEIGHT;
  return (
    <a
      href={writeAddress(address, { code: body.code, view: 'overview' })}
      aria-label={`${seen.join(' ')} – ${said}`}
      data-code={body.code}
    >
      <g class={`tile ${tone}`}>
        <rect x={left} y={top} width={WIDTH - GAP} height={HEIGHT - GAP} rx="3" />
        <text class="tile-name" x={left + 3} y={top + 12}>
          {short}
        </text>{' '}
        <text class="tile-number" x={left + WIDTH - GAP - 4} y={top + HEIGHT - GAP - 5} text-anchor="end">
          {number}
        </text>
        {tile.parts?.map((part) => (
          <Part key={part.name} part={part} of={short} language={language} />
        ))}
      </g>
    </a>
  );
}

/** Islands that belong to a tile, at their place. */
function Part({ part, of, language }: { part: MapPart; of: string; language: Shown['language'] }): JSX.Element {
  const left = part.column * WIDTH;
  const top = part.row * HEIGHT;
  return (
    <>
      {' '}
      <rect class="tile-part" x={left} y={top} width={WIDTH - GAP} height={HEIGHT - GAP} rx="3" />
      <text class="tile-name" x={left + (WIDTH - GAP) / 2} y={top + 14} text-anchor="middle">
        {partName(part, language)}
      </text>{' '}
      <text class="tile-owner" x={left + (WIDTH - GAP) / 2} y={top + 26} text-anchor="middle">
        {of}
      </text>
    </>
  );
}

function partName({ name, nameEn }: MapPart, language: Shown['language']): string {
  return nameIn({ name, nameEn }, language);
}
