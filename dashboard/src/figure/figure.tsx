/** A figure that says what it is when it is pressed. */
import type { ComponentChildren, JSX } from 'preact';
import type { Shown } from '../page/shown.ts';
import type { Words } from '../words/words.ts';

interface Defined {
  name: string;
  definition: string;
  asOf?: string | undefined;
}

export interface FigureProps {
  shown: Shown;
  /** What it counts: a word of the page, or something with a name and definition of its own. */
  name: keyof Words['definitions'] | Defined;
  /** Of what it is, for its heading: an organization, a stage. */
  of: string;
  /** As it is written. */
  value: string;
  /** The operation that gives it. */
  query: string;
  variables: Record<string, unknown>;
  class?: string;
  children?: ComponentChildren;
}

export function Figure({ shown, name, of, value, query, variables, class: given, children }: FigureProps): JSX.Element {
  const { words } = shown;
  const defined: Defined = typeof name === 'string' ? { name: words[name], definition: words.definitions[name] } : name;
  const open = (): void => {
    shown.act({ kind: 'explain', explained: { ...defined, of, value, query, variables } });
  };
  return (
    <button
      type="button"
      class={`figure ${given ?? ''}`}
      data-figure={typeof name === 'string' ? name : undefined}
      onClick={open}
    >
      {children ?? value}
    </button>
  );
}
