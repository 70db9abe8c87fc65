/** Nothing is timed before everybody gives the same answer: the same data, in the same order. */
import type { Contender, Questioner } from './contender';
import type { Work } from './works';

/** Throws when somebody answers otherwise than the first one, which is ours. */
export async function requireSameAnswers(
  questioner: Questioner,
  contenders: readonly Contender[],
  work: Work,
): Promise<void> {
  const [ours, ...others] = contenders.filter(({ requestFor }) => requestFor(work) !== undefined);
  if (ours === undefined) return;
  const answer = await questioner.ask(ours, work);
  for (const other of others) requireSame(other, work, await questioner.ask(other, work), answer);
}

const SHOWN = 120;

export function requireSame({ name }: Contender, { title }: Work, theirAnswer: string, ourAnswer: string): void {
  const [theirs, ours] = [dataOf(theirAnswer), dataOf(ourAnswer)];
  if (theirs === ours) return;
  const at = [...ours].findIndex((character, index) => character !== theirs[index]);
  const from = Math.max(0, at - SHOWN / 2);
  const [mine, other] = [ours, theirs].map((text) => text.slice(from, from + SHOWN));
  throw new Error(`${title}: ${name} answers otherwise from character ${at} on: ${other}; ours: ${mine}`);
}

/** Ours says the position beside it, which nobody else has. */
function dataOf(answer: string): string {
  const { data, errors } = JSON.parse(answer) as { data?: unknown; errors?: unknown };
  return JSON.stringify(errors ?? data);
}
