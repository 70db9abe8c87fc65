/** Which briefings there are: the next one first, then those of each month that something is known of. */
import type { JSX } from 'preact';
import type { BriefingMonthsQuery } from '../../generated/operations.ts';
import { writeAddress } from '../address.ts';
import { writeDay } from '../days.ts';
import { addMonths, writeMonthOfYear } from '../months.ts';
import type { Shown } from '../page/shown.ts';
import { Files } from './files.tsx';
import { monthsHeld, nextMonth } from './months-held.ts';
import { briefingWords } from './words.ts';

export type Listed = NonNullable<BriefingMonthsQuery['briefings']>['edges'][number]['node'];

export function BriefingList({ listed, shown }: { listed: readonly Listed[]; shown: Shown }): JSX.Element {
  const { language, frame, address } = shown;
  const words = briefingWords(language);
  const next = nextMonth(frame.campaign);
  const ofNext = listed.find(({ month }) => month === next);
  const isNextDraft = ofNext?.status !== 'PUBLISHED';
  return (
    <div class="briefings">
      {isNextDraft && (
        <section class="card">
          <h2>
            <a href={writeAddress(address, { detail: next })}>{words.next(writeMonthOfYear(next, language))}</a>
          </h2>
          <p class="quiet">{words.nextNote(writeMonthOfYear(addMonths(next, -1), language))}</p>
        </section>
      )}
      <section class="card" aria-labelledby="briefings-title">
        <h2 id="briefings-title">{words.list}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              <th scope="col" class="text">
                {words.reportsOn}
              </th>
              <th scope="col" class="text">
                {words.state}
              </th>
              <th scope="col" class="text">
                {words.files}
              </th>
            </tr>
          </thead>
          <tbody>
            {monthsHeld(frame.campaign).map((month) => (
              <Month key={month} month={month} found={listed.find((each) => each.month === month)} shown={shown} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Month({ month, found, shown }: { month: string; found: Listed | undefined; shown: Shown }): JSX.Element {
  const { language, address } = shown;
  const words = briefingWords(language);
  const published = found?.publishedOn ?? null;
  return (
    <tr>
      <th scope="row">
        <a href={writeAddress(address, { detail: month })}>{writeMonthOfYear(month, language)}</a>
      </th>
      <td class="text">{writeMonthOfYear(addMonths(month, -1), language)}</td>
      <td class="text">
        {published === null ? (
          <span class="quiet">{words.draft}</span>
        ) : (
          <b>{words.published(writeDay(published, language))}</b>
        )}
      </td>
      <td class="text">
        <Files month={month} shown={shown} isShort />
      </td>
    </tr>
  );
}
