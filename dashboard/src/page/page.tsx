/** The page: where one is above, what there is to see below, and how the line is. */
import type { JSX } from 'preact';
import { Explanation } from '../figure/explanation.tsx';
import { Footer } from '../frame/footer.tsx';
import { Header } from '../frame/header.tsx';
import { Notice } from '../frame/notice.tsx';
import { ObstaclePage } from '../frame/obstacle-page.tsx';
import { wordsOf } from '../words/words.ts';
import type { PageState } from './page-state.ts';
import type { Act, Shown } from './shown.ts';
import { ContentView } from './views.tsx';

export function Page({ state, act }: { state: PageState; act: (act: Act) => void }): JSX.Element {
  const { address, frame, content, map, line, explained } = state;
  const words = wordsOf(address.language);
  const shown: Shown | null = frame && { address, language: address.language, words, map, frame, act };
  const isAway = line.state === 'lost' || line.state === 'refused';
  return (
    <div class={isAway ? 'page away' : 'page'} data-line={line.state} data-view={content?.view}>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Header state={state} words={words} act={act} />
      <Notice state={state} words={words} act={act} />
      <main id="main" tabIndex={-1} aria-busy={state.isGoing}>
        {content === undefined || shown === null ? (
          <ObstaclePage state={state} words={words} act={act} />
        ) : (
          <ContentView content={content} shown={shown} />
        )}
      </main>
      <Footer state={state} words={words} act={act} />
      {explained !== null && shown !== null && <Explanation shown={shown} explained={explained} />}
    </div>
  );
}
