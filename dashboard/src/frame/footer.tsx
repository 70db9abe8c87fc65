/** Where the figures come from, for who wants more than the page. */
import type { JSX } from 'preact';
import type { PageState } from '../page/page-state.ts';
import type { Words } from '../words/words.ts';

export function Footer({ state: { frame }, words }: { state: PageState; words: Words }): JSX.Element {
  return (
    <footer class="foot">
      <p>
        {words.product}
        {frame !== null && ` · ${frame.campaign.directive}`}
      </p>
      <p>
        <a href="/graphiql" data-whole>
          {words.explore}
        </a>
      </p>
    </footer>
  );
}
