/** The mutations of values: many recorded at once, one corrected or taken back. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import type { UseCase } from '../change/answer-mutation';
import { decideBatch, requireBatch } from '../change/decide-batch';
import { requireUnchanged } from '../change/if-position';
import { requireReason } from '../change/reason';
import type { Day } from '../day';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { addToIndicatorTotals } from './add-to-totals';
import { requireValue } from './decide-value';
import { findValues, type FoundValue, type ValueKey } from './find-values';
import type {
  CorrectIndicatorValueInput,
  IndicatorValueInput,
  RecordIndicatorValuesInput,
  RetractIndicatorValueInput,
} from './indicator-inputs';
import { decideNewValue, decideOtherValue, withValueIds, type ValueDecision } from './value-change';
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
      return dryRun === true ? [] : withValueIds(manager, decided);
    },
    writeDerived: addToIndicatorTotals,
  });
  return { ...answer, ...verdict };
}

function decideInTurn(
  find: (key: ValueKey) => FoundValue,
  today: Day,
): (given: IndicatorValueInput, index: number) => ValueDecision {
  const places = new Map<string, number>();
  return (given, index) => {
    const decided = decideNewValue(find(given), given, today);
    requireOnce(places, given, index);
    return decided;
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
    const decide = async (manager: EntityManager): Promise<RecordDecision[]> => {
      const value = toValue(input);
      const found = (await findValues(manager, viewer, [input]))(input);
      const reason = requireReason(input.reason);
      requireUnchanged(say`The value`, found.before, input);
      return withValueIds(manager, [decideOtherValue(found, input, value, reason)]);
    };
    return changeRecords(dataSource, viewer, { name, input, decide, writeDerived: addToIndicatorTotals });
  };
}
