/** Contenders take turns, round by round, each time in another order: whatever else the machine does affects all of them. */
import { requireRequest, type Contender } from './contender';
import type { Stage } from './stage';
import type { Work } from './works';

/** Those who can answer it, beginning with another one each round. */
export function inTurn(contenders: readonly Contender[], work: Work, round: number): Contender[] {
  const able = contenders.filter(({ requestFor }) => requestFor(work) !== undefined);
  const first = able.length === 0 ? 0 : Math.abs(round) % able.length;
  return [...able.slice(first), ...able.slice(0, first)];
}

const WARM_UP = { clients: 8, seconds: 1, least: 300 };

/** Whatever is compiled while a server runs is compiled by then. */
export async function warmUp({ asker, contenders, signal }: Stage, work: Work): Promise<void> {
  for (const contender of inTurn(contenders, work, 0)) {
    signal.throwIfAborted();
    await asker.ask('ask', { ...WARM_UP, url: contender.url, request: requireRequest(contender, work) });
  }
}
