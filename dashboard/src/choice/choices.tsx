/** One of several that somebody may choose; what is chosen stands in the address. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { Shown } from '../page/shown.ts';

interface Choice {
  /** What the address says of it; undefined: nothing. */
  value: string | undefined;
  label: string;
}

interface ChoicesProps {
  /** In the address. */
  name: string;
  title: string;
  choices: readonly Choice[];
  chosen: string | undefined;
  /** What else of the view stays in the address: a page of another list does not. */
  kept: ReadonlyMap<string, string>;
  shown: Shown;
}

export function Choices({ name, title, choices, chosen, kept, shown }: ChoicesProps): JSX.Element {
  const { address } = shown;
  return (
    <nav class="choices" aria-label={title}>
      <span class="quiet" aria-hidden="true">
        {title}
      </span>
      {choices.map(({ value, label }) => (
        <a
          key={value ?? ''}
          href={writeAddress(address, { rest: withChoice(kept, name, value) })}
          aria-current={value === chosen ? 'true' : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

function withChoice(
  kept: ReadonlyMap<string, string>,
  name: string,
  value: string | undefined,
): ReadonlyMap<string, string> {
  const others = [...kept].filter(([each]) => each !== name);
  return new Map(value === undefined ? others : [...others, [name, value]]);
}
