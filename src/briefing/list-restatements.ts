/** What a published briefing would say differently by what is known now, and why. */
import type { Operation } from '../access/operation';
import { momentOf } from '../organization/moment';
import { LEVELS } from '../organization/level';
import type { Organization } from '../organization/organization';
import type { BriefingContent, ContentFigure } from '../document/content';
import type { Briefing } from './briefing';
import { CONGRESS_SLICES } from './figures-of-congresses';
import { loadFigures } from './load-content';
import { spanOf } from './months';

/** An event after the publication that changed the figure. */
interface Cause {
  position: number;
  kind: string;
  recordedAt: Date;
  by: string | null;
  reason: string | null;
  /** Internal id of the organization that it is of. */
  organizationId: number;
}

export interface Restated {
  figure: ContentFigure;
  before: number | null;
  after: number | null;
  causes: Cause[];
  causesTotal: number;
}

/** The figures of the frozen content that have another value now, each with the newest of what changed it. */
export async function listRestatements(
  operation: Operation,
  organization: Organization,
  briefing: Briefing,
  frozen: BriefingContent,
): Promise<Restated[]> {
  const { campaign } = await operation.snapshot.once(momentOf);
  const span = spanOf(briefing.month, briefing.cutOff, campaign.today);
  const now = new Map((await loadFigures(operation, organization, span)).map((each) => [each.id, each]));
  const restated: Restated[] = [];
  for (const figure of frozen.figures) {
    const after = now.get(figure.id)?.value ?? null;
    if (after === figure.value) continue;
    const causes = await findCauses(operation, organization, briefing, figure);
    restated.push({ figure, before: figure.value, after, ...causes });
  }
  return restated;
}

const MOST_CAUSES = 10;

interface Condition {
  sql: string;
  parameters: unknown[];
}

async function findCauses(
  { snapshot }: Operation,
  organization: Organization,
  { position, cutOff }: Briefing,
  figure: ContentFigure,
): Promise<{ causes: Cause[]; causesTotal: number }> {
  const { sql, parameters } = conditionOf(figure, cutOff);
  const rows = await snapshot.query<Cause & { total: number }>(
    `SELECT position, kind, recorded_at AS "recordedAt", actor AS by, reason,
            path[cardinality(path)] AS "organizationId", count(*) OVER ()::integer AS total
       FROM log_entry WHERE position > $1 AND path @> ARRAY[$2::integer] AND ${sql}
      ORDER BY position DESC LIMIT ${MOST_CAUSES}`,
    [position, organization.id, ...parameters],
  );
  return { causes: rows.map(({ total: _, ...cause }) => cause), causesTotal: rows[0]?.total ?? 0 };
}

/** Which events can change the figure as of a day that has passed: plans act from the day on which they are decided. */
function conditionOf({ id, query }: ContentFigure, cutOff: string): Condition {
  const [section] = id.split('.');
  if (section === 'rating') return ofNoun('RATING', "body ->> 'year' = $4", String(query.variables['year']));
  if (section === 'workProgram') return ofNoun('WORK_ITEM', "body ->> 'year' = $4", String(query.variables['year']));
  if (section !== 'congress') {
    return ofNoun('INDICATOR_VALUE', "body ->> 'indicator' = $4", String(query.variables['code']));
  }
  const slice = CONGRESS_SLICES.findLast((each) => id.startsWith(`${each.id}.`));
  const labels = [
    ...LEVELS.filter((level) => level === slice?.level).map((level) => `level:${level}`),
    ...(slice?.pilot === true ? ['pilot:true'] : []),
  ];
  return {
    sql: `labels @> $3::text[] AND (kind IN ('CORRECTED', 'RETRACTED') OR (kind = 'COMPLETED' AND body ->> 'heldOn' <= $4))`,
    parameters: [labels, cutOff],
  };
}

function ofNoun(noun: string, sql: string, parameter: string): Condition {
  return { sql: `split_part(kind, '.', 1) = $3 AND ${sql}`, parameters: [noun, parameter] };
}
