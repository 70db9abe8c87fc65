/** Restores the log of a campaign from a file of its events, into a database that has none yet. */
import type { EntityManager } from 'typeorm';
import type { CongressEventKind } from '../congress/congress-event-kind';
import type { CampaignFacts } from '../organization/campaign-facts';
import { isOfStructure } from '../organization/structure-kinds';
import { Problem } from '../problem';
import type { RecordNoun } from '../record/noun';
import { clientOf } from './client-of';
import { NOTHING_SAID, type CongressFields } from './congress-fields';
import { Judged } from './judge-rows';
import { readCampaignFact } from './found-campaign';
import { holdsNothingButFounding } from './list-structure-entries';
import { loadHistory } from './load-history';
import { readEvent, textOfEvent, type LoggedRow } from './read-event';
import { Row } from './read-row';
import { isOfRecord, recordOfBody, ThingNumbers, type RecordEventRow, type RecordKind } from './record-event-row';
import type { RecordedEntry } from './recorded-history';
import type { Recognised } from './recognise-table';
import { ReplayedLog, type PlacedOrganization } from './replay-log';
import { ReplayedRecords } from './replay-records';
import { ReplayedStructure } from './replay-structure';
import { readShapes, tryRecords } from './try-records';
import type { RowVerdict } from './verdict';

export interface Restoring {
  manager: EntityManager;
  campaign: CampaignFacts;
  /** What the log may have besides congresses. */
  nouns: readonly RecordNoun[];
  progress: (done: number, total: number) => void;
}

/** What is done with each row of a log that was taken in. */
export const RESTORED = 'RESTORED';

/** All of it, or nothing: what follows an event that does not fit cannot be judged. */
export async function restoreEvents(restoring: Restoring, recognised: Recognised): Promise<RowVerdict[]> {
  const judged = recognised.rows.map((row) => new Judged<LoggedRow>(new Row(recognised, row, true), 'organization'));
  for (const each of judged) each.value = each.attempt(() => readEvent(each.row));
  if (judged.some(isRefused)) return verdictsOf(judged);
  const there = await readStored(restoring.manager);
  const differing = judged.find(({ value }, index) => value !== undefined && there[index] !== textOfEvent(value));
  if (differing === undefined && there.length === judged.length) return verdictsOf(judged);
  if (await holdsNothingButFounding(restoring.manager)) await replay(restoring, judged);
  else (differing ?? judged[0])?.refuse(notEmpty());
  return verdictsOf(judged);
}

function isRefused({ refusal }: Judged<LoggedRow>): boolean {
  return refusal !== undefined;
}

/** Where one is refused nothing can be said of the others. */
function verdictsOf(judged: readonly Judged<LoggedRow>[]): RowVerdict[] {
  return (judged.some(isRefused) ? judged.filter(isRefused) : judged).map(({ verdict }) => verdict);
}

const ORGANIZATIONS = `
  SELECT o.id, o.code, parent.code AS parent, o.name, o.name_en AS "nameEn", o.level, o.kind, o.region, o.path
    FROM organization o LEFT JOIN organization parent ON parent.id = o.parent_id`;

async function replay(
  { manager, campaign, nouns, progress }: Restoring,
  judged: readonly Judged<LoggedRow>[],
): Promise<void> {
  const [first] = judged;
  if (first?.value === undefined) return;
  const organizations = await manager.query<PlacedOrganization[]>(ORGANIZATIONS);
  if (organizations.length === 0) {
    throw new Problem(
      'CONFLICT',
      'There are no organizations yet. Import them first, or together with the events: the export wrote them, too.',
    );
  }
  const root = organizations.find(({ path }) => path.length === 1)?.id ?? 0;
  const shapes = await readShapes(manager, nouns);
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
  // The log that comes tells of the founding, or is older than such entries.
  await manager.query('DELETE FROM log_entry');
  await loadHistory(await clientOf(manager), log, counted(log.entries(), judged.length, progress), undefined, nouns);
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
    'This database has events of its own. A log can only be restored into a database that has none: use a new one.',
  );
}
