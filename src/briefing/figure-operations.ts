/** The operation of this API that gives a figure of a briefing, by the key of the figure: for drafts, and for what earlier versions published. Pure. */
import type { BriefingContent, ContentFigure } from '../paper/content';
import { GRADE_FIELDS } from '../rating/grade';
import { CONGRESS_SLICES } from './congress-slices';
import { spanOf, type Span } from './span';

export type FigureOperation = ContentFigure['query'];

const PROGRESS = `query Congresses($within: String!, $level: Level, $pilot: Boolean, $asOf: Date!) {
  progress(within: $within, level: $level, pilot: $pilot, asOf: $asOf) { planned completed overdue }
}`;

const IN_MONTH = `query CongressesInMonth($within: String!, $from: Date!, $asOf: Date!) {
  congresses(within: $within, heldFrom: $from, heldTo: $asOf, first: 1) { totalCount }
}`;

const RATING = `query Rating($within: String!, $year: Year!, $asOf: Date!) {
  qualityRating(within: $within, year: $year, asOf: $asOf) { finished expected people grades { grade count } }
}`;

const WORK_PROGRAM = `query WorkProgram($organization: String!, $year: Year!, $asOf: Date!) {
  workProgram(organization: $organization, year: $year, asOf: $asOf) { total completed basicallyCompleted remaining overdue }
}`;

const INDICATOR = `query Indicator($organization: String!, $code: String!, $month: Month!) {
  indicator(organization: $organization, code: $code) {
    figures(within: $organization, month: $month) { inMonth yearToDate }
  }
}`;

/** Indicators with a section of their own; all others share one. */
const OWN_SECTION = /^(?:personnel|training)\./;

/** What the keys of the figures of an indicator begin with. */
export function keyOfIndicator(code: string): string {
  return OWN_SECTION.test(code) ? code : `indicator.${code}`;
}

/** Of an organization, by its code. */
export function operationOf(key: string, organization: string, span: Span): FigureOperation {
  const [section = ''] = key.split('.');
  if (section === 'congress') return ofCongresses(key, organization, span);
  const { year, asOf } = span;
  if (section === 'rating') {
    return { document: RATING, variables: { within: organization, year: year - 1, asOf }, path: pathInRating(key) };
  }
  if (section === 'workProgram') return { document: WORK_PROGRAM, variables: { organization, year, asOf }, path: key };
  const [code, figure] = splitLast(key.replace(/^indicator\./, ''));
  const variables = { organization, code, month: span.told };
  return { document: INDICATOR, variables, path: `indicator.figures.${figure}` };
}

/** Of a figure that was published: of the same organization up to the same cut-off, whatever the operation was called then. */
export function presentOperation(key: string, { organization, month, cutOff }: BriefingContent): FigureOperation {
  return operationOf(key, organization.code, spanOf(month, cutOff, cutOff));
}

/** What stands before the last point, and what after it. */
function splitLast(key: string): [string, string] {
  const place = key.lastIndexOf('.');
  return [key.slice(0, place), key.slice(place + 1)];
}

function ofCongresses(key: string, within: string, { from, asOf }: Span): FigureOperation {
  if (key === 'congress.inMonth') {
    return { document: IN_MONTH, variables: { within, from, asOf }, path: 'congresses.totalCount' };
  }
  const [slice, figure] = splitLast(key);
  const { level, pilot } = CONGRESS_SLICES.find(({ id }) => id === slice) ?? { level: null, pilot: null };
  const variables = { within, asOf, ...(level === null ? {} : { level }), ...(pilot === null ? {} : { pilot }) };
  const path = figure === 'rate' ? 'progress.completed / progress.planned' : `progress.${figure}`;
  return { document: PROGRESS, variables, path };
}

function pathInRating(key: string): string {
  const [, grade = '', figure] = key.split('.');
  if (figure === undefined) return `qualityRating.${grade}`;
  const index = GRADE_FIELDS.findIndex(([, field]) => field === grade);
  const count = `qualityRating.grades.${index}.count`;
  return figure === 'share' ? `${count} / qualityRating.people` : count;
}
