/** The briefings of an organization: all months, or one as it reads. */
import type { JSX } from 'preact';
import { BriefingMonthsDocument, BriefingPaperDocument } from '../../generated/operations.ts';
import type { Address } from '../address.ts';
import { addMonths } from '../months.ts';
import type { Frame } from '../page/frame.ts';
import type { Shown } from '../page/shown.ts';
import type { ViewParts } from '../page/views.tsx';
import { ask, Refusal, type Asking } from '../source/asking.ts';
import { BriefingList, type Listed } from './briefing-list.tsx';
import { BriefingPaper, type Briefing } from './briefing-paper.tsx';
import { monthsHeld } from './months-held.ts';

type BriefingData =
  | { kind: 'list'; listed: readonly Listed[] }
  | { kind: 'paper'; briefing: Briefing; changes: readonly (readonly [key: string, change: number | null])[] };

function* askBriefing(frame: Frame, { detail, language }: Address): Asking<BriefingData> {
  const organization = frame.place.code;
  if (detail === undefined) {
    const { briefings } = yield* ask(BriefingMonthsDocument, { organization });
    return { kind: 'list', listed: (briefings?.edges ?? []).map(({ node }) => node) };
  }
  const held = monthsHeld(frame.campaign);
  if (!held.includes(detail)) throw new Refusal('NOT_FOUND', '');
  const before = addMonths(detail, -1);
  const hasBefore = held.includes(before);
  const { briefing, compareBriefings } = yield* ask(BriefingPaperDocument, {
    month: detail,
    before: hasBefore ? before : detail,
    hasBefore,
    organization,
    language: language === 'vi' ? 'VI' : 'EN',
  });
  if (briefing === null) throw new Refusal('NOT_FOUND', '');
  return {
    kind: 'paper',
    briefing,
    changes: (compareBriefings ?? []).map(({ figure, change }) => [figure.key, change] as const),
  };
}

function BriefingView({ data, shown }: { data: BriefingData; shown: Shown }): JSX.Element {
  if (data.kind === 'list') return <BriefingList listed={data.listed} shown={shown} />;
  return <BriefingPaper briefing={data.briefing} changes={new Map(data.changes)} shown={shown} />;
}

export const VIEW: ViewParts<BriefingData> = { ask: askBriefing, View: BriefingView };
