/** Adds an indicator that is counted at and below an organization. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { Problem } from '../problem';
import { changeRecords, type RecordDecision } from '../record/change-records';
import { requireToChange } from '../change/require-organization';
import { nextId } from '../record/save-rows';
import { shorten } from '../text/shorten';
import { findIndicators } from './find-indicators';
import { Indicator } from './indicator';
import type { AddIndicatorInput } from './indicator-inputs';
import { codeOfIndicator, keyBeside } from './indicator-key';
import { INDICATOR, IndicatorEventKind } from './indicator-nouns';
import { requireTexts } from './indicator-texts';
import { say } from '../words/message';

const CODE = /^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9]*)*$/;
const LONGEST_CODE = 64;
/** Lists of them have no pages. */
const MOST_DEFINED = 200;

export function addIndicator(dataSource: DataSource, viewer: Viewer, input: AddIndicatorInput): Promise<Answer> {
  const decide = async (manager: EntityManager): Promise<RecordDecision[]> => [
    await decideDefinition(manager, viewer, input),
  ];
  return changeRecords(dataSource, viewer, { name: 'addIndicator', input, decide });
}

async function decideDefinition(
  manager: EntityManager,
  viewer: Viewer,
  input: AddIndicatorInput,
): Promise<RecordDecision> {
  const organization = await requireToChange(manager, viewer, input.organization);
  const code = requireCode(input.code);
  const meant = {
    organization_id: organization.id,
    ...requireTexts(input),
    over_organizations: input.overOrganizations,
    over_months: input.overMonths,
    retired: false,
  };
  const found = (await findIndicators(manager, [{ path: organization.path, code }]))(organization.path, code);
  if (found !== undefined) return { recordedAt: await requireSame(manager, found, meant) };
  await requireRoom(manager, organization.id);
  const key = (await isTaken(manager, code)) ? keyBeside(code, organization.code) : code;
  const row = { ...meant, code: key, id: await nextId(manager, INDICATOR) };
  return { noun: INDICATOR, verb: IndicatorEventKind.DEFINED, path: organization.path, reason: null, row };
}

function requireCode(code: string): string {
  if (code.length <= LONGEST_CODE && CODE.test(code)) return code;
  const message = say`"${shorten(code)}" is not a code. Write 1 to ${LONGEST_CODE} characters: lower-case words, each beginning with a letter, with dots between them, such as training.classes.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'code' });
}

/** The position of the indicator that the code means there already, if it has exactly this definition. */
async function requireSame(manager: EntityManager, found: Indicator, meant: Record<string, unknown>): Promise<number> {
  const [row] = await manager.query<{ same: boolean }[]>(
    'SELECT to_jsonb(indicator) @> $2::jsonb AS same FROM indicator WHERE id = $1',
    [found.id, JSON.stringify(meant)],
  );
  if (row?.same === true) return found.position;
  const message = say`${codeOfIndicator(found)} is defined already, at the organization or above it. Choose another code; to change the definition use changeIndicator.`;
  throw new Problem('CONFLICT', message, { argument: 'code' });
}

/** Whether another organization has the code, which nobody else needs to know. */
async function isTaken(manager: EntityManager, code: string): Promise<boolean> {
  return manager.existsBy(Indicator, { key: code });
}

async function requireRoom(manager: EntityManager, organizationId: number): Promise<void> {
  const [row] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM indicator WHERE organization_id = $1',
    [organizationId],
  );
  const actual = (row?.count ?? 0) + 1;
  if (actual <= MOST_DEFINED) return;
  const message = say`The organization has defined ${actual - 1} indicators; it may define ${MOST_DEFINED}. Use one of those.`;
  throw new Problem('LIMIT', message, { argument: 'organization', limit: MOST_DEFINED, actual });
}
