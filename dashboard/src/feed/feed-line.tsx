/** An event in the feed. What has happened does not change, so a line is drawn once, however many come on top of it. */
import { Component, type JSX } from 'preact';
import { writeAddress } from '../address.ts';
import { writeDay, writeMoment } from '../days.ts';
import { shortName } from '../map/short-name.ts';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import type { FeedRow } from './feed-row.ts';
import { feedWordsIn, type FeedWords } from './words.ts';

interface FeedLineProps {
  row: FeedRow;
  shown: Shown;
}

export class FeedLine extends Component<FeedLineProps> {
  override shouldComponentUpdate({ row, shown }: FeedLineProps): boolean {
    return row !== this.props.row || shown.address !== this.props.shown.address;
  }

  override render({ row, shown }: FeedLineProps): JSX.Element {
    const { language, words, address } = shown;
    const own = feedWordsIn(language);
    const { kind, reason, recordedAt, code, pilot } = row;
    const isBack = kind !== 'CONGRESS_COMPLETED';
    return (
      <li data-position={row.position} class={isBack ? 'event' : 'event event-held'}>
        <time datetime={recordedAt} title={`${own.recorded} ${writeMoment(recordedAt, language)}`}>
          {writeMoment(recordedAt, language)}
        </time>
        <p class="event-what">
          <span class="event-kind">{sayKind(row, own)}</span>{' '}
          <a href={writeAddress(address, { code, view: 'overview' })}>{nameIn(row, language)}</a>{' '}
          <span class="quiet">{[...(pilot ? [words.pilot] : []), ...sayDay(row, shown, own)].join(' · ')}</span>
          <Above row={row} shown={shown} />
          {reason !== null && reason !== '' && (
            <q class="event-reason" title={own.reason}>
              {reason}
            </q>
          )}
        </p>
        <LedTo row={row} shown={shown} own={own} />
      </li>
    );
  }
}

function Above({ row: { above }, shown }: FeedLineProps): JSX.Element | null {
  const { address, language, map } = shown;
  if (above.length === 0) return null;
  return (
    <span class="above">
      {above.map((each, index) => (
        <>
          {index > 0 && ' › '}
          <a href={writeAddress(address, { code: each.code, view: 'feed' })}>{shortName(each, map, language)}</a>
        </>
      ))}
    </span>
  );
}

function LedTo({ row, shown, own }: FeedLineProps & { own: FeedWords }): JSX.Element {
  const { words, language, map } = shown;
  const { total, totalBelow, stage, above } = row;
  const write = ({ completed, planned }: NonNullable<FeedRow['total']>): JSX.Element => (
    <b>
      {writeCount(completed, language)}
      <i>/{writeCount(planned, language)}</i>
    </b>
  );
  return (
    <p class="led-to" title={own.ledTo}>
      {total !== null && stage !== null && (
        <span>
          <small>{words.stages[stage]}</small> <span aria-hidden="true">→</span> {write(total)}
        </span>
      )}
      {totalBelow !== null && above[0] !== undefined && (
        <span class="led-to-below">
          <small>{shortName(above[0], map, language)}</small> {write(totalBelow)}
        </span>
      )}
    </p>
  );
}

function sayKind({ kind, pilot }: FeedRow, own: FeedWords): string {
  return kind === 'CONGRESS_PILOT_SET' && !pilot ? own.noPilot : (own.done[kind] ?? kind);
}

function sayDay({ kind, heldOn, plannedOn }: FeedRow, { language }: Shown, own: FeedWords): string[] {
  if (kind === 'CONGRESS_RESCHEDULED' || kind === 'CONGRESS_POSTPONED') {
    return [plannedOn === null ? own.noDay : own.plannedOn(writeDay(plannedOn, language))];
  }
  return heldOn === null ? [] : [own.heldOn(writeDay(heldOn, language))];
}
