/** A briefing as it reads, with the figures of each section beside its sentences. */
import type { JSX } from 'preact';
import type { BriefingPaperQuery } from '../../generated/operations.ts';
import { addMonths, writeMonthOfYear } from '../months.ts';
import type { Shown } from '../page/shown.ts';
import { BriefingHead } from './briefing-head.tsx';
import { FigureTable } from './figure-table.tsx';
import { PaperBlock, PaperLine } from './paper-blocks.tsx';
import { readPaper, type PaperText } from './paper-text.ts';
import { Restatements } from './restatements.tsx';
import { briefingWords } from './words.ts';

export type Briefing = NonNullable<BriefingPaperQuery['briefing']>;

export interface PaperProps {
  briefing: Briefing;
  /** By the key of the figure. */
  changes: ReadonlyMap<string, number | null>;
  shown: Shown;
}

export function BriefingPaper({ briefing, changes, shown }: PaperProps): JSX.Element {
  const { month, status, text, sections, restatements } = briefing;
  const paper = readPaper(text);
  const monthBefore = writeMonthOfYear(addMonths(month, -1), shown.language);
  return (
    <article class="briefing">
      <BriefingHead briefing={briefing} told={paper.head} shown={shown} />
      {status === 'PUBLISHED' && <Restatements restatements={restatements} shown={shown} />}
      {sections.map(({ kind, figures }, index) => {
        const { title = '', blocks = [] } = paper.sections[index] ?? {};
        return (
          <section key={kind} class={figures.length > 0 ? 'part' : 'part part-alone'} aria-labelledby={`part-${kind}`}>
            <h2 id={`part-${kind}`}>{title}</h2>
            <div class="prose">
              {blocks.map((block, at) => (
                <PaperBlock key={at} block={block} />
              ))}
            </div>
            {figures.length > 0 && (
              <FigureTable title={title} figures={figures} changes={changes} monthBefore={monthBefore} shown={shown} />
            )}
          </section>
        );
      })}
      <End paper={paper} shown={shown} />
    </article>
  );
}

function End({ paper: { notes, smallPrint }, shown }: { paper: PaperText; shown: Shown }): JSX.Element {
  return (
    <footer class="paper-end quiet">
      {notes.length > 0 && <h2>{briefingWords(shown.language).notes}</h2>}
      {notes.map(({ number, line }) => (
        <p key={number} id={`note-${number}`}>
          <sup>{number}</sup> <PaperLine line={line} />
        </p>
      ))}
      {smallPrint.map((line) => (
        <p key={line} class="small-print">
          {line}
        </p>
      ))}
    </footer>
  );
}
