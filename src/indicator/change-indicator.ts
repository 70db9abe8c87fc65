/** Changes an indicator that is defined: what it says, and whether it takes new values. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import type { UseCase } from '../change/answer-mutation';
import { requireReason } from '../change/reason';
import { Problem } from '../problem';
import { changeRecords, type RecordChange } from '../record/change-records';
import { rowOf } from '../record/columns';
import type { RecordRow } from '../record/noun';
import { requireIndicatorToChange } from './find-indicators';
import { Indicator } from './indicator';
import type { ChangeIndicatorInput, ReinstateIndicatorInput, WithdrawIndicatorInput } from './indicator-inputs';
import { codeOfIndicator } from './indicator-key';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import { requireTexts } from './indicator-texts';
import { say } from '../words/message';

/** Once it has values, what they mean stays as it is. */
export const changeIndicator = changeOfIndicator<ChangeIndicatorInput>('changeIndicator', {
  verb: IndicatorEventKind.CHANGED,
  decide: async (manager, indicator, input) => {
    const before = rowOf(Indicator, indicator);
    const row = {
      ...before,
      ...requireTexts(input, indicator),
      over_organizations: input.overOrganizations ?? indicator.overOrganizations,
      over_months: input.overMonths ?? indicator.overMonths,
    };
    if (JSON.stringify(row) === JSON.stringify(before)) {
      throw new Problem('CONFLICT', say`The indicator says all of this already: there is nothing to change.`);
    }
    await requireMeaningKept(manager, indicator, row);
    return row;
  },
});

/** It takes no new values from then on. */
export const withdrawIndicator = changeOfIndicator<WithdrawIndicatorInput>('withdrawIndicator', {
  verb: IndicatorEventKind.RETIRED,
  decide: (_manager, indicator) => {
    if (indicator.withdrawn) throw new Problem('CONFLICT', say`${codeOfIndicator(indicator)} is withdrawn already.`);
    return { ...rowOf(Indicator, indicator), retired: true };
  },
});

export const reinstateIndicator = changeOfIndicator<ReinstateIndicatorInput>('reinstateIndicator', {
  verb: IndicatorEventKind.REINSTATED,
  decide: (_manager, indicator) => {
    if (!indicator.withdrawn) throw new Problem('CONFLICT', say`${codeOfIndicator(indicator)} is not withdrawn.`);
    return { ...rowOf(Indicator, indicator), retired: false };
  },
});

interface ChangeOfIndicator<Input> {
  verb: IndicatorEventKind;
  /** The row as it is to be; throws the Problem for which the change is refused. */
  decide: (manager: EntityManager, indicator: Indicator, input: Input) => RecordRow | Promise<RecordRow>;
}

function changeOfIndicator<Input extends WithdrawIndicatorInput>(
  name: string,
  { verb, decide }: ChangeOfIndicator<Input>,
): UseCase<Input> {
  const decideOne = async (manager: EntityManager, viewer: Viewer, input: Input): Promise<RecordChange> => {
    const { indicator, path } = await requireIndicatorToChange(manager, viewer, input);
    const reason = requireReason(input.reason);
    return { noun: INDICATOR, verb, path, reason, row: await decide(manager, indicator, input) };
  };
  return (dataSource: DataSource, viewer: Viewer, input: Input): Promise<Answer> =>
    changeRecords(dataSource, viewer, {
      name,
      input,
      decide: async (manager) => [await decideOne(manager, viewer, input)],
    });
}

const MEANING = [
  ['unit', 'unit'],
  ['unit_en', 'unitEn'],
  ['over_organizations', 'overOrganizations'],
  ['over_months', 'overMonths'],
] as const;

async function requireMeaningKept(manager: EntityManager, indicator: Indicator, row: RecordRow): Promise<void> {
  const changed = MEANING.find(([column, field]) => row[column] !== indicator[field]);
  if (changed === undefined) return;
  const [found] = await manager.query<{ used: boolean }[]>(
    'SELECT EXISTS (SELECT FROM indicator_value WHERE indicator = $1) AS used',
    [indicator.key],
  );
  if (found?.used !== true) return;
  const message = say`${codeOfIndicator(indicator)} has values, which would mean something else: only its names and its description can be changed. Withdraw it, and add another.`;
  throw new Problem('CONFLICT', message, { argument: changed[1] });
}
