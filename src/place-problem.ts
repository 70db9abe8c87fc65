/** Says where in the input a problem lies: rules say it relative to what they judge, and their callers add the place of that. */
import { Problem, type ProblemCode, type RefusedInput } from './problem';
import { say } from './words/message';

/** The argument of every mutation. */
const INPUT = 'input';

/** The codes of problems that lie in the input, unlike what the server cannot do at the moment. */
const LIE_IN_INPUT: ReadonlySet<ProblemCode> = new Set(['BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT']);

/** The use case of a mutation, which knows only its input: its problems get the place of the input. */
export async function placeInInput<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    throw error instanceof Problem ? place(error, INPUT) : error;
  }
}

/** The refusals of a list, with places that begin at the input. */
export function placeRefused(refused: readonly RefusedInput[]): RefusedInput[] {
  return refused.map((each) => ({ ...each, argument: join(INPUT, each.argument) }));
}

export interface Refusal {
  index: number;
  problem: Problem;
}

/** A list in the input, such as `reports`, with how many entries it has. */
export interface ListInput {
  list: string;
  length: number;
}

/** The one error for everything that was refused of a list: nothing of it was recorded. */
export function refuseList(input: ListInput, refusals: readonly Refusal[]): Problem {
  const [first] = refusals;
  if (first === undefined) throw new Error('Nothing was refused.');
  const refused = describeRefusals(input, refusals);
  const message = say`${refused.length} of ${input.length} were refused, so nothing was recorded. The first, at index ${first.index}: ${first.problem.said}`;
  const { details } = place(first.problem, `${input.list}.${first.index}`);
  return new Problem(first.problem.code, message, { ...details, refused });
}

/** What was refused of a list, each with its place. */
export function describeRefusals({ list }: ListInput, refusals: readonly Refusal[]): RefusedInput[] {
  return refusals.map(({ index, problem }) => {
    const { code, said, details } = place(problem, `${list}.${index}`);
    return { index, code, said, ...(details.argument === undefined ? {} : { argument: details.argument }) };
  });
}

function place({ code, said, details }: Problem, where: string): Problem {
  const { argument, refused } = details;
  if (argument === undefined && !LIE_IN_INPUT.has(code)) return new Problem(code, said, details);
  const placed = refused === undefined ? {} : { refused: placeRefused(refused) };
  return new Problem(code, said, { ...details, argument: join(where, argument), ...placed });
}

function join(where: string, argument: string | undefined): string {
  return argument === undefined ? where : `${where}.${argument}`;
}
