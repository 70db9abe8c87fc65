/** The mutations of values: many recorded at once, one corrected or taken back. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import type { UseCase } from '../change/answer-mutation';
import { decideBatch, requireBatch } from '../change/decide-batch';
import { requireUnchanged } from '../change/if-position';
import { requireReason } from '../change/reason';
import type { Day } from '../day';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import { changeRecords, type RecordChange, type RecordDecision } from '../record/change-records';
import { nextIds } from '../record/save-rows';
import { addToIndicatorTotals } from './add-to-totals';
import { isRecorded, requireCountedMonth, requireRecorded, requireValue } from './decide-value';
import { findValues, type FoundValue, type ValueKey } from './find-values';
import type {
  CorrectIndicatorValueInput,
  IndicatorValueInput,
  RecordIndicatorValuesInput,
  RetractIndicatorValueInput,
} from './indicator-inputs';
import { INDICATOR_VALUE, IndicatorValueEventKind } from './indicator-nouns';
import { say } from '../words/message';

const LIST = 'values';

/** Records 1 to 1,000 values: all of them or none, unless those that are refused are to be left out. */
export async function recordIndicatorValues(
  dataSource: DataSource,
  viewer: Viewer,
  input: RecordIndicatorValuesInput,
): Promise<Answer> {
  const { values, dryRun, skipBad } = input;
  requireBatch(LIST, values, input);
  let verdict: Pick<Answer, 'refused' | 'accepted'> = {};
  const answer = await changeRecords(dataSource, viewer, {
    name: 'recordIndicatorValues',
    input,
    decide: async (manager, { today }) => {
      const decide = decideInTurn(await findValues(manager, viewer, values), today);
      const { decided, refused } = await decideBatch(values, decide, { list: LIST, skipBad });
      verdict = { refused, accepted: decided.length };
      return dryRun === true ? [] : withIds(manager, decided);
    },
    writeDerived: addToIndicatorTotals,
  });
  return { ...answer, ...verdict };
}

/** Rows that are new have no id yet. */
interface Draft extends Omit<RecordChange, 'row'> {
  row: { id?: number; organization_id: number; indicator: string; month: string; value: number };
}

type Decided = Draft | { recordedAt: number };

function decideInTurn(
  find: (key: ValueKey) => FoundValue,
  today: Day,
): (given: IndicatorValueInput, index: number) => Decided {
  const places = new Map<string, number>();
  return (given, index) => {
    const decided = decideOne(find(given), given, today);
    requireOnce(places, given, index);
    return decided;
  };
}

function decideOne(found: FoundValue, given: IndicatorValueInput, today: Day): Decided {
  const month = requireCountedMonth(given.month, today);
  const value = requireValue(given.value);
  const { organizationId, path, indicator, before, closedOn } = found;
  if (isRecorded(before, value, month)) return { recordedAt: before.position };
  if (closedOn !== null) throw refuseClosed(given.organization, closedOn, 'organization');
  if (indicator.withdrawn) {
    const message = say`${given.code} is withdrawn: it takes no new values. Reinstate it first.`;
    throw new Problem('CONFLICT', message, { argument: 'code' });
  }
  const row = { organization_id: organizationId, indicator: indicator.key, month, value };
  return {
    noun: INDICATOR_VALUE,
    verb: IndicatorValueEventKind.RECORDED,
    path,
    reason: null,
    row: before === undefined ? row : { ...row, id: before.id },
  };
}

function requireOnce(places: Map<string, number>, { organization, code, month }: ValueKey, index: number): void {
  const key = `${organization} ${code} ${month}`;
  const first = places.get(key);
  places.set(key, first ?? index);
  if (first === undefined) return;
  const message = say`${organization} is in the list twice with ${code} for ${month}, first at index ${first}. Leave one out.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'month' });
}

async function withIds(manager: EntityManager, decided: readonly Decided[]): Promise<RecordDecision[]> {
  const wanting = decided.filter((each) => !('recordedAt' in each) && each.row.id === undefined).length;
  const ids = (await nextIds(manager, INDICATOR_VALUE, wanting)).values();
  return decided.map((each) => {
    if ('recordedAt' in each) return each;
    const id = each.row.id ?? ids.next().value;
    if (id === undefined) throw new Error('There are fewer ids than new values.');
    return { ...each, row: { ...each.row, id } };
  });
}

export const correctIndicatorValue = changeOfValue<CorrectIndicatorValueInput>('correctIndicatorValue', ({ value }) =>
  requireValue(value),
);

/** It is then as if nothing had been recorded, and can be recorded again. */
export const retractIndicatorValue = changeOfValue<RetractIndicatorValueInput>('retractIndicatorValue', () => null);

function changeOfValue<Input extends RetractIndicatorValueInput>(
  name: string,
  toValue: (input: Input) => number | null,
): UseCase<Input> {
  return (dataSource, viewer, input) => {
    const decide = async (manager: EntityManager): Promise<RecordDecision[]> => [
      await decideChange(manager, viewer, input, toValue(input)),
    ];
    return changeRecords(dataSource, viewer, { name, input, decide, writeDerived: addToIndicatorTotals });
  };
}

/** A mistake can be put right even when the organization is closed or the indicator withdrawn. */
async function decideChange(
  manager: EntityManager,
  viewer: Viewer,
  input: RetractIndicatorValueInput,
  value: number | null,
): Promise<RecordChange> {
  const found = (await findValues(manager, viewer, [input]))(input);
  const reason = requireReason(input.reason);
  requireUnchanged(say`The value`, found.before, input);
  const { organizationId, path, indicator } = found;
  const { id, value: before } = requireRecorded(found.before, input);
  if (before === value) {
    throw new Problem('CONFLICT', say`The value is ${value ?? ''} already: there is nothing to correct.`, {
      argument: 'value',
    });
  }
  return {
    noun: INDICATOR_VALUE,
    verb: value === null ? IndicatorValueEventKind.RETRACTED : IndicatorValueEventKind.CORRECTED,
    path,
    reason,
    row: { id, organization_id: organizationId, indicator: indicator.key, month: input.month, value },
  };
}
