/** Restores the log of a campaign from a file of its events, into a database that has none yet. */
import type { EntityManager } from 'typeorm';
import { CongressEventKind } from '../congress/congress-event-kind';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import type { EventRow } from './apply-event';
import { clientOf } from './client-of';
import { NOTHING_SAID, readCongressFields, type CongressFields } from './congress-fields';
import { Judged } from './judge-rows';
import { loadHistory } from './load-history';
import { Row } from './read-row';
import type { RecordedEntry } from './recorded-history';
import type { Recognised } from './recognise-table';
import { ReplayedLog, type PlacedOrganization } from './replay-log';
import type { RowVerdict } from './verdict';

export interface Restoring {
  manager: EntityManager;
  campaign: CampaignFacts;
  progress: (done: number, total: number) => void;
}

/** All of it, or nothing: what follows an event that does not fit cannot be judged. */
export async function restoreEvents(restoring: Restoring, recognised: Recognised): Promise<RowVerdict[]> {
  const judged = recognised.rows.map((row) => new Judged<EventRow>(new Row(recognised, row), 'organization'));
  for (const each of judged) each.value = each.attempt(() => readEvent(each.row));
  if (judged.some(isRefused)) return verdictsOf(judged);
  const there = await readStored(restoring.manager);
  const differing = judged.find(({ value }, index) => value !== undefined && there[index] !== textOf(value));
  if (there.length > 0) {
    if (differing !== undefined || there.length !== judged.length) (differing ?? judged[0])?.refuse(notEmpty());
  } else {
    await replay(restoring, judged);
  }
  return verdictsOf(judged);
}

function isRefused({ refusal }: Judged<EventRow>): boolean {
  return refusal !== undefined;
}

/** Where one is refused nothing can be said of the others. */
function verdictsOf(judged: readonly Judged<EventRow>[]): RowVerdict[] {
  return (judged.some(isRefused) ? judged.filter(isRefused) : judged).map(({ verdict }) => verdict);
}

async function replay({ manager, campaign, progress }: Restoring, judged: readonly Judged<EventRow>[]): Promise<void> {
  const [first] = judged;
  if (first?.value === undefined) return;
  const organizations = await manager.query<(PlacedOrganization & { code: string })[]>(
    'SELECT id, code, level, path FROM organization',
  );
  if (organizations.length === 0) {
    throw new Problem(
      'CONFLICT',
      'There are no organizations yet. Import them first, or together with the events: the export wrote them, too.',
    );
  }
  const root = organizations.find(({ path }) => path.length === 1)?.id ?? 0;
  const log = new ReplayedLog(new Map(organizations.map((each) => [each.code, each])), root, campaign, first.value);
  for (const each of judged) {
    const { value } = each;
    each.attempt(() => {
      if (value !== undefined) log.take(value);
    });
    if (each.refusal !== undefined) return;
  }
  for (const { done } of judged) done.push('RESTORED');
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

const KINDS = Object.fromEntries(
  Object.values(CongressEventKind).map((kind): [string, string[]] => [kind, []]),
) as Record<CongressEventKind, string[]>;

const RECORDED_AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/;

function readEvent(row: Row): EventRow {
  return {
    position: row.count('position') ?? missing('position'),
    recordedAt: readInstant(row.text('recordedAt')),
    day: row.day('day') ?? missing('day'),
    kind: row.word('eventKind', KINDS) ?? missing('eventKind'),
    by: row.text('by'),
    organization: row.text('organization'),
    ...readCongressFields(row),
  };
}

function readInstant(text: string | null): string {
  if (text !== null && RECORDED_AT.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  const message = `"${text ?? ''}" is no moment. Write it as the export does: 2020-02-28T07:15:00.000Z.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'recordedAt' });
}

function missing(argument: string): never {
  throw new Problem('BAD_USER_INPUT', 'The cell is empty. An event needs it.', { argument });
}

/** What makes an entry the one that the file has. */
function textOf(event: EventRow): string {
  const { position, recordedAt, day, kind, by, reason, organization, pilot, status, plannedOn, heldOn } = event;
  const { delegatesSummoned, delegatesAttended, committeeElected, note } = event;
  const congress = [organization, pilot, status, plannedOn, heldOn];
  const particulars = [delegatesSummoned, delegatesAttended, committeeElected, note];
  return JSON.stringify([position, recordedAt, day, kind, by, reason, ...congress, ...particulars]);
}

type StoredRow = Pick<EventRow, 'position' | 'day' | 'kind' | 'by' | 'reason' | 'organization'> & {
  recordedAt: Date;
  body: Partial<CongressFields>;
};

const STORED = `
  SELECT e.position, e.recorded_at AS "recordedAt", e.day, e.kind, e.actor AS by, e.reason, o.code AS organization, e.body
    FROM log_entry e LEFT JOIN organization o ON o.id = e.path[cardinality(e.path)]
   ORDER BY e.position`;

async function readStored(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<StoredRow[]>(STORED);
  return rows.map(({ body, recordedAt, ...row }) =>
    textOf({ ...NOTHING_SAID, ...body, ...row, recordedAt: recordedAt.toISOString() }),
  );
}

function notEmpty(): Problem {
  return new Problem(
    'CONFLICT',
    'This database has events of its own. A log can only be restored into a database that has none: use a new one.',
  );
}
