/** Loads the demo country into an empty database, as if all of it had been reported here day by day. */
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from '../database/in-transaction';
import { ownStructure } from '../database/structure-lock';
import type { Day } from '../day';
import { WAKE_UP_CHANNEL } from '../feed/wake-up';
import { Problem } from '../problem';
import { describeDemoCampaign } from './describe-demo-campaign';
import { generateDemoCountry } from './generate-demo-country';
import { placeDemoOrganizations } from './place-demo-organizations';
import { resetSequences } from './reset-sequences';
import { DemoLog, type SimulatedEntry } from './simulate-log';
import { suspendIndexes } from './suspend-indexes';
import { writeCampaign, writeCongresses, writeCounters, writeLog, writeOrganizations } from './write-demo';

export interface DemoOptions {
  /** The business day up to which the campaign is played. */
  today: Day;
  /** The text of `data/provinces-2020.csv`. */
  provincesCsv: string;
  /** Whether the business day turns by itself from then on. */
  followsClock: boolean;
  say?: (line: string) => void;
  /** Is told how many of the decisions are in the log. */
  progress?: (done: number, total: number) => void;
}

const TABLES = [
  'organization',
  'congress',
  'congress_plan',
  'congress_report',
  'progress_day',
  'progress_current',
  'log_entry',
];

/** Statistics for the planner. Nobody searches by what an entry says: its columns are as wide as they are useless here. */
const ANALYZE = `ANALYZE campaign, deadline, organization, congress, congress_plan, congress_report, progress_day,
  progress_current, log_entry (position, recorded_at, day, kind, subject, path, labels)`;

export async function loadDemo(dataSource: DataSource, options: DemoOptions): Promise<void> {
  await inTransaction(dataSource, async (manager) => {
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
    'This database already holds a campaign. Load the demo country into a new, empty database.',
  );
}

/** The connection on which the transaction runs: COPY needs it bare. */
async function clientOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (queryRunner === undefined) throw new Error('The demo country is loaded outside of a transaction.');
  return (await queryRunner.connect()) as PoolClient;
}

async function load(client: PoolClient, options: DemoOptions): Promise<void> {
  const { today, provincesCsv, followsClock, say = () => undefined } = options;
  // On a slow machine one COPY may take longer than a query should.
  await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
  await client.query("SET LOCAL maintenance_work_mem = '64MB'; SET LOCAL default_statistics_target = 30");
  const restoreIndexes = await suspendIndexes(client, TABLES);
  const { organizations: founded, decisions } = generateDemoCountry(today, provincesCsv);
  const organizations = placeDemoOrganizations(founded);
  const campaign = describeDemoCampaign(today, followsClock);
  const log = new DemoLog(organizations, decisions, campaign);
  say(
    `Loading ${format(organizations.length)} organizations and ${format(decisions.length)} decisions up to ${today} …`,
  );
  await writeCampaign(client, campaign);
  await writeOrganizations(client, organizations);
  await writeLog(client, reporting(log.entries(), decisions.length, options));
  await writeCongresses(client, log);
  await writeCounters(client, log.ledger);
  await restoreIndexes();
  await resetSequences(client);
  await moveHead(client, log);
  await client.query(ANALYZE);
}

/** As `takePositions` and `append` would have left the head; its epoch stays. */
async function moveHead(client: PoolClient, { position, recordedAt }: DemoLog): Promise<void> {
  await client.query('UPDATE log_head SET position = $1, recorded_at = coalesce($2, recorded_at)', [
    position,
    recordedAt,
  ]);
  await client.query('SELECT pg_notify($1, $2)', [WAKE_UP_CHANNEL, '']);
}

function* reporting(
  entries: Iterable<SimulatedEntry>,
  total: number,
  { progress = () => undefined }: DemoOptions,
): Generator<SimulatedEntry> {
  let done = 0;
  for (const entry of entries) {
    yield entry;
    if (entry.subject === null) continue;
    done += 1;
    if (done % 1_000 === 0 || done === total) progress(done, total);
  }
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
