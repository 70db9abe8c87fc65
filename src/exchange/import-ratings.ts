/** Imports quality ratings: each row is decided by the rules of the mutations, and recorded as they record. */
import { ALREADY_RECORDED } from '../change/answer';
import type { Day } from '../day';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import { decideRatingCorrection, decideRecording } from '../rating/decide-rating';
import { GRADE_FIELDS, type GradeCounts } from '../rating/grade';
import { RATING, RatingEventKind } from '../rating/rating';
import {
  isSameRating,
  toRatingColumns,
  UNFINISHED,
  type FinishedRating,
  type RatingState,
} from '../rating/rating-state';
import { requireCentrallyRun } from '../rating/record-rating';
import { nextIds } from '../record/save-rows';
import { textOf } from '../spreadsheet/read-cell';
import { FieldName, joinMessages, say, type Message } from '../words/message';
import { judgeRows, type FirstRows, type JudgedRow } from './judge-rows';
import type { KnownCodes } from './known-codes';
import { findNamedOrganizations, type RowOrganization } from './named-organizations';
import { readYear } from './read-month';
import type { ImportRow } from './read-row';
import { requireOrganizationCode, writeRecords, type RecordImport, type RowChange } from './record-import';
import { readRecordVersions } from './record-versions';
import type { RecognisedTable } from './recognise-table';
import { readVersion, type RowVersion } from './row-version';
import type { RowVerdict } from './verdict';

type Particulars = { finishedOn: Day | null } & { [Field in keyof GradeCounts]: number | null };

interface RatingRow {
  organization: string;
  name: string | null;
  year: number;
  /** What is null changes nothing. */
  told: Particulars;
  reason: string | null;
  version: RowVersion | null;
}

interface StoredRating extends RatingState {
  id: number;
  organizationId: number;
  year: number;
  position: number;
}

interface Decided {
  verb: RatingEventKind;
  state: RatingState;
  reason: string | null;
}

export async function importRatings(
  given: RecordImport & { first: FirstRows },
  recognised: RecognisedTable,
): Promise<RowVerdict[]> {
  const items = judgeRows(recognised, {
    read: (row) => readRatingRow(row, given.codes),
    keyOf: ({ organization, year }) => `${organization} ${year}`,
    keyColumn: 'organization',
    first: given.first,
  });
  const rows = items.flatMap(({ value }) => value ?? []);
  const organizationOf = await findNamedOrganizations(given, rows);
  const ratings = await findRatings(given, rows);
  const storedOf = (organization: RowOrganization, { year }: RatingRow): StoredRating | undefined =>
    ratings.get(`${organization.code} ${year}`);
  const requireCurrent = await readRecordVersions(
    given.manager,
    { noun: RATING, name: say`The rating` },
    rows.map(({ organization, year, version }) => ({ version, thing: ratings.get(`${organization} ${year}`) })),
  );
  const work = items.flatMap((item) => {
    const row = item.value;
    if (row === undefined || saysNothing(row)) return [];
    const decided = item.attempt(() => {
      const organization = organizationOf(row);
      requireCentrallyRun(organization);
      const stored = storedOf(organization, row);
      const decision = decide(given, row, organization, stored);
      if (decision !== undefined) requireCurrent(row.version, stored);
      return decision && { ...decision, organization, id: stored?.id };
    });
    return decided === undefined ? [] : [{ item, row, ...decided }];
  });
  await writeRecords(given, await toChanges(given, work));
  return items.map(({ verdict }) => verdict);
}

function readRatingRow(row: ImportRow, codes: KnownCodes): RatingRow {
  const organization = requireOrganizationCode(row, codes);
  const year = textOf(row.cell('year'));
  if (year === '')
    throw new Problem('BAD_USER_INPUT', say`The year is missing. Write it as 2020.`, { argument: 'year' });
  return {
    organization,
    name: row.held('name'),
    year: readYear(year),
    told: {
      finishedOn: row.day('finishedOn'),
      excellent: row.count('excellent'),
      good: row.count('good'),
      satisfactory: row.count('satisfactory'),
      unsatisfactory: row.count('unsatisfactory'),
      unnamed: row.count('unnamed'),
    },
    reason: row.text('reason'),
    version: readVersion(row.held('version')),
  };
}

function saysNothing({ told }: RatingRow): boolean {
  return Object.values(told).every((each) => each === null);
}

/** Nothing where the same is recorded. */
function decide(
  { campaign, reason }: RecordImport,
  { year, told, ...row }: RatingRow,
  { code, closedOn }: RowOrganization,
  stored: StoredRating | undefined,
): Decided | undefined {
  if (stored === undefined || stored.finishedOn === null) {
    const state = decideRecording(year, UNFINISHED, requireWhole(told), campaign.today);
    if (state === ALREADY_RECORDED) return undefined;
    if (closedOn !== null) throw refuseClosed(code, closedOn, 'organization');
    return { verb: RatingEventKind.RECORDED, state, reason: null };
  }
  if (isSameRating(stored, withTold(stored, told))) return undefined;
  const why = row.reason ?? reason;
  const state = decideRatingCorrection(year, stored, told, campaign.today);
  if (why !== null) return { verb: RatingEventKind.CORRECTED, state, reason: why };
  const message = say`The rating of ${String(year)} is recorded as finished on ${stored.finishedOn}, and says otherwise: ${differencesOf(stored, state)}. To correct it, say why in a column ${new FieldName('reason')}, or for all rows with --reason.`;
  throw new Problem('CONFLICT', message, { argument: 'reason' });
}

function withTold(stored: RatingState, told: Particulars): RatingState {
  const said = Object.entries(told).filter(([, value]) => value !== null);
  return { ...stored, ...Object.fromEntries(said) };
}

/** `good 12 → 13`: what is recorded, and what the row says. */
function differencesOf(stored: RatingState, row: RatingState): Message {
  const fields = ['finishedOn', ...GRADE_FIELDS.map(([, field]) => field)] as const;
  const differing = fields.filter((field) => stored[field] !== row[field]);
  return joinMessages(
    differing.map((field) => say`${new FieldName(field)} ${stored[field] ?? ''} → ${row[field] ?? ''}`),
    ', ',
  );
}

/** A grade that nobody was given is 0: an empty cell may also be one that was forgotten. */
function requireWhole(told: Particulars): FinishedRating {
  const { finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed } = told;
  if (finishedOn === null || excellent === null || good === null || satisfactory === null || unsatisfactory === null) {
    const fields = ['finishedOn', 'excellent', 'good', 'satisfactory', 'unsatisfactory'] as const;
    const argument = fields.find((field) => told[field] === null) ?? 'finishedOn';
    const message = say`${new FieldName(argument)} is empty. A new rating needs the day on which it finished, and the people in each grade: write 0 for none.`;
    throw new Problem('BAD_USER_INPUT', message, { argument });
  }
  return { finishedOn, excellent, good, satisfactory, unsatisfactory, unnamed: unnamed ?? 0 };
}

const STORED = `
  SELECT o.code, r.id, r.organization_id AS "organizationId", r.year, r.finished_on AS "finishedOn", r.excellent, r.good,
         r.satisfactory, r.unsatisfactory, r.unnamed, r.position
    FROM unnest($1::text[], $2::integer[]) AS asked (code, year)
    JOIN organization o USING (code)
    JOIN rating r ON r.organization_id = o.id AND r.year = asked.year`;

/** By code and year. */
async function findRatings({ manager }: RecordImport, rows: readonly RatingRow[]): Promise<Map<string, StoredRating>> {
  const found = await manager.query<(StoredRating & { code: string })[]>(STORED, [
    rows.map(({ organization }) => organization),
    rows.map(({ year }) => year),
  ]);
  return new Map(found.map(({ code, ...stored }) => [`${code} ${stored.year}`, stored]));
}

interface Work extends Decided {
  item: JudgedRow<RatingRow>;
  row: RatingRow;
  organization: RowOrganization;
  /** Of the row that is there. */
  id: number | undefined;
}

async function toChanges({ manager }: RecordImport, work: readonly Work[]): Promise<RowChange[]> {
  const ids = (await nextIds(manager, RATING, work.filter(({ id }) => id === undefined).length)).values();
  return work.map(({ item, row: { year }, organization, verb, state, reason, id: known }): RowChange => {
    const id = known ?? ids.next().value;
    if (id === undefined) throw new Error('There are fewer ids than new ratings.');
    const row = { id, organization_id: organization.id, ...toRatingColumns(year, state) };
    return { item, change: { noun: RATING, verb, path: organization.path, reason, row } };
  });
}
