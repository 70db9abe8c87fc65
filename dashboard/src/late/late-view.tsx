/** Who is late below an organization: the most days first, and where they are. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import { Choices } from '../choice/choices.tsx';
import { writeDay } from '../days.ts';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import type { ViewParts } from '../page/views.tsx';
import { ByBody } from './by-body.tsx';
import { LEVELS, OVER, writeLateChoice } from './late-choice.ts';
import { LateFiles } from './late-files.tsx';
import { askLate, moveLateOn, type LateList } from './late-list.ts';
import { LateTable } from './late-table.tsx';
import { lateWordsIn } from './words.ts';

interface LateProps {
  data: LateList;
  shown: Shown;
}

function LateView({ data, shown }: LateProps): JSX.Element {
  const { code, choice, rows, asOf, overdue } = data;
  const own = lateWordsIn(shown.language);
  return (
    <div class="late-list">
      <section aria-labelledby="late-title">
        <header class="list-head">
          <h2 id="late-title">
            {sayTotal(data, shown)}{' '}
            <small>
              {own.asOf(writeDay(asOf, shown.language))}
              {choice.after !== undefined && ` · ${own.continued}`}
            </small>
          </h2>
          <LateChoices data={data} shown={shown} />
          {rows.length > 0 && <LateFiles code={code} choice={choice} shown={shown} />}
        </header>
        {rows.length > 0 ? (
          <LateTable rows={rows} shown={shown} />
        ) : overdue === 0 && choice.level === undefined ? (
          <p class="empty">{own.none}</p>
        ) : (
          <NoneChosen data={data} shown={shown} />
        )}
        <LatePages data={data} shown={shown} />
      </section>
      <ByBody list={data} shown={shown} />
    </div>
  );
}

function sayTotal({ total, isTotalExact, overdue, choice }: LateList, { language }: Shown): string {
  const own = lateWordsIn(language);
  const all = writeCount(overdue, language);
  if (choice.over === undefined) return own.late(all);
  return own.chosen(`${writeCount(total, language)}${isTotalExact ? '' : '+'}`, all);
}

function LateChoices({ data: { choice }, shown }: LateProps): JSX.Element {
  const { language, words } = shown;
  const own = lateWordsIn(language);
  const kept = writeLateChoice({ ...choice, after: undefined });
  const offered = [...new Set<number>([...OVER, ...(choice.over === undefined ? [] : [choice.over])])].sort(
    (one, other) => one - other,
  );
  return (
    <>
      <Choices
        {...{ name: 'level', title: own.level, chosen: choice.level, kept, shown }}
        choices={[
          { value: undefined, label: own.anyLevel },
          ...LEVELS.filter((level) => level !== 'CENTRAL' || choice.level === level).map((level) => ({
            value: level,
            label: words.levels[level],
          })),
        ]}
      />
      <Choices
        {...{ name: 'over', title: own.over, chosen: choice.over?.toString(), kept, shown }}
        choices={[
          { value: undefined, label: own.anyDays },
          ...offered.map((days) => ({ value: String(days), label: own.overDays(days) })),
        ]}
      />
    </>
  );
}

function NoneChosen({ data: { overdue }, shown }: LateProps): JSX.Element {
  const own = lateWordsIn(shown.language);
  return (
    <p class="empty">
      {own.noneChosen(overdue)} <a href={writeAddress(shown.address, { rest: new Map() })}>{own.showAll}</a>
    </p>
  );
}

function LatePages({ data: { choice, next }, shown }: LateProps): JSX.Element | null {
  const own = lateWordsIn(shown.language);
  if (next === undefined && choice.after === undefined) return null;
  const to = (after: string | undefined): string =>
    writeAddress(shown.address, { rest: writeLateChoice({ ...choice, after }) });
  return (
    <nav class="pages" aria-label={own.pages}>
      {choice.after !== undefined && <a href={to(undefined)}>↑ {own.first}</a>}
      {next !== undefined && <a href={to(next)}>{own.next} ↓</a>}
    </nav>
  );
}

export const VIEW: ViewParts<LateList> = { ask: askLate, View: LateView, moveOn: moveLateOn };
