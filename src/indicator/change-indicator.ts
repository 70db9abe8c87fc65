/** Changes the definition of an indicator: once it has values, what they mean stays as it is. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import type { AddingUp } from './adding-up';
import { requireIndicatorToChange } from './find-indicators';
import type { Indicator } from './indicator';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import { requireTexts, type IndicatorTexts } from './indicator-texts';
import { rowOf } from './row-of';

type Changed = { [Field in keyof (IndicatorTexts & AddingUp)]?: (IndicatorTexts & AddingUp)[Field] | null | undefined };

export interface IndicatorChange extends Changed {
  code: string;
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export function changeIndicator(dataSource: DataSource, viewer: Viewer, input: IndicatorChange): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => [
    await decideChange(manager, viewer, input),
  ];
  return changeRecords(dataSource, viewer, { name: 'changeIndicator', input, decide });
}

async function decideChange(manager: EntityManager, viewer: Viewer, input: IndicatorChange): Promise<RecordDecision> {
  const { indicator, path } = await requireIndicatorToChange(manager, viewer, input);
  const reason = requireReason(input.reason);
  const before = rowOf(indicator);
  const row = {
    ...before,
    ...requireTexts(input, indicator),
    over_organizations: input.overOrganizations ?? indicator.overOrganizations,
    over_months: input.overMonths ?? indicator.overMonths,
  };
  if (JSON.stringify(row) === JSON.stringify(before)) {
    throw new Problem('CONFLICT', 'The indicator says all of this already: there is nothing to change.');
  }
  await requireMeaningKept(manager, indicator, row);
  return { noun: INDICATOR, verb: IndicatorEventKind.CHANGED, path, reason, row };
}

const MEANING = [
  ['unit', 'unit'],
  ['unit_en', 'unitEn'],
  ['over_organizations', 'overOrganizations'],
  ['over_months', 'overMonths'],
] as const;

async function requireMeaningKept(
  manager: EntityManager,
  indicator: Indicator,
  row: ReturnType<typeof rowOf>,
): Promise<void> {
  const changed = MEANING.find(([column, field]) => row[column] !== indicator[field]);
  if (changed === undefined) return;
  const [found] = await manager.query<{ used: boolean }[]>(
    'SELECT EXISTS (SELECT FROM indicator_value WHERE indicator = $1) AS used',
    [indicator.code],
  );
  if (found?.used !== true) return;
  const message = `${indicator.code} has values, which would mean something else: only names and the description can be changed. Retire it, and define another.`;
  throw new Problem('CONFLICT', message, { argument: changed[1] });
}
