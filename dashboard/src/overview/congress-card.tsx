/** The congress of the organization itself: all of it where there is nothing below, and else a line that opens. */
import type { JSX } from 'preact';
import type { BoardCongressFragment } from '../../generated/operations.ts';
import { writeDay } from '../days.ts';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';

interface CongressProps {
  congress: BoardCongressFragment;
  shown: Shown;
}

export function CongressLine({ congress, shown }: CongressProps): JSX.Element {
  const { words, language } = shown;
  const { status, heldOn, plannedOn, dueOn, overdue } = congress;
  const day = heldOn ?? plannedOn ?? dueOn;
  return (
    <details class="congress">
      <summary>
        {words.congress}: <b class={overdue ? 'late' : ''}>{words.statuses[status]}</b>
        {day !== null && ` ${writeDay(day, language)}`}
      </summary>
      <CongressDays congress={congress} shown={shown} />
    </details>
  );
}

export function CongressCard({ congress, shown }: CongressProps): JSX.Element {
  const { words } = shown;
  const { status, overdue, pilot } = congress;
  return (
    <section class="congress card" aria-labelledby="congress-title">
      <h2 id="congress-title">
        {words.congress} {pilot && <small>{words.pilot}</small>}
      </h2>
      <p class={overdue ? 'status late' : 'status'}>
        {words.statuses[status]}
        {overdue && ` · ${words.overdue}`}
      </p>
      <CongressDays congress={congress} shown={shown} />
    </section>
  );
}

function CongressDays({ congress, shown }: CongressProps): JSX.Element {
  const { words, language } = shown;
  const day = (value: string | null): string => (value === null ? '–' : writeDay(value, language));
  const count = (value: number | null): string => (value === null ? '–' : writeCount(value, language));
  const { plannedOn, heldOn, dueOn, deadline, delegatesAttended, delegatesSummoned } = congress;
  return (
    <dl>
      <dt>{words.plannedOn}</dt>
      <dd>{day(plannedOn)}</dd>
      <dt>{words.dueOn}</dt>
      <dd>{day(dueOn)}</dd>
      <dt>{words.deadline}</dt>
      <dd>{day(deadline)}</dd>
      <dt>{words.heldOn}</dt>
      <dd>{day(heldOn)}</dd>
      <dt>{words.delegates}</dt>
      <dd>
        {count(delegatesAttended)}/{count(delegatesSummoned)}
      </dd>
      <dt>{words.committee}</dt>
      <dd>{count(congress.committeeElected)}</dd>
    </dl>
  );
}
