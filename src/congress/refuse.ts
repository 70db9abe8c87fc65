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
  const placed = refusals.map(({ index, problem }) => ({
    index,
    problem: place(problem, `${mutation.argument}.${index}`),
  }));
  const refused = placed.map(({ index, problem }): RefusedInput => {
    const { argument } = problem.details;
    return { index, code: problem.code, message: problem.message, ...(argument === undefined ? {} : { argument }) };
  });
  const message = `${refused.length} of ${mutation.requests.length} were refused, so nothing was recorded. The first, at index ${first.index}: ${first.problem.message}`;
  return new Problem(first.problem.code, message, { ...placed[0]?.problem.details, refused });
}

function place({ code, message, details }: Problem, where: string): Problem {
  const argument = details.argument === undefined ? where : `${where}.${details.argument}`;
  return new Problem(code, message, { ...details, argument });
}
