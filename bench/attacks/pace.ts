/** How often attackers send: they share the processors with the server, so that a bounded rate is what can be compared. */
import { setTimeout as pause } from 'node:timers/promises';

/** An attack, or one socket of it. */
interface Lasting {
  signal: AbortSignal;
}

/** At most ten rounds a second of each worker: what is refused at once is not sent faster. */
const ROUND_MILLISECONDS = 100;

/** So many at once, each again as soon as it has been answered. */
export function inParallel(until: Lasting, workers: number, work: (worker: number) => Promise<unknown>): void {
  for (let worker = 0; worker < workers; worker += 1) void repeat(until, () => work(worker));
}

async function repeat({ signal }: Lasting, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now();
    await work().catch(() => undefined);
    await pause(Math.max(1, ROUND_MILLISECONDS - (performance.now() - began)));
  }
}

/** So many times a second, whether or not it was answered. */
export function atRate({ signal }: Lasting, perSecond: number, work: () => void): void {
  const slice = 50;
  let owed = 0;
  const timer = setInterval(() => {
    // After a stall of the attacker it does not make up for what it has missed.
    owed = Math.min(owed + (perSecond * slice) / 1_000, perSecond);
    for (; owed >= 1; owed -= 1) work();
  }, slice);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}
