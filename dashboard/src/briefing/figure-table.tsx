/** The figures of a section: what each counts, over which days, and how it has changed since the month before. */
import type { JSX } from 'preact';
import type { BriefingRowFragment } from '../../generated/operations.ts';
import { writeDay } from '../days.ts';
import { Figure } from '../figure/figure.tsx';
import type { Shown } from '../page/shown.ts';
import { briefingWords } from './words.ts';
import { writeFigure, writeFigureChange } from './written-value.ts';

interface FigureTableProps {
  title: string;
  figures: readonly BriefingRowFragment[];
  /** By key; empty where there is no month before. */
  changes: ReadonlyMap<string, number | null>;
  /** As it is written. */
  monthBefore: string;
  shown: Shown;
}

export function FigureTable({ title, figures, changes, monthBefore, shown }: FigureTableProps): JSX.Element {
  const words = briefingWords(shown.language);
  return (
    <table class="briefing-figures">
      <caption class="hidden">{words.figuresOf(title)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.figures}</th>
          <th scope="col">{words.value}</th>
          <th scope="col" class="text">
            {words.unit}
          </th>
          {changes.size > 0 && <th scope="col">{words.change(monthBefore)}</th>}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <Row key={figure.key} figure={figure} title={title} changes={changes} shown={shown} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<FigureTableProps, 'title' | 'changes' | 'shown'> {
  figure: BriefingRowFragment;
}

function Row({ figure, title, changes, shown }: RowProps): JSX.Element {
  const { language } = shown;
  const words = briefingWords(language);
  const { key, label, definition, unit, value, period, asOf, query, variables, unknownBecause } = figure;
  const written = writeFigure(figure, value, words, language);
  const change = writeFigureChange(figure, changes.get(key), words, language);
  return (
    <tr data-key={key}>
      <th scope="row">
        {label}{' '}
        <small>
          {period === 'AT_DATE'
            ? `${words.periods[period]} ${writeDay(asOf, language)}`
            : `${words.periods[period]}, ${words.upTo(writeDay(asOf, language))}`}
          {unknownBecause !== null && ` · ${unknownBecause}`}
        </small>
      </th>
      <td>
        <Figure
          shown={shown}
          name={{ name: label, definition, asOf }}
          of={title}
          value={`${written} ${unit}`}
          query={query}
          variables={variables}
        >
          {written}
        </Figure>
      </td>
      <td class="text">{unit}</td>
      {changes.size > 0 && <td class={changes.get(key) === 0 ? 'quiet' : ''}>{change ?? '–'}</td>}
    </tr>
  );
}
