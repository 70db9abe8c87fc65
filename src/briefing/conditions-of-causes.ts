/** Which events can have changed a figure of a published briefing as of its cut-off, as a condition in SQL on an entry `e`. Pure. */
import type { ContentFigure } from '../paper/content';
import { codeInSql } from '../indicator/indicator-key';
import { firstDayOf } from '../month';
import { CONGRESS_SLICES } from './congress-slices';
import type { Span } from './span';

export interface Condition {
  sql: string;
  /** From `$3` on; `$1` is the position of the publication, `$2` the organization. */
  parameters: unknown[];
}

export function conditionOf(figure: ContentFigure, span: Span): Condition {
  const [section] = figure.id.split('.');
  if (section === 'congress') return ofCongresses(figure, span);
  if (section === 'rating') return ofRatings(figure, span);
  return section === 'workProgram' ? ofWorkItems(figure, span) : ofIndicators(figure);
}

/** The thing as it was before the entry. */
const before = (kinds: string): string =>
  `(SELECT p.body FROM log_entry p WHERE p.subject = e.subject AND p.position < e.position AND ${kinds}
     ORDER BY p.position DESC LIMIT 1)`;

/** A plan acts from the day since which it holds; a report on the held day, whenever it becomes known. */
function ofCongresses({ id }: ContentFigure, { from, cutOff }: Span): Condition {
  const slice = CONGRESS_SLICES.findLast((each) => id.startsWith(`${each.id}.`));
  const figure = id.slice(id.lastIndexOf('.') + 1);
  // The plan of a congress changes only until it is held; it can still become a pilot afterwards.
  const isOfPlan = figure !== 'completed' && figure !== 'inMonth';
  const plans = [
    ...(isOfPlan ? ['PLANNED', 'CANCELLED', 'REINSTATED'] : []),
    ...(slice?.pilot == null ? [] : ['PILOT_SET']),
    ...(figure === 'overdue' ? ['RESCHEDULED', 'POSTPONED'] : []),
  ];
  const labels = [
    ...(slice?.level == null ? [] : [`level:${slice.level}`]),
    ...(slice?.pilot === true ? ['pilot:true'] : []),
  ];
  const isHeld = (body: string): string => `coalesce(${body} ->> 'heldOn' BETWEEN $5 AND $6, false)`;
  const asPlanned = `e.kind = ANY($4) AND coalesce(e.body ->> 'since', e.day::text) <= $6`;
  const asReported = `e.kind IN ('COMPLETED', 'CORRECTED', 'RETRACTED')
    AND ${isHeld('e.body')} <> ${isHeld(before("p.kind NOT LIKE '%.%'"))}`;
  return {
    // The first day is compared for every figure, so that each parameter is used.
    sql: `e.labels @> $3::text[] AND $5::text <= $6::text
      AND ((${asPlanned})${figure === 'planned' ? '' : ` OR (${asReported})`})`,
    parameters: [labels, plans, figure === 'inMonth' ? from : firstDayOf('0001-01'), cutOff],
  };
}

/** Only provinces and cities count, once they have finished. */
function ofRatings({ query }: ContentFigure, { cutOff }: Span): Condition {
  const counts = (body: string): string => `coalesce(${body} ->> 'finished_on' <= $4, false)`;
  return {
    sql: `e.kind LIKE 'RATING.%' AND e.body ->> 'year' = $3
      AND (${counts('e.body')} OR ${counts(before("p.kind LIKE 'RATING.%'"))})
      AND EXISTS (SELECT FROM organization o
                   WHERE o.id = e.path[cardinality(e.path)] AND o.kind IN ('PROVINCE', 'CITY'))`,
    parameters: [String(query.variables['year']), cutOff],
  };
}

/** The program is that of the organization alone; a status acts from its day on, and one set again from its old day on. */
function ofWorkItems({ id, query }: ContentFigure, { cutOff }: Span): Condition {
  const earlier = before("p.kind LIKE 'WORK_ITEM.%'");
  return {
    sql: `e.kind LIKE 'WORK_ITEM.%' AND e.body ->> 'year' = $3 AND e.path[cardinality(e.path)] = $2
      AND CASE e.kind
            WHEN 'WORK_ITEM.ADDED' THEN true
            WHEN 'WORK_ITEM.CHANGED' THEN $5
            WHEN 'WORK_ITEM.WITHDRAWN' THEN e.body ->> 'withdrawn_on' <= $4
            ELSE $6 AND (e.body ->> 'status_on' <= $4
                 OR (${earlier} ->> 'status' = e.body ->> 'status' AND ${earlier} ->> 'status_on' <= $4))
          END`,
    parameters: [String(query.variables['year']), cutOff, id === 'workProgram.overdue', id !== 'workProgram.total'],
  };
}

/** What the code means at the organization. */
const NEAREST = `
  SELECT indicator.code, over_months FROM indicator JOIN organization o ON o.id = $2
   WHERE ${codeInSql('indicator.code')} = $3 AND organization_id = ANY(o.path)
   ORDER BY array_position(o.path, organization_id) DESC LIMIT 1`;

/** Where the last value counts, it may be years old. */
function ofIndicators({ id, query }: ContentFigure): Condition {
  const { code, month } = query.variables;
  const told = String(month);
  return {
    sql: `e.kind LIKE 'INDICATOR_VALUE.%' AND e.body ->> 'month' <= $4
      AND EXISTS (
        SELECT FROM (${NEAREST}) AS i
         WHERE e.body ->> 'indicator' = i.code AND (e.body ->> 'month' >= $5 OR i.over_months = 'LAST'))`,
    parameters: [String(code), told, id.endsWith('.inMonth') ? told : `${told.slice(0, 4)}-01`],
  };
}
