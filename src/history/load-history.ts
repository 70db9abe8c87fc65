/** Loads the whole history of a campaign into a database that has no events yet. */
import type { PoolClient } from 'pg';
import { NEWEST_LAYOUT } from '../feed/adopt-layout';
import { WAKE_UP_CHANNEL } from '../feed/log';
import { rebuildIndicatorTotals } from '../indicator/rebuild-indicator-totals';
import { RECORD_NOUNS } from '../record-nouns';
import { COUNTS_BY_ITSELF } from '../progress/counters';
import { rebuildRows } from '../record/rebuild-rows';
import type { RecordedEntry, RecordedHistory } from './recorded-history';
import { writeCongresses, writeCounters, writeLog } from './write-history';

const TABLES = [
  'organization',
  'congress',
  'congress_plan',
  'congress_report',
  'progress_day',
  'progress_current',
  'log_entry',
];

/** Statistics for the planner. The body and the totals of an entry are left out: they are wide, and nothing searches by them. */
export const ANALYZE = `ANALYZE campaign, deadline, organization, congress, congress_plan, congress_report, progress_day,
  progress_current, log_entry (position, recorded_at, day, kind, subject, path, labels)`;

/** `first` writes what the history refers to, while the indexes are dropped. */
export async function loadHistory(
  client: PoolClient,
  history: RecordedHistory,
  entries: Iterable<RecordedEntry>,
  first: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await client.query("SET LOCAL maintenance_work_mem = '64MB'; SET LOCAL default_statistics_target = 30");
  await client.query(`SELECT ${COUNTS_BY_ITSELF}`);
  const restoreIndexes = await suspendIndexes(client, TABLES);
  await first();
  await writeLog(client, entries);
  await writeCongresses(client, history);
  await writeCounters(client, history.ledger);
  await restoreIndexes();
  await resetSequences(client);
  await rebuildRows(client, RECORD_NOUNS);
  await rebuildIndicatorTotals(client);
  await moveHead(client, history);
  await client.query([ANALYZE, ...RECORD_NOUNS.map(({ table }) => table)].join(', '));
}

/** As `takePositions` and `append` would have left the head; its epoch stays. */
async function moveHead(client: PoolClient, { position, recordedAt, mark }: RecordedHistory): Promise<void> {
  await client.query(
    'UPDATE log_head SET position = $1, mark = $3, recorded_at = coalesce($2, recorded_at), totals_layout = $4',
    [position, recordedAt, mark, NEWEST_LAYOUT],
  );
  await client.query('SELECT pg_notify($1, $2)', [WAKE_UP_CHANNEL, '']);
}

/** New organizations and congresses get ids after those that were loaded. */
async function resetSequences(client: PoolClient): Promise<void> {
  for (const table of ['organization', 'congress']) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), coalesce(max(id), 0) + 1, false) FROM ${table}`,
    );
  }
}

/** Foreign keys and secondary indexes as the catalogue has them, so that no migration is repeated here. */
const FIND_INDEXES = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
    FROM pg_constraint
   WHERE contype = 'f' AND conrelid = ANY($1::regclass[])
   UNION ALL
  SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index
   WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`;

/** Returns what creates them again, in the same transaction: all rows are checked at once then, faster than one by one. */
async function suspendIndexes(client: PoolClient, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ drop: string; make: string }>(FIND_INDEXES, [tables]);
  for (const { drop } of rows) await client.query(drop);
  return async () => {
    for (const { make } of rows) await client.query(make);
  };
}
