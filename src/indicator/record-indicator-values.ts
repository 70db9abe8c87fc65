/** Records values of indicators: all of them, or none, unless those that are refused are to be left out. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import type { Day } from '../day';
import { describeRefusals, refuseList, type Refusal } from '../place-problem';
import { Problem } from '../problem';
import { changeRecords, type RecordChange, type RecordDecision } from '../record/change-records';
import { addToIndicatorTotals } from './add-to-totals';
import { isRecorded, requireCountedMonth, requireValue } from './decide-value';
import { findValues, type FoundValue, type ValueKey } from './find-values';
import { INDICATOR_VALUE, IndicatorValueEventKind } from './indicator-nouns';
import { requireOpenFor } from './require-open';

interface GivenValue extends ValueKey {
  value: number;
}

interface GivenValues {
  values: readonly GivenValue[];
  /** Decides about each value, and records none. */
  dryRun?: boolean | null | undefined;
  /** Leaves out the values that are refused, instead of all. */
  skipBad?: boolean | null | undefined;
  idempotencyKey?: string | null | undefined;
}

const MOST_VALUES = 1_000;
const LIST = 'values';

export async function recordIndicatorValues(
  dataSource: DataSource,
  viewer: Viewer,
  input: GivenValues,
): Promise<Answer> {
  requireList(input.values);
  requireNoKey(input);
  let refusals: Refusal[] = [];
  let accepted: number | undefined;
  const list = { list: LIST, length: input.values.length };
  const answer = await changeRecords(dataSource, viewer, {
    name: 'recordIndicatorValues',
    input,
    decide: async (manager, { today }) => {
      const decided = await decideAll(manager, viewer, input.values, today);
      refusals = decided.refusals;
      accepted = decided.verdicts.length;
      if (refusals.length > 0 && input.skipBad !== true) throw refuseList(list, refusals);
      if (input.dryRun === true) return [];
      return withIds(manager, decided.verdicts);
    },
    writeDerived: addToIndicatorTotals,
  });
  return { ...answer, refused: describeRefusals(list, refusals), accepted: accepted ?? answer.entries.length };
}

/** Rows that are new have no id yet. */
interface Draft extends Omit<RecordChange, 'row'> {
  row: { id?: number; organization_id: number; indicator: string; month: string; value: number };
}

async function decideAll(
  manager: EntityManager,
  viewer: Viewer,
  values: readonly GivenValue[],
  today: Day,
): Promise<{ verdicts: (Draft | { recordedAt: number })[]; refusals: Refusal[] }> {
  const find = await findValues(manager, viewer, values);
  const verdicts: (Draft | { recordedAt: number })[] = [];
  const refusals: Refusal[] = [];
  const places = new Map<string, number>();
  values.forEach((given, index) => {
    try {
      const verdict = decideOne(find(given), given, today);
      requireOnce(places, given, index);
      verdicts.push(verdict);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.push({ index, problem: error });
    }
  });
  return { verdicts, refusals };
}

function decideOne(found: FoundValue, given: GivenValue, today: Day): Draft | { recordedAt: number } {
  const month = requireCountedMonth(given.month, today);
  const value = requireValue(given.value);
  const { organizationId, path, indicator, standing } = found;
  if (isRecorded(standing, value, month) && standing !== undefined) return { recordedAt: standing.position };
  requireOpenFor(given.organization, found.closedOn);
  if (indicator.retired) {
    const message = `${indicator.code} is retired: it takes no new values. Reinstate it first.`;
    throw new Problem('CONFLICT', message, { argument: 'indicator' });
  }
  const row = { organization_id: organizationId, indicator: indicator.code, month, value };
  return {
    noun: INDICATOR_VALUE,
    verb: IndicatorValueEventKind.RECORDED,
    path,
    reason: null,
    row: standing === undefined ? row : { ...row, id: standing.id },
  };
}

function requireOnce(places: Map<string, number>, { organization, indicator, month }: ValueKey, index: number): void {
  const key = `${organization} ${indicator} ${month}`;
  const first = places.get(key);
  places.set(key, first ?? index);
  if (first === undefined) return;
  const message = `${organization} stands in the list twice with ${indicator} for ${month}, first at index ${first}. Leave one out.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'month' });
}

async function withIds(
  manager: EntityManager,
  verdicts: readonly (Draft | { recordedAt: number })[],
): Promise<RecordDecision[]> {
  const wanting = verdicts.filter((verdict) => !('recordedAt' in verdict) && verdict.row.id === undefined).length;
  const ids = await manager.query<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('indicator_value', 'id'))::integer AS id FROM generate_series(1, $1)`,
    [wanting],
  );
  let next = 0;
  return verdicts.map((verdict) => {
    if ('recordedAt' in verdict) return verdict;
    return { ...verdict, row: { ...verdict.row, id: verdict.row.id ?? ids[next++]?.id ?? 0 } };
  });
}

function requireList({ length: actual }: readonly GivenValue[]): void {
  if (actual === 0) {
    throw new Problem('BAD_USER_INPUT', `The list of values is empty. Send 1 to ${MOST_VALUES}.`, { argument: LIST });
  }
  if (actual <= MOST_VALUES) return;
  const message = `The list has ${actual} values; send at most ${MOST_VALUES} at a time.`;
  throw new Problem('LIMIT', message, { argument: LIST, limit: MOST_VALUES, actual });
}

/** A key stands for one answer, and these answers are not kept. The same values again are recognised by what they say. */
function requireNoKey({ idempotencyKey, dryRun, skipBad }: GivenValues): void {
  if (idempotencyKey == null || (dryRun !== true && skipBad !== true)) return;
  const message = `Leave out the idempotency key with ${dryRun === true ? 'dryRun' : 'skipBad'}: values that are recorded already are recognised by what they say.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'idempotencyKey' });
}
