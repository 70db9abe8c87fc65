/** How a group executes whose answers are made up of the root values alone. */
import type { Executed, Execute, OpenTogether } from '../../src/feed/execution';

export function makeUp(answerTo: (root: object) => string): { execute: Execute; together: OpenTogether } {
  const execute = (root: object): Promise<Executed> =>
    Promise.resolve({ answer: Buffer.from(answerTo(root)), isLast: false });
  return { execute, together: () => ({ execute, close: () => Promise.resolve() }) };
}
