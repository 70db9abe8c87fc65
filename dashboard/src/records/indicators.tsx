/** What was counted in the month of the business day and since the beginning of its year. */
import type { JSX } from 'preact';
import type { PageRecordsQuery } from '../../generated/operations.ts';
import { Figure } from '../figure/figure.tsx';
import { monthOf, writeMonthOfYear } from '../months.ts';
import type { Shown } from '../page/shown.ts';
import { writeValue } from '../values.ts';
import { nameIn, type Language } from '../words/language.ts';
import { indicatorOperation, indicatorsOperation } from './operations.ts';
import { Section } from './section.tsx';
import { recordsWords } from './words.ts';

type IndicatorList = NonNullable<PageRecordsQuery['indicators']>;
type Counted = IndicatorList['edges'][number]['node'];

export function Indicators({ indicators, shown }: { indicators: IndicatorList; shown: Shown }): JSX.Element {
  const { language, frame } = shown;
  const words = recordsWords(language);
  const { title, definition, none, more } = words.indicators;
  const nodes = indicators.edges.map(({ node }) => node);
  const left = indicators.totalCount - nodes.length;
  return (
    <Section
      shown={shown}
      id="indicators"
      title={title(writeMonthOfYear(monthOf(frame.campaign.today), language))}
      definition={definition}
      operation={indicatorsOperation(frame.place.code)}
    >
      {nodes.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.indicators.name}</th>
              <th scope="col">{words.indicators.inMonth}</th>
              <th scope="col">{words.indicators.yearToDate}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <IndicatorRow key={node.code} counted={node} shown={shown} />
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && <p class="quiet">{more(left)}</p>}
    </Section>
  );
}

function IndicatorRow({ counted, shown }: { counted: Counted; shown: Shown }): JSX.Element {
  const { language, frame } = shown;
  const { indicators: words } = recordsWords(language);
  const { figures, description, withdrawn } = counted;
  const name = nameIn(counted, language);
  const about = {
    shown,
    of: nameIn(frame.place, language),
    ...indicatorOperation(frame.place.code, counted),
  };
  const cell = (heading: string, value: number | null | undefined): JSX.Element => (
    <td title={value == null ? words.noFigure : undefined}>
      {value == null ? (
        '–'
      ) : (
        <Figure
          {...about}
          name={{ name: `${name}, ${heading.toLowerCase()}`, definition: description ?? words.definition }}
          value={`${writeValue(value, language)} ${unitIn(counted, language)}`}
        >
          {writeValue(value, language)}
        </Figure>
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {name}{' '}
        <small>
          {unitIn(counted, language)}
          {withdrawn && ` · ${words.withdrawn}`}
        </small>
      </th>
      {cell(words.inMonth, figures?.inMonth)}
      {cell(words.yearToDate, figures?.yearToDate)}
    </tr>
  );
}

function unitIn({ unit, unitEn }: Counted, language: Language): string {
  return language === 'en' ? unitEn : unit;
}
