/** What a figure is: its definition, its day and position, and the operation that gives it. */
import type { JSX } from 'preact';
import { writeDay } from '../days.ts';
import type { Explained } from '../page/page-state.ts';
import type { Shown } from '../page/shown.ts';
import { graphiqlAddress } from './graphiql-address.ts';

export function Explanation({ shown, explained }: { shown: Shown; explained: Explained }): JSX.Element {
  const { words, frame, language, act } = shown;
  const { name, definition, asOf, of, value, query, variables } = explained;
  const close = (): void => {
    act({ kind: 'explain', explained: null });
  };
  return (
    <dialog class="explanation" open aria-labelledby="explanation-title">
      <header>
        <h2 id="explanation-title">
          {name} · {of}
        </h2>
        <button type="button" class="plain" autofocus onClick={close}>
          {words.close}
        </button>
      </header>
      <p class="explanation-value">{value}</p>
      <p>{definition}</p>
      <p class="quiet">
        {words.asOf(writeDay(asOf ?? frame.campaign.today, language))} · {words.position(frame.position)}
      </p>
      <h3>{words.source}</h3>
      <pre tabIndex={0}>{query}</pre>
      {Object.keys(variables).length > 0 && <pre tabIndex={0}>{JSON.stringify(variables)}</pre>}
      {shown.hasExplorers && (
        <a href={graphiqlAddress(query, variables)} data-whole>
          {words.openIn}
        </a>
      )}
    </dialog>
  );
}
