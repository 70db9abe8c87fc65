/** Long work on many things in short turns: between two of them the process attends to everything else. */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Several may be at work at once, each with its own turns. */
const TURN_MILLISECONDS = 4;
/** Things between two looks at the clock. */
const SOME = 8;

export async function mapInTurns<In, Out>(
  things: readonly In[],
  map: (thing: In, index: number) => Out,
): Promise<Out[]> {
  const mapped: Out[] = [];
  let until = performance.now() + TURN_MILLISECONDS;
  for (const [index, thing] of things.entries()) {
    if (index % SOME === SOME - 1 && performance.now() > until) {
      await setImmediate();
      until = performance.now() + TURN_MILLISECONDS;
    }
    mapped.push(map(thing, index));
  }
  return mapped;
}
