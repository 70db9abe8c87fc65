/** Loads the demo country into an empty database, as if all of it had been reported here day by day. */
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../database/in-transaction';
import { NO_LIMITS } from '../database/statement-limits';
import { ownStructure } from '../database/advisory-locks';
import type { Day } from '../day';
import { clientOf } from '../history/copy-rows';
import { loadHistory } from '../history/load-history';
import type { RecordedEntry } from '../history/recorded-history';
import { Problem } from '../problem';
import { describeDemoCampaign } from './describe-demo-campaign';
import { placeDemoOrganizations } from './found-demo-organizations';
import { generateDemoCountry } from './generate-demo-country';
import { playDemoRecords } from './play-demo-records';
import { DemoLog } from './simulate-log';
import { writeCampaign, writeOrganizations } from './write-demo';
import { plain } from '../words/message';

export interface DemoOptions {
  /** The business day up to which the campaign is played. */
  today: Day;
  /** The text of `data/provinces-2020.csv`. */
  provincesCsv: string;
  /** Whether the business day turns by itself from then on. */
  followsClock: boolean;
  say?: (line: string) => void;
  /** Called with the number of decisions that are in the log. */
  progress?: (done: number, total: number) => void;
}

export async function loadDemo(dataSource: DataSource, options: DemoOptions): Promise<void> {
  await inTransaction(dataSource, async (manager) => {
    // On a slow machine one COPY may take longer than a query should; a second server waits for the first one's.
    await manager.query(`${NO_LIMITS}; SET LOCAL idle_in_transaction_session_timeout = 0`);
    await ownStructure(manager);
    await requireEmpty(manager);
    await load(await clientOf(manager), options);
  });
}

async function requireEmpty(manager: EntityManager): Promise<void> {
  const [found] = await manager.query<{ used: boolean }[]>(
    'SELECT EXISTS (SELECT FROM organization) OR EXISTS (SELECT FROM campaign) AS used',
  );
  if (found?.used !== true) return;
  throw new Problem(
    'CONFLICT',
    plain`This database already holds a campaign. Load the demo country into a new, empty database.`,
  );
}

async function load(client: PoolClient, options: DemoOptions): Promise<void> {
  const { today, provincesCsv, followsClock, say = () => undefined } = options;
  const { organizations: founded, decisions } = generateDemoCountry(today, provincesCsv);
  const organizations = placeDemoOrganizations(founded);
  const campaign = describeDemoCampaign(today, followsClock);
  const records = playDemoRecords(today, provincesCsv);
  const log = new DemoLog(organizations, decisions, campaign, records);
  const changes = decisions.length + records.length;
  say(`Loading ${format(organizations.length)} organizations and ${format(changes)} decisions up to ${today} …`);
  await loadHistory(client, log, reporting(log.entries(), changes, options), async () => {
    await writeCampaign(client, campaign);
    await writeOrganizations(client, organizations);
  });
}

function* reporting(
  entries: Iterable<RecordedEntry>,
  total: number,
  { progress = () => undefined }: DemoOptions,
): Generator<RecordedEntry> {
  let done = 0;
  for (const entry of entries) {
    yield entry;
    if (entry.recordId === null) continue;
    done += 1;
    if (done % 1_000 === 0 || done === total) progress(done, total);
  }
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
