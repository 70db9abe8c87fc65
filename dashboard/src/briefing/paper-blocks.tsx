/** Shows the text of a section as it reads on paper: its sentences, lists and tables. */
import type { JSX } from 'preact';
import type { Block, Line } from './paper-text.ts';

export function PaperBlock({ block }: { block: Block }): JSX.Element {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'paragraph':
      return (
        <p>
          <PaperLine line={block.line} />
        </p>
      );
    case 'list':
      return (
        <ol class="paper-list">
          {block.items.map((item, index) => (
            <li key={index}>
              <PaperLine line={item} />
            </li>
          ))}
        </ol>
      );
    case 'table':
      return <PaperTable table={block} />;
  }
}

/** Longer ones are read in a frame of their own on a screen, and as they are on paper. */
const LONG = 14;

function PaperTable({ table }: { table: Extract<Block, { kind: 'table' }> }): JSX.Element {
  const { caption, head, rows, isNumber } = table;
  const isLong = rows.length > LONG;
  const classOf = (index: number): string | undefined => (isNumber[index] === true ? undefined : 'text');
  return (
    <div
      class={isLong ? 'paper-table scroll' : 'paper-table'}
      {...(isLong ? { tabIndex: 0, role: 'region', 'aria-label': caption } : {})}
    >
      <table>
        {caption !== '' && <caption>{caption}</caption>}
        <thead>
          <tr>
            {head.map((title, index) => (
              <th key={title} scope="col" class={classOf(index)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index} class={classOf(index)}>
                  <PaperLine line={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PaperLine({ line }: { line: Line }): JSX.Element {
  return (
    <>
      {line.map(({ text, isStrong, note }, index) =>
        note !== undefined ? (
          <sup key={index}>
            <a href={`#note-${note}`}>{note}</a>
          </sup>
        ) : isStrong ? (
          <b key={index}>{text}</b>
        ) : (
          text
        ),
      )}
    </>
  );
}
