/** How many are late below each of those directly below the place, the most first. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import { shortName } from '../map/short-name.ts';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import { writeLateChoice } from './late-choice.ts';
import type { LateList } from './late-list.ts';
import { lateWordsIn } from './words.ts';

const WIDTH = 100;

export function ByBody({ list, shown }: { list: LateList; shown: Shown }): JSX.Element | null {
  const { address, language, map } = shown;
  const own = lateWordsIn(language);
  const { bodies, overdue, choice } = list;
  const most = bodies[0]?.overdue ?? 0;
  if (most === 0) return null;
  const rest = overdue - bodies.reduce((sum, body) => sum + body.overdue, 0);
  const kept = writeLateChoice({ ...choice, after: undefined });
  return (
    <aside class="by-body card" aria-labelledby="by-body-title">
      <h2 id="by-body-title">{own.byBody}</h2>
      {choice.over !== undefined && <p class="quiet">{own.byBodyNote}</p>}
      <ol class="rows">
        {bodies.map((body) => (
          <li key={body.code}>
            <a
              href={writeAddress(address, { code: body.code, view: 'late', rest: kept })}
              title={nameIn(body, language)}
            >
              {shortName(body, map, language)}
            </a>
            <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
              <rect class="bar-late" x="0" y="2" width={(body.overdue * WIDTH) / most} height="6" />
            </svg>
            <b>{writeCount(body.overdue, language)}</b>
          </li>
        ))}
        {rest > 0 && (
          <li class="quiet">
            <span>{own.rest}</span>
            <span />
            <span>{writeCount(rest, language)}</span>
          </li>
        )}
      </ol>
    </aside>
  );
}
