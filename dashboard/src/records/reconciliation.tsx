/** Declared totals beside what was reported one by one: the widest gaps first. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { PageRecordsQuery } from '../../generated/operations.ts';
import { writeDay } from '../days.ts';
import { Figure } from '../figure/figure.tsx';
import { shortName } from '../map/short-name.ts';
import { writeChange, writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import { reconciliationOperation } from './operations.ts';
import { Section } from './section.tsx';
import { recordsWords } from './words.ts';

type Reconciled = NonNullable<PageRecordsQuery['reconciliation']>;

/** Names in the address how many declarations are shown; the API gives so many at once. */
const DECLARATIONS = 'declarations';
const MOST_AT_ONCE = 200;

interface ReconciledProps {
  reconciled: Reconciled;
  shown: Shown;
}

export function Reconciliation({ reconciled, shown }: ReconciledProps): JSX.Element {
  const { language, frame } = shown;
  const words = recordsWords(language);
  const { title, definition, none } = words.reconciliation;
  const operation = reconciliationOperation(frame.place.code);
  return (
    <Section shown={shown} id="reconciliation" title={title} definition={definition} operation={operation}>
      {reconciled.totals.declarations === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <>
          <Gaps reconciled={reconciled} shown={shown} />
          <Declared reconciled={reconciled} shown={shown} />
          <Onward reconciled={reconciled} shown={shown} />
        </>
      )}
    </Section>
  );
}

function Gaps({ reconciled: { totals }, shown }: ReconciledProps): JSX.Element {
  const { language, frame } = shown;
  const { reconciliation: words } = recordsWords(language);
  const { declarations, gaps, missing, surplus } = totals;
  if (gaps === 0) return <p>{words.allFit(declarations)}</p>;
  const about = { shown, of: nameIn(frame.place, language), ...reconciliationOperation(frame.place.code) };
  const { title: name, definition } = words;
  const told = [missing > 0 && words.missing(missing), surplus > 0 && words.surplus(surplus)].filter(
    (each) => each !== false,
  );
  return (
    <p>
      <Figure
        {...about}
        name={{ name, definition }}
        value={`${writeCount(gaps, language)}/${writeCount(declarations, language)}`}
      >
        <b class="late">{words.gaps(gaps, declarations)}</b>
      </Figure>
      : {told.join(', ')}.
    </p>
  );
}

function Declared({ reconciled: { edges, totals }, shown }: ReconciledProps): JSX.Element {
  const { language, address, map, words: page } = shown;
  const { reconciliation: words } = recordsWords(language);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.body}</th>
          <th scope="col">{words.declared}</th>
          <th scope="col">{words.counted}</th>
          <th scope="col">{words.gap}</th>
        </tr>
      </thead>
      <tbody>
        {edges.map(({ node: { organization, level, declared, declaredAsOf, counted, gap, declaration } }) => (
          <tr key={`${organization.code} ${level ?? ''}`} title={declaration.note ?? undefined}>
            <th scope="row">
              <a href={writeAddress(address, { code: organization.code })} title={nameIn(organization, language)}>
                {shortName(organization, map, language)}
              </a>{' '}
              <small>
                {level === null ? words.everyLevel : page.levels[level]}, {words.upTo(writeDay(declaredAsOf, language))}
              </small>
            </th>
            <td>{writeCount(declared, language)}</td>
            <td>{writeCount(counted, language)}</td>
            <td class={gap === 0 ? 'quiet' : 'late'}>{writeChange(gap, language)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          <td>{writeCount(totals.declared, language)}</td>
          <td>{writeCount(totals.counted, language)}</td>
          <td>{writeChange(totals.declared - totals.counted, language)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Onward({ reconciled: { edges, totals }, shown }: ReconciledProps): JSX.Element | null {
  const { language, address } = shown;
  const { reconciliation: words } = recordsWords(language);
  const left = totals.declarations - edges.length;
  if (left <= 0) return null;
  if (edges.length >= MOST_AT_ONCE) return <p class="quiet">{words.rest(left)}</p>;
  const rest = new Map([...address.rest, [DECLARATIONS, String(MOST_AT_ONCE)]]);
  return (
    <a class="onward" href={writeAddress(address, { rest })}>
      {words.more(Math.min(left, MOST_AT_ONCE - edges.length))}
    </a>
  );
}

/** As many as the address says. */
export function declarationsAsked(rest: ReadonlyMap<string, string>): number {
  const FIRST = 50;
  return rest.get(DECLARATIONS) === String(MOST_AT_ONCE) ? MOST_AT_ONCE : FIRST;
}
