/** A section of the records: its heading, what it counts, and the operation that gives it. */
import type { ComponentChildren, JSX } from 'preact';
import { graphiqlAddress } from '../figure/graphiql-address.ts';
import type { Operation } from './operations.ts';

interface SectionProps {
  id: string;
  title: string;
  definition: string;
  operation: Operation;
  /** The word for the link to the operation. */
  source: string;
  children: ComponentChildren;
}

export function Section({ id, title, definition, operation, source, children }: SectionProps): JSX.Element {
  return (
    <section class="record card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <p class="definition">
        {definition} <a href={graphiqlAddress(operation.query, operation.variables)}>{source}</a>
      </p>
    </section>
  );
}
