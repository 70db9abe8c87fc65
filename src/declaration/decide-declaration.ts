/** Decides whether a total may be declared. Pure. */
import { requireWhole } from '../change/require-number';
import { requireInWindow } from '../congress/require';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import type { Level } from '../organization/level';
import { Problem } from '../problem';
import { optionalText } from '../text/require-text';
import { NOTE, REASON } from '../text/text-rule';
import { say } from '../words/message';

export interface Declared {
  completed: number;
  asOf: Day;
  note: string | null;
}

export interface DeclarationRequest {
  completed: number;
  asOf: Day;
  note?: string | null | undefined;
  reason?: string | null | undefined;
}

/**
 * What is to be recorded, or where the same is recorded already. `current` is the total in force, and `organizations` is how
 * many of the level are at and below it: the tree may lack some, but not most.
 */
export function decideDeclaration(
  request: DeclarationRequest,
  current: (Declared & { position: number }) | null,
  { campaign, organizations }: { campaign: CampaignFacts; organizations: number },
): { recordedAt: number } | { declared: Declared; reason: string | null } {
  const { asOf } = request;
  if (organizations === 0) {
    const message = say`There are no organizations of that level at or below it. Choose another level, or none for all.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'level' });
  }
  const completed = requireLikely(request.completed, organizations);
  requireInWindow(asOf, campaign, 'asOf');
  if (asOf > campaign.today) {
    const message = say`${asOf} is in the future: today is ${campaign.today}. Declare what was held up to today.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'asOf' });
  }
  const note = optionalText(request.note, NOTE, 'note');
  const declared = { completed, asOf, note };
  if (current !== null && isSame(current, declared)) return { recordedAt: current.position };
  return { declared, reason: reasonFor(request, current) };
}

/** All columns of the row but its id and its organization. */
export function toDeclarationColumns(
  level: Level | null,
  { completed, asOf, note }: Declared,
): Record<string, unknown> {
  return { level, completed, as_of: asOf, note, withdrawn: false };
}

/** More than the tree can have held is a typing mistake. */
function requireLikely(completed: number, organizations: number): number {
  const limit = 2 * organizations + 10;
  if (completed <= limit) return requireWhole(completed, limit, 'completed');
  const there = organizations === 1 ? say`There is 1 organization` : say`There are ${organizations} organizations`;
  const message = say`${there} of that level at and below it: ${completed} congresses are more than can have been held. Check the number; up to ${limit} are accepted.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'completed', limit, actual: completed });
}

function isSame(a: Declared, b: Declared): boolean {
  return a.completed === b.completed && a.asOf === b.asOf && a.note === b.note;
}

/** A figure as of a later day follows the one before; one as of an earlier day takes it back, which needs a reason. */
function reasonFor({ reason, asOf }: DeclarationRequest, current: Declared | null): string | null {
  const argument = 'reason';
  const given = optionalText(reason, REASON, argument);
  if (current === null || asOf >= current.asOf || given !== null) return given;
  const message = say`The total in force is as of ${current.asOf}, which is later than ${asOf}. Give a reason to go back.`;
  throw new Problem('BAD_USER_INPUT', message, { argument });
}
