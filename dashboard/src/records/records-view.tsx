/** What an organization keeps beside its congresses: its work program, the quality rating, its indicators, and what was declared. */
import type { JSX } from 'preact';
import { PageRecordsDocument, type PageRecordsQuery } from '../../generated/operations.ts';
import type { Address } from '../address.ts';
import { writeCount } from '../numbers.ts';
import type { Frame } from '../page/frame.ts';
import type { Shown } from '../page/shown.ts';
import type { ViewParts } from '../page/views.tsx';
import { ask, Refusal, type Asking } from '../source/asking.ts';
import { Indicators } from './indicators.tsx';
import { Rating } from './rating.tsx';
import { declarationsAsked, Reconciliation } from './reconciliation.tsx';
import { recordsWords } from './words.ts';
import { WorkProgram } from './work-program.tsx';

type RecordsData = { [Key in keyof PageRecordsQuery]: NonNullable<PageRecordsQuery[Key]> };

function* askRecords({ place, campaign }: Frame, { rest }: Address): Asking<RecordsData> {
  const year = Number(campaign.today.slice(0, 4));
  const { workProgram, qualityRating, indicators, reconciliation } = yield* ask(PageRecordsDocument, {
    within: place.code,
    year,
    ratedYear: year - 1,
    declarations: declarationsAsked(rest),
  });
  if (workProgram === null || qualityRating === null || indicators === null || reconciliation === null) {
    throw new Refusal('NOT_FOUND', '');
  }
  return { workProgram, qualityRating, indicators, reconciliation };
}

function Records({ data, shown }: { data: RecordsData; shown: Shown }): JSX.Element {
  const { workProgram, qualityRating, indicators, reconciliation } = data;
  return (
    <div class={workProgram.total > 0 ? 'records' : 'records records-plain'}>
      <Anchors data={data} shown={shown} />
      <WorkProgram program={workProgram} shown={shown} />
      <Rating rating={qualityRating} shown={shown} />
      <Indicators indicators={indicators} shown={shown} />
      <Reconciliation reconciled={reconciliation} shown={shown} />
    </div>
  );
}

/** Where each section is, with the figure that matters most in it. */
function Anchors({ data, shown: { language } }: { data: RecordsData; shown: Shown }): JSX.Element {
  const words = recordsWords(language);
  const count = (value: number): string => writeCount(value, language);
  const { workProgram, qualityRating, indicators, reconciliation } = data;
  const { totals } = reconciliation;
  const anchors = [
    ['program', words.program.short, workProgram.total, `${count(workProgram.completed)}/${count(workProgram.total)}`],
    [
      'rating',
      words.rating.short,
      qualityRating.expected,
      `${count(qualityRating.finished)}/${count(qualityRating.expected)}`,
    ],
    ['indicators', words.indicators.short, indicators.totalCount, count(indicators.totalCount)],
    ['reconciliation', words.reconciliation.short, totals.declarations, words.reconciliation.gapsShort(totals.gaps)],
  ] as const;
  return (
    <nav class="anchors" aria-label={words.sections}>
      {anchors.map(([id, name, of, figure]) => (
        <a key={id} href={`#${id}`}>
          {name} <b>{of === 0 ? '–' : figure}</b>
        </a>
      ))}
    </nav>
  );
}

export const VIEW: ViewParts<RecordsData> = { ask: askRecords, View: Records };
