/** The demo country gives way to a campaign of one's own: only when asked, and only as long as nobody has changed it. */
import type { EntityManager } from 'typeorm';
import type { CampaignFile } from '../exchange/campaign-file';
import { beginLogAnew } from '../feed/begin-log-anew';
import { Problem } from '../problem';
import { say } from '../words/message';
import { DEMO_TEXTS } from './describe-demo-campaign';

interface Query {
  query: <Rows>(sql: string, parameters?: unknown[]) => Promise<Rows>;
}

export async function holdsDemo(database: Query): Promise<boolean> {
  const { name, term, directive } = DEMO_TEXTS;
  const found = await database.query<unknown[]>(
    'SELECT 1 FROM campaign WHERE name = $1 AND term = $2 AND directive = $3',
    [name, term, directive],
  );
  return found.length > 0;
}

/** Called in the transaction of the import, which undoes it where something is refused. */
export async function giveWay(
  manager: EntityManager,
  campaign: CampaignFile | null,
  { isAsked }: { isAsked: boolean },
): Promise<void> {
  if (!isAsked && (campaign === null || isDemo(campaign))) return;
  if (!(await holdsDemo(manager))) return;
  if (await wasChanged(manager)) throw changed();
  if (!isAsked) throw inTheWay();
  if (campaign === null) throw withoutCampaign();
  await empty(manager);
}

function isDemo({ name, term, directive }: CampaignFile): boolean {
  return name === DEMO_TEXTS.name && term === DEMO_TEXTS.term && directive === DEMO_TEXTS.directive;
}

/**
 * The demo is recorded at whole seconds of its own business days, by itself or by the calendar. Whatever else is recorded has the
 * time of the clock, and nothing is without an entry.
 */
const CHANGED = `
  SELECT EXISTS (SELECT FROM idempotency_key) OR EXISTS (
    SELECT FROM log_entry
     WHERE coalesce(actor, 'demo') <> 'demo'
        OR recorded_at <> date_trunc('second', recorded_at)
        OR (recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <> day) AS changed`;

async function wasChanged(manager: EntityManager): Promise<boolean> {
  const [found] = await manager.query<{ changed: boolean }[]>(CHANGED);
  return found?.changed !== false;
}

const TABLES = `
  SELECT string_agg(format('%I', tablename), ', ') AS tables
    FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT IN ('migration', 'log_head')`;

/** To what it was after its migrations. */
async function empty(manager: EntityManager): Promise<void> {
  const [found] = await manager.query<{ tables: string }[]>(TABLES);
  await manager.query(`TRUNCATE ${found?.tables ?? ''} RESTART IDENTITY`);
  await beginLogAnew(manager);
}

function inTheWay(): Problem {
  const message = say`This database holds the demo country. To put your own campaign in its place, add --replace-demo; to keep both, use a new database for your own (another DATA_DIR or DATABASE_URL).`;
  return new Problem('CONFLICT', message);
}

function changed(): Problem {
  const message = say`This database holds the demo country, and something was recorded in it since it was loaded: it is not replaced. Use a new database for your own campaign (another DATA_DIR or DATABASE_URL).`;
  return new Problem('CONFLICT', message);
}

function withoutCampaign(): Problem {
  const message = say`--replace-demo puts a campaign in the place of the demo country, and none of the files is one. Give the campaign file (.json) as well.`;
  return new Problem('BAD_USER_INPUT', message);
}
