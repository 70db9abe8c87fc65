/** All attacks, in the order of the table; the first is none, for comparison. */
import type { Attack } from './attack';
import { BODIES } from './bodies';
import { BRIEFINGS } from './briefings';
import { DOCUMENT_ATTACKS } from './documents';
import { FLOODS } from './floods';
import { HEAVY_OPERATIONS } from './heavy-operations';
import { SLOWNESS } from './slowness';

const BUSY_MILLISECONDS = 25;
const ROUND_MILLISECONDS = 50;

/** What an attacker does to the others merely by working on the same machine. */
const NEIGHBOUR: Attack = {
  name: 'none, a busy neighbour',
  what: 'nothing is sent; the process of the attackers takes half a processor, as the most expensive attackers do',
  begin: ({ signal }) => {
    const timer = setInterval(() => {
      const until = performance.now() + BUSY_MILLISECONDS;
      while (performance.now() < until);
    }, ROUND_MILLISECONDS);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
    });
  },
};

export const EVERY_ATTACK: readonly Attack[] = [
  NEIGHBOUR,
  ...BODIES,
  ...HEAVY_OPERATIONS,
  ...SLOWNESS,
  ...DOCUMENT_ATTACKS,
  ...FLOODS,
  ...BRIEFINGS,
];
