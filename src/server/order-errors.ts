/** The errors of an answer in the order of its document: fields are worked out side by side, and the same answer is the same text, whichever of them was the first to fail. */
import type { SourceLocation } from 'graphql';

interface Placed {
  readonly locations?: readonly SourceLocation[] | undefined;
  readonly path?: readonly (string | number)[] | undefined;
}

export function orderErrors<Result extends { errors?: readonly Placed[] }>(result: Result): Result {
  const { errors } = result;
  if (errors === undefined || errors.length < 2) return result;
  return { ...result, errors: [...errors].sort(compare) };
}

function compare(one: Placed, other: Placed): number {
  const [first, second] = [one.locations?.[0], other.locations?.[0]];
  const byPlace = (first?.line ?? 0) - (second?.line ?? 0) || (first?.column ?? 0) - (second?.column ?? 0);
  return byPlace || comparePaths(one.path ?? [], other.path ?? []);
}

/** Of one field, which lies in lists: their places decide. */
function comparePaths(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const at = one.findIndex((step, index) => step !== other[index]);
  const [step, otherStep] = [one[at], other[at]];
  if (typeof step === 'number' && typeof otherStep === 'number') return step - otherStep;
  return String(step).localeCompare(String(otherStep), 'en');
}
