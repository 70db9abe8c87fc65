/** Loads the whole history of a campaign into a database that has no events yet. */
import type { PoolClient } from 'pg';
import { WAKE_UP_CHANNEL } from '../feed/log';
import { rebuildIndicatorTotals } from '../indicator/rebuild-indicator-totals';
import type { RecordNoun } from '../record/noun';
import { rebuildRows } from '../record/rebuild-rows';
import { RECORD_NOUNS } from '../record-nouns';
import type { RecordedEntry, RecordedHistory } from './recorded-history';
import { resetSequences } from './reset-sequences';
import { suspendIndexes } from './suspend-indexes';
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

/** Statistics for the planner. Nobody searches by what an entry says: its columns are as wide as they are useless here. */
export const ANALYZE = `ANALYZE campaign, deadline, organization, congress, congress_plan, congress_report, progress_day,
  progress_current, log_entry (position, recorded_at, day, kind, subject, path, labels)`;

/** `first` writes what the history rests on, while indexes are away; `nouns` are those that the log may have besides congresses. */
export async function loadHistory(
  client: PoolClient,
  history: RecordedHistory,
  entries: Iterable<RecordedEntry>,
  first: () => Promise<void> = () => Promise.resolve(),
  nouns: readonly RecordNoun[] = RECORD_NOUNS,
): Promise<void> {
  await client.query("SET LOCAL maintenance_work_mem = '64MB'; SET LOCAL default_statistics_target = 30");
  const restoreIndexes = await suspendIndexes(client, TABLES);
  await first();
  await writeLog(client, entries);
  await writeCongresses(client, history);
  await writeCounters(client, history.ledger);
  await restoreIndexes();
  await resetSequences(client);
  await rebuildRows(client, nouns);
  await rebuildIndicatorTotals(client);
  await moveHead(client, history);
  await client.query([ANALYZE, ...nouns.map(({ table }) => table)].join(', '));
}

/** As `takePositions` and `append` would have left the head; its epoch stays. */
async function moveHead(client: PoolClient, { position, recordedAt, mark }: RecordedHistory): Promise<void> {
  await client.query('UPDATE log_head SET position = $1, mark = $3, recorded_at = coalesce($2, recorded_at)', [
    position,
    recordedAt,
    mark,
  ]);
  await client.query('SELECT pg_notify($1, $2)', [WAKE_UP_CHANNEL, '']);
}
