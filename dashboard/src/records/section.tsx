/** A section of the records: its heading, what it counts, and the operation that gives it. */
import type { ComponentChildren, JSX } from 'preact';
import { graphiqlAddress } from '../figure/graphiql-address.ts';
import type { Shown } from '../page/shown.ts';
import type { Operation } from './operations.ts';
import { recordsWords } from './words.ts';

interface SectionProps {
  shown: Shown;
  id: string;
  title: string;
  definition: string;
  operation: Operation;
  children: ComponentChildren;
}

export function Section({ shown, id, title, definition, operation, children }: SectionProps): JSX.Element {
  return (
    <section class="record card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      <p class="definition">
        {definition}{' '}
        {shown.hasExplorers && (
          <a href={graphiqlAddress(operation.query, operation.variables)} data-whole>
            {recordsWords(shown.language).source}
          </a>
        )}
      </p>
    </section>
  );
}
