/** Where the figures come from, for who wants more than the page, and by which right they are read. */
import type { JSX } from 'preact';
import { writeMoment } from '../days.ts';
import type { PageState } from '../page/page-state.ts';
import type { Act } from '../page/shown.ts';
import type { Words } from '../words/words.ts';
import { TokenForm } from './token-form.tsx';

interface FooterProps {
  state: PageState;
  words: Words;
  act: (act: Act) => void;
}

export function Footer({
  state: { frame, token, address, obstacle, hasExplorers },
  words,
  act,
}: FooterProps): JSX.Element {
  const signOut = (): void => {
    act({ kind: 'sign-out' });
  };
  return (
    <footer class="foot">
      <p>
        {words.product}
        {frame !== null && ` · ${frame.campaign.directive}`}
      </p>
      {token !== null && (
        <p>
          {token.endsAt === null
            ? words.token
            : words.tokenEnds(writeMoment(new Date(token.endsAt).toISOString(), address.language))}{' '}
          <button type="button" class="plain" onClick={signOut}>
            {words.signOut}
          </button>
        </p>
      )}
      {token === null && obstacle !== 'SIGN_IN' && (
        <details>
          <summary>{words.token}</summary>
          <TokenForm words={words} act={act} />
        </details>
      )}
      {hasExplorers && (
        <p>
          <a href="/graphiql" data-whole>
            {words.explore}
          </a>
        </p>
      )}
    </footer>
  );
}
