/** What a published briefing would say differently by what is known now, and why. */
import type { Operation } from '../access/operation';
import type { LogEvent } from '../change/event';
import { everyEvent } from '../change/events-of';
import { readEntries } from '../feed/log';
import { momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import type { BriefingContent, ContentFigure } from '../paper/content';
import { formOf } from '../paper/form';
import type { Briefing } from './briefing';
import { conditionOf, type Condition } from './conditions-of-causes';
import { loadFigures } from './load-content';
import { spanOf } from './span';

export interface Restated {
  figure: ContentFigure;
  before: number | null;
  after: number | null;
  /** The newest of what changed the figure after the publication. */
  causes: LogEvent[];
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
  // An indicator that was withdrawn since still has its values.
  const told = new Set(frozen.figures.flatMap(({ query }) => query.variables['code'] ?? []));
  const now = new Map(
    (await loadFigures(operation, organization, span, { form: formOf(frozen), withdrawn: told })).map((each) => [
      each.id,
      each,
    ]),
  );
  const find = rememberCauses(operation, organization, briefing);
  const restated: Restated[] = [];
  for (const figure of frozen.figures) {
    const after = now.get(figure.id)?.value ?? null;
    if (after === figure.value) continue;
    restated.push({ figure, before: figure.value, after, ...(await find(conditionOf(figure, span))) });
  }
  return restated;
}

const MOST_CAUSES = 10;

type Causes = Pick<Restated, 'causes' | 'causesTotal'>;

/** Many figures have the same causes: the log is searched once for them. */
function rememberCauses(
  operation: Operation,
  organization: Organization,
  briefing: Briefing,
): (condition: Condition) => Promise<Causes> {
  const found = new Map<string, Causes>();
  return async (condition) => {
    const key = JSON.stringify(condition);
    const causes = found.get(key) ?? (await findCauses(operation, organization, briefing, condition));
    found.set(key, causes);
    return causes;
  };
}

async function findCauses(
  { snapshot }: Operation,
  { id }: Organization,
  { position }: Briefing,
  { sql, parameters }: Condition,
): Promise<Causes> {
  const { head } = await snapshot.once(momentOf);
  const rows = await snapshot.query<{ position: number; total: number }>(
    `SELECT e.position, count(*) OVER ()::integer AS total
       FROM log_entry e WHERE e.position > $1 AND e.path @> ARRAY[$2::integer] AND ${sql}
      ORDER BY e.position DESC LIMIT ${MOST_CAUSES}`,
    [position, id, ...parameters],
  );
  const entries = await snapshot.read((manager) =>
    readEntries(
      manager,
      rows.map((row) => row.position),
    ),
  );
  const { toEvent } = everyEvent();
  return { causes: entries.map((entry) => toEvent(entry, head.epoch)), causesTotal: rows[0]?.total ?? 0 };
}
