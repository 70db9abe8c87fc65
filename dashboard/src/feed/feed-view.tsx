/** What has happened below an organization, the newest first; what happens now comes on top. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import { Choices } from '../choice/choices.tsx';
import { shortName } from '../map/short-name.ts';
import { writeChange } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import type { ViewParts } from '../page/views.tsx';
import { EventList } from './event-list.tsx';
import { askFeed, moveFeedOn, type Feed } from './feed.ts';
import { KINDS, writeFeedChoice, type FeedKind } from './feed-choice.ts';
import { groupRows, type FeedGroup } from './group-rows.ts';
import { feedWordsIn } from './words.ts';

interface FeedProps {
  data: Feed;
  shown: Shown;
}

function FeedView({ data, shown }: FeedProps): JSX.Element {
  const own = feedWordsIn(shown.language);
  const { rows, choice } = data;
  const say = choice.before === undefined ? own.newest : own.earlier;
  return (
    <section class="feed" aria-labelledby="feed-title">
      <header class="list-head">
        <h2 id="feed-title">{rows.length === 0 ? shown.words.views.feed : say(rows.length)}</h2>
        <FeedChoices data={data} shown={shown} />
      </header>
      {rows.length === 0 && <p class="empty">{choice.kind === undefined ? own.none : own.noneOfKind}</p>}
      {choice.isGrouped ? (
        <div class="groups">
          {groupRows(rows).map((group) => (
            <Group key={group.body.code} group={group} shown={shown} />
          ))}
        </div>
      ) : (
        <EventList rows={rows} shown={shown} />
      )}
      <FeedPages data={data} shown={shown} />
    </section>
  );
}

function FeedChoices({ data: { choice }, shown }: FeedProps): JSX.Element {
  const own = feedWordsIn(shown.language);
  const kept = writeFeedChoice({ ...choice, before: undefined });
  const kinds = Object.keys(KINDS) as FeedKind[];
  return (
    <>
      <Choices
        {...{ name: 'kind', title: own.kind, chosen: choice.kind, kept, shown }}
        choices={[
          { value: undefined, label: own.kinds.all },
          ...kinds.map((kind) => ({ value: kind, label: own.kinds[kind] })),
        ]}
      />
      <Choices
        {...{ name: 'group', title: own.order, chosen: choice.isGrouped ? 'bodies' : undefined, kept, shown }}
        choices={[
          { value: undefined, label: own.list },
          { value: 'bodies', label: own.bodies },
        ]}
      />
    </>
  );
}

function Group({ group: { body, rows, change, others }, shown }: { group: FeedGroup; shown: Shown }): JSX.Element {
  const own = feedWordsIn(shown.language);
  const isOwn = body.code === shown.frame.place.code;
  return (
    <details data-code={body.code}>
      <summary>
        <span class="group-name">{isOwn ? own.own : shortName(body, shown.map, shown.language)}</span>{' '}
        {others > 0 && <span class="quiet">{own.others(others)}</span>}{' '}
        {change !== 0 && <b>{writeChange(change, shown.language)}</b>}
      </summary>
      <EventList rows={rows} shown={shown} />
    </details>
  );
}

function FeedPages({ data: { choice, rows, hasOlder }, shown }: FeedProps): JSX.Element | null {
  const own = feedWordsIn(shown.language);
  const oldest = rows.at(-1);
  const isPast = choice.before !== undefined;
  if (!isPast && !hasOlder) return null;
  const to = (before: string | undefined): string =>
    writeAddress(shown.address, { rest: writeFeedChoice({ ...choice, before }) });
  return (
    <nav class="pages" aria-label={own.pages}>
      {isPast && <a href={to(undefined)}>↑ {own.toNewest}</a>}
      {hasOlder && oldest !== undefined && <a href={to(oldest.cursor)}>{own.older} ↓</a>}
    </nav>
  );
}

export const VIEW: ViewParts<Feed> = { ask: askFeed, View: FeedView, moveOn: moveFeedOn };
