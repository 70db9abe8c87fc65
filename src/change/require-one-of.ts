/** Checks that exactly one of two arguments is given. Pure. */
import { Problem } from '../problem';
import { type Message, say } from '../words/message';

/** The Problem that there is; `ask` says what to give when neither is. */
export function unlessOneOf<First extends string, Second extends string>(
  given: Partial<Record<First | Second, unknown>>,
  [first, second]: readonly [First, Second],
  ask: Message,
): Problem | undefined {
  const has = (name: First | Second): boolean => given[name] !== null && given[name] !== undefined;
  if (!has(first) && !has(second)) return new Problem('BAD_USER_INPUT', ask, { argument: first });
  if (!has(first) || !has(second)) return undefined;
  return new Problem('BAD_USER_INPUT', say`Give either ${first} or ${second}, not both.`, { argument: second });
}
