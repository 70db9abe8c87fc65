/** The one error for everything that was refused in a mutation: nothing of it was recorded. */
import { Problem, type RefusedInput } from '../problem';

export interface Refusal {
  index: number;
  problem: Problem;
}

export function refuse(
  mutation: { argument: string; isList?: boolean; requests: readonly unknown[] },
  refusals: readonly Refusal[],
): Problem {
  const [first] = refusals;
  if (first === undefined) throw new Error('Nothing was refused.');
  if (mutation.isList !== true) return place(first.problem, mutation.argument);
  const refused = describeRefusals(mutation, refusals);
  const message = `${refused.length} of ${mutation.requests.length} were refused, so nothing was recorded. The first, at index ${first.index}: ${first.problem.message}`;
  const { details } = place(first.problem, `${mutation.argument}.${first.index}`);
  return new Problem(first.problem.code, message, { ...details, refused });
}

/** What was refused in a list, each with its place in the input. */
export function describeRefusals(
  { argument: list }: { argument: string },
  refusals: readonly Refusal[],
): RefusedInput[] {
  return refusals.map(({ index, problem }) => {
    const { code, message, details } = place(problem, `${list}.${index}`);
    return { index, code, message, ...(details.argument === undefined ? {} : { argument: details.argument }) };
  });
}

function place({ code, message, details }: Problem, where: string): Problem {
  const argument = details.argument === undefined ? where : `${where}.${details.argument}`;
  return new Problem(code, message, { ...details, argument });
}
