/** A figure that says what it is when it is pressed. */
import type { ComponentChildren, JSX } from 'preact';
import type { Shown } from '../page/shown.ts';
import type { Words } from '../words/words.ts';

export interface FigureProps {
  shown: Shown;
  /** What it counts. */
  name: keyof Words['definitions'];
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
  const open = (): void => {
    shown.act({ kind: 'explain', explained: { figure: name, of, value, query, variables } });
  };
  return (
    <button type="button" class={`figure ${given ?? ''}`} data-figure={name} onClick={open}>
      {children ?? value}
    </button>
  );
}
