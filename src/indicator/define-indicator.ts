/** Defines an indicator that is counted at and below an organization. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { requireToChange } from '../change/require-organization';
import { nextId } from '../record/save-rows';
import { shorten } from '../text/shorten';
import { findIndicators, type FoundIndicator } from './find-indicators';
import type { DefineIndicatorInput } from './indicator-inputs';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import { requireTexts } from './indicator-texts';

const CODE = /^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9]*)*$/;
const LONGEST_CODE = 64;
/** Lists of them have no pages. */
const MOST_DEFINED = 200;

export function defineIndicator(dataSource: DataSource, viewer: Viewer, input: DefineIndicatorInput): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => [
    await decideDefinition(manager, viewer, input),
  ];
  return changeRecords(dataSource, viewer, { name: 'defineIndicator', input, decide });
}

async function decideDefinition(
  manager: EntityManager,
  viewer: Viewer,
  input: DefineIndicatorInput,
): Promise<RecordDecision> {
  const { id: organizationId, path } = await requireToChange(manager, viewer, input.organization);
  const columns = {
    organization_id: organizationId,
    code: requireCode(input.code),
    ...requireTexts(input),
    over_organizations: input.overOrganizations,
    over_months: input.overMonths,
    retired: false,
  };
  const same = await requireFree(manager, viewer, columns);
  if (same !== undefined) return { recordedAt: same.indicator.position };
  await requireRoom(manager, organizationId);
  const row = { ...columns, id: await nextId(manager, INDICATOR) };
  return { noun: INDICATOR, verb: IndicatorEventKind.DEFINED, path, reason: null, row };
}

function requireCode(code: string): string {
  if (code.length <= LONGEST_CODE && CODE.test(code)) return code;
  const message = `"${shorten(code)}" is not a code. Write 1 to ${LONGEST_CODE} characters: lower-case words, each beginning with a letter, with dots between them, such as training.classes.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'code' });
}

/** Undefined when the code is free; the indicator when it has exactly this definition already. */
async function requireFree(
  manager: EntityManager,
  viewer: Viewer,
  columns: Record<string, unknown> & { code: string },
): Promise<FoundIndicator | undefined> {
  const [taken] = await manager.query<{ same: boolean }[]>(
    'SELECT to_jsonb(indicator) @> $2::jsonb AS same FROM indicator WHERE code = $1',
    [columns.code, JSON.stringify(columns)],
  );
  if (taken === undefined) return undefined;
  const found = (await findIndicators(manager, viewer, [columns.code])).get(columns.code);
  if (taken.same && found !== undefined) return found;
  // A viewer who may not see it learns no more than this: codes are for the whole country.
  const message = `The code ${columns.code} is taken. Choose another; to change the definition use changeIndicator.`;
  throw new Problem('CONFLICT', message, { argument: 'code' });
}

async function requireRoom(manager: EntityManager, organizationId: number): Promise<void> {
  const [row] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM indicator WHERE organization_id = $1',
    [organizationId],
  );
  const actual = (row?.count ?? 0) + 1;
  if (actual <= MOST_DEFINED) return;
  const message = `The organization has defined ${actual - 1} indicators; it may define ${MOST_DEFINED}. Use one of those.`;
  throw new Problem('LIMIT', message, { argument: 'organization', limit: MOST_DEFINED, actual });
}
