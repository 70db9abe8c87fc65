/** Decides whether a total may be declared. Pure. */
import { requireInWindow } from '../congress/require';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { requireWhole } from '../change/require-number';
import { optionalText } from '../text/require-text';
import { NOTE, REASON } from '../text/text-rule';

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

/** The very same stands, or this is to be recorded. `organizations` are those of the level at and below: the tree may lack some, but not most. */
export function decideDeclaration(
  request: DeclarationRequest,
  standing: (Declared & { position: number }) | null,
  { campaign, organizations }: { campaign: CampaignFacts; organizations: number },
): { recordedAt: number } | { declared: Declared; reason: string | null } {
  const { asOf } = request;
  if (organizations === 0) {
    const message = 'There are no organizations of that level at or below it. Choose another level, or none for all.';
    throw new Problem('BAD_USER_INPUT', message, { argument: 'level' });
  }
  const completed = requireLikely(request.completed, organizations);
  requireInWindow(asOf, campaign, 'asOf');
  if (asOf > campaign.today) {
    const message = `${asOf} is in the future: today is ${campaign.today}. Declare what was held up to today at most.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'asOf' });
  }
  const note = optionalText(request.note, NOTE, 'note');
  const declared = { completed, asOf, note };
  if (standing !== null && isSame(standing, declared)) return { recordedAt: standing.position };
  return { declared, reason: reasonFor(request, standing) };
}

/** More than the tree can have held is a slip of the pen. */
function requireLikely(completed: number, organizations: number): number {
  const limit = 2 * organizations + 10;
  if (completed <= limit) return requireWhole(completed, limit, 'completed');
  const there = organizations === 1 ? 'There is 1 organization' : `There are ${organizations} organizations`;
  const message = `${there} of that level at and below it: ${completed} congresses are more than can have been held. Check the number; up to ${limit} are taken.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'completed', limit, actual: completed });
}

function isSame(a: Declared, b: Declared): boolean {
  return a.completed === b.completed && a.asOf === b.asOf && a.note === b.note;
}

/** A figure of a later day follows the one before; one of an earlier day takes it back. */
function reasonFor({ reason, asOf }: DeclarationRequest, standing: Declared | null): string | null {
  const argument = 'reason';
  const given = optionalText(reason, REASON, argument);
  if (standing === null || asOf >= standing.asOf || given !== null) return given;
  const message = `What stands is a total as of ${standing.asOf}, which is later than ${asOf}. Give a reason to go back.`;
  throw new Problem('BAD_USER_INPUT', message, { argument });
}
