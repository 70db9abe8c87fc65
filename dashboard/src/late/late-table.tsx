/** Those that are late, as a table. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import { writeDay } from '../days.ts';
import { shortName } from '../map/short-name.ts';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import type { LateRow } from './late-list.ts';
import { lateWordsIn } from './words.ts';

export function LateTable({ rows, shown }: { rows: readonly LateRow[]; shown: Shown }): JSX.Element {
  const own = lateWordsIn(shown.language);
  return (
    <table class="late-rows">
      <thead>
        <tr>
          <th scope="col">{own.organization}</th>
          <th scope="col" class="text">
            {own.level}
          </th>
          <th scope="col" class="text">
            {own.pilot}
          </th>
          <th scope="col">{own.due}</th>
          <th scope="col">{own.days}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LateLine key={row.code} row={row} shown={shown} />
        ))}
      </tbody>
    </table>
  );
}

function LateLine({ row, shown }: { row: LateRow; shown: Shown }): JSX.Element {
  const { address, language, words, map } = shown;
  const own = lateWordsIn(language);
  return (
    <tr data-code={row.code}>
      <th scope="row">
        <a href={writeAddress(address, { code: row.code, view: 'overview' })}>{nameIn(row, language)}</a>
        {row.above.length > 0 && (
          <span class="above">
            {row.above.map((each, index) => (
              <>
                {index > 0 && ' · '}
                <a key={each.code} href={writeAddress(address, { code: each.code, view: 'late', rest: address.rest })}>
                  {shortName(each, map, language)}
                </a>
              </>
            ))}
          </span>
        )}
      </th>
      <td class="text late-level">{words.levels[row.level]}</td>
      <td class="text late-pilot">{row.pilot && own.isPilot}</td>
      <td>{row.dueOn !== null && writeDay(row.dueOn, language)}</td>
      <td class="late-days">{row.daysLate !== null && writeCount(row.daysLate, language)}</td>
    </tr>
  );
}
