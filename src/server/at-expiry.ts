/** Does something when the right of a session ends. */
import type { Session } from './session';

/** Longer waits overflow the timer. */
const LONGEST_TIMEOUT = 2_147_483_647;

/** The timer, for whoever ends the session before. */
export function atExpiry({ expiresAt }: Session, act: () => void): NodeJS.Timeout | undefined {
  if (expiresAt === undefined) return undefined;
  const remaining = Math.max(0, expiresAt * 1_000 - Date.now());
  return remaining > LONGEST_TIMEOUT ? undefined : setTimeout(act, remaining);
}
