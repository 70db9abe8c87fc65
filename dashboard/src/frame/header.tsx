/** What campaign it is, as of when, where one is in the tree, and the views of that place. */
import type { JSX } from 'preact';
import { VIEWS, writeAddress } from '../address.ts';
import { writeDay } from '../days.ts';
import type { PageState } from '../page/page-state.ts';
import type { Act } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { SearchBox } from '../search/search-box.tsx';
import { LineState } from './line-state.tsx';

interface HeaderProps {
  state: PageState;
  words: Words;
  act: (act: Act) => void;
}

export function Header({ state, words, act }: HeaderProps): JSX.Element {
  const { address, frame, line } = state;
  const { language } = address;
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <header class="masthead">
      <div class="masthead-first">
        <p class="campaign">
          {frame === null ? (
            words.product
          ) : (
            <>
              <b>{frame.campaign.name}</b> <span>{words.term(frame.campaign.term)}</span>
            </>
          )}
        </p>
        <div class="as-of">
          {frame !== null && (
            <>
              <span>{words.asOf(writeDay(frame.campaign.today, language))}</span>
              <LineState line={line} words={words} />
              <span class="position" title={words.positionTitle}>
                {words.position(frame.position)}
              </span>
            </>
          )}
          {frame !== null && <SearchBox address={address} words={words} act={act} />}
          <a
            class="language"
            lang={other}
            hreflang={other}
            href={writeAddress(address, { language: other, isLanguageChosen: true })}
            data-whole
          >
            {words.otherLanguage}
          </a>
        </div>
      </div>
      {frame !== null && <Way state={state} frame={frame} words={words} />}
    </header>
  );
}

function Way({
  state: { address },
  frame: { place },
  words,
}: {
  state: PageState;
  frame: NonNullable<PageState['frame']>;
  words: Words;
}): JSX.Element {
  const { language } = address;
  return (
    <div class="masthead-second">
      <nav class="trail" aria-label={words.body}>
        <ol>
          {place.ancestors.map((above) => (
            <li key={above.code}>
              <a href={writeAddress(address, { code: above.code, view: 'overview' })}>{nameIn(above, language)}</a>
            </li>
          ))}
          <li>
            <h1 aria-current="page">{nameIn(place, language)}</h1>
          </li>
        </ol>
      </nav>
      <nav class="views" aria-label={words.product}>
        {VIEWS.map((view) => (
          <a
            key={view}
            href={writeAddress(address, { code: place.code, view })}
            aria-current={view === address.view ? 'page' : undefined}
          >
            {words.views[view]}
          </a>
        ))}
      </nav>
    </div>
  );
}
