/** Restores the log of a campaign from a file of its events, into a database that has none yet. */
import type { EntityManager } from 'typeorm';
import type { CongressEventKind } from '../congress/congress-event-kind';
import { clientOf } from '../history/copy-rows';
import {
  isOfRecord,
  NOTHING_SAID,
  recordOfBody,
  textOfEvent,
  ThingNumbers,
  type CongressFields,
  type LoggedRow,
  type RecordEventRow,
  type RecordKind,
} from '../history/event-row';
import { loadHistory } from '../history/load-history';
import type { RecordedEntry } from '../history/recorded-history';
import { ReplayedLog, type ReplayedOrganization } from '../history/replay-log';
import { ReplayedRecords } from '../history/replay-records';
import { ReplayedStructure } from '../history/replay-structure';
import { readShapes, tryRecords } from '../history/try-records';
import type { CampaignFacts } from '../organization/campaign-facts';
import { isOfStructure, NOTHING_BUT_FOUNDED } from '../organization/structure-kinds';
import { Problem } from '../problem';
import { RECORD_NOUNS } from '../record-nouns';
import { readCampaignFact } from './found-campaign';
import { JudgedRow } from './judge-rows';
import { readEvent } from './read-event';
import { ImportRow } from './read-row';
import type { RecognisedTable } from './recognise-table';
import type { RowVerdict } from './verdict';
import { say } from '../words/message';

interface Restoring {
  manager: EntityManager;
  campaign: CampaignFacts;
  progress: (done: number, total: number) => void;
}

/** What is done with each row of a log that was taken in. */
export const RESTORED = 'RESTORED';

/** All of it or nothing: what follows an event that does not fit cannot be judged. */
export async function restoreEvents(restoring: Restoring, recognised: RecognisedTable): Promise<RowVerdict[]> {
  const judged = recognised.rows.map(
    (row) => new JudgedRow<LoggedRow>(new ImportRow(recognised, row, true), 'organization'),
  );
  for (const each of judged) each.value = each.attempt(() => readEvent(each.row));
  if (judged.some(isRefused)) return verdictsOf(judged);
  const stored = await readStored(restoring.manager);
  const differing = judged.find(({ value }, index) => value !== undefined && stored[index] !== textOfEvent(value));
  if (differing === undefined && stored.length === judged.length) return verdictsOf(judged);
  if (await holdsNothingButFounding(restoring.manager)) await replay(restoring, judged);
  else (differing ?? judged[0])?.refuse(notEmpty());
  return verdictsOf(judged);
}

/** Whether a log can be restored here. */
export async function holdsNothingButFounding(manager: EntityManager): Promise<boolean> {
  const [found] = await manager.query<{ founding: boolean }[]>(NOTHING_BUT_FOUNDED);
  return found?.founding === true;
}

function isRefused({ refusal }: JudgedRow<LoggedRow>): boolean {
  return refusal !== undefined;
}

/** When one is refused, nothing can be said of the others. */
function verdictsOf(judged: readonly JudgedRow<LoggedRow>[]): RowVerdict[] {
  return (judged.some(isRefused) ? judged.filter(isRefused) : judged).map(({ verdict }) => verdict);
}

const ORGANIZATIONS = `
  SELECT o.id, o.code, parent.code AS parent, o.name, o.name_en AS "nameEn", o.level, o.kind, o.region, o.path
    FROM organization o LEFT JOIN organization parent ON parent.id = o.parent_id`;

async function replay(
  { manager, campaign, progress }: Restoring,
  judged: readonly JudgedRow<LoggedRow>[],
): Promise<void> {
  const [first] = judged;
  if (first?.value === undefined) return;
  const organizations = await manager.query<ReplayedOrganization[]>(ORGANIZATIONS);
  if (organizations.length === 0) {
    throw new Problem(
      'CONFLICT',
      say`There are no organizations yet. Import them first, or together with the events: the export wrote them as well.`,
    );
  }
  const root = organizations.find(({ path }) => path.length === 1)?.id ?? 0;
  const shapes = await readShapes(manager, RECORD_NOUNS);
  const placed = new Map(organizations.map((each) => [each.code, each]));
  const structure = new ReplayedStructure(await readCampaignFact(manager), placed);
  const log = new ReplayedLog(placed, root, campaign, new ReplayedRecords(shapes), structure, first.value);
  for (const each of judged) {
    const { value } = each;
    each.attempt(() => {
      if (value !== undefined) log.take(value);
    });
    if (each.refusal !== undefined) return;
  }
  const misfit = structure.findMisfit() ?? (await tryRecords(manager, log.recordsTaken(), shapes));
  if (misfit !== undefined) {
    judged[misfit.event.position - 1]?.refuse(misfit.problem);
    return;
  }
  for (const { done } of judged) done.push(RESTORED);
  // The log of the file has the entries of the founding, or is older than such entries.
  await manager.query('DELETE FROM log_entry');
  await loadHistory(await clientOf(manager), log, counted(log.entries(), judged.length, progress));
}

function* counted(
  entries: Iterable<RecordedEntry>,
  total: number,
  progress: Restoring['progress'],
): Generator<RecordedEntry> {
  let done = 0;
  for (const entry of entries) {
    yield entry;
    done += 1;
    if (done % 1_000 === 0 || done === total) progress(done, total);
  }
}

type StoredRow = Omit<RecordEventRow, 'recordedAt' | 'kind' | 'thing' | 'record'> & {
  kind: CongressEventKind | RecordKind;
  recordedAt: Date;
  body: Record<string, unknown>;
  subject: number | null;
};

const STORED = `
  SELECT e.position, e.recorded_at AS "recordedAt", e.day, e.kind, e.actor AS by, e.reason, e.mark, o.code AS organization,
         e.subject, e.body
    FROM log_entry e LEFT JOIN organization o ON o.id = e.path[cardinality(e.path)]
   ORDER BY e.position`;

async function readStored(manager: EntityManager): Promise<string[]> {
  const numbers = new ThingNumbers();
  return (await manager.query<StoredRow[]>(STORED)).map((row) => textOfEvent(toLogged(row, numbers)));
}

function toLogged({ body, subject, recordedAt, kind, ...rest }: StoredRow, numbers: ThingNumbers): LoggedRow {
  const row = { ...rest, recordedAt: recordedAt.toISOString() };
  if (isOfStructure(kind)) return { ...row, kind, record: body };
  if (isOfRecord(kind)) {
    return { ...row, kind, thing: numbers.numberOf(kind, subject ?? 0), record: recordOfBody(body) };
  }
  return { ...NOTHING_SAID, byFile: null, ...(body as Partial<CongressFields>), ...row, kind };
}

function notEmpty(): Problem {
  return new Problem(
    'CONFLICT',
    say`This database has events of its own. A log can only be restored into a database that has none: use a new one.`,
  );
}
