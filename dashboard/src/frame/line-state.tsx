/** Whether what is shown moves as soon as something happens, and if not, since when. */
import type { JSX } from 'preact';
import type { Line } from '../page/page-state.ts';
import type { Words } from '../words/words.ts';

export function LineState({ line: { state, lostFor }, words }: { line: Line; words: Words }): JSX.Element {
  return (
    <span class={`line line-${state}`} role="status">
      <i aria-hidden="true" />
      {state === 'lost' ? words.lostFor(lostFor) : words.line[state]}
    </span>
  );
}
