/** Figures of a published briefing that are different by what is known now, and which events made them so. */
import type { JSX } from 'preact';
import type { BriefingPaperQuery } from '../../generated/operations.ts';
import { writeMoment } from '../days.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import { briefingWords } from './words.ts';
import { writeFigure } from './written-value.ts';

type Restatement = NonNullable<BriefingPaperQuery['briefing']>['restatements'][number];

interface RestatementsProps {
  restatements: readonly Restatement[];
  shown: Shown;
}

export function Restatements({ restatements, shown }: RestatementsProps): JSX.Element {
  const { language } = shown;
  const { restatements: words } = briefingWords(language);
  if (restatements.length === 0) return <p class="quiet restated-none">{words.none}</p>;
  return (
    <section class="restated" aria-labelledby="restated-title">
      <h2 id="restated-title">{words.title}</h2>
      <p class="quiet">{words.note}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{briefingWords(language).figures}</th>
            <th scope="col">{words.published}</th>
            <th scope="col">{words.now}</th>
            <th scope="col" class="text">
              {words.causes}
            </th>
          </tr>
        </thead>
        <tbody>
          {restatements.map((restatement) => (
            <Restated key={restatement.figure.key} restatement={restatement} shown={shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Restated({ restatement, shown }: { restatement: Restatement; shown: Shown }): JSX.Element {
  const { language } = shown;
  const words = briefingWords(language);
  const { figure, before, after, causes, causesTotal } = restatement;
  return (
    <tr data-key={figure.key}>
      <th scope="row">
        {figure.label} <small>{figure.unit}</small>
      </th>
      <td>{writeFigure(figure, before, words, language)}</td>
      <td>
        <b>{writeFigure(figure, after, words, language)}</b>
      </td>
      <td class="text">
        <ul class="causes">
          {causes.map((cause) => (
            <Cause key={cause.position} cause={cause} shown={shown} />
          ))}
          {causesTotal > causes.length && <li class="quiet">{words.restatements.more(causesTotal - causes.length)}</li>}
        </ul>
      </td>
    </tr>
  );
}

function Cause({ cause, shown }: { cause: Restatement['causes'][number]; shown: Shown }): JSX.Element {
  const { language, words: page } = shown;
  const { kind, organization, reason, recordedAt, by, position } = cause;
  return (
    <li>
      {organization !== null && `${nameIn(organization, language)}: `}
      {briefingWords(language).causes[kind] ?? kind}
      {reason !== null && reason !== '' && ` – ${reason}`}{' '}
      <small>
        {writeMoment(recordedAt, language)}
        {by !== null && ` · ${by}`} · {page.position(position)}
      </small>
    </li>
  );
}
