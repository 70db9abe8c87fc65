/** What a reader has to know of the page itself. */
import type { JSX } from 'preact';
import type { PageState } from '../page/page-state.ts';
import type { Act } from '../page/shown.ts';
import type { Words } from '../words/words.ts';

export function Notice({
  state: { line, frame, isOutdated },
  words,
  act,
}: {
  state: PageState;
  words: Words;
  act: (act: Act) => void;
}): JSX.Element | null {
  if (isOutdated) {
    return (
      <p class="notice" role="status">
        {words.outdated}{' '}
        <button
          type="button"
          onClick={() => {
            act({ kind: 'reload' });
          }}
        >
          {words.reload}
        </button>
      </p>
    );
  }
  if (line.state !== 'lost' || frame === null) return null;
  return <p class="notice">{words.stillAsOf(words.position(frame.position))}</p>;
}
