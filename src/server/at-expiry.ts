/** Does something when the right of a session ends, however far away that is. */
import type { Session } from './session';

/** A timer overflows after 24.8 days, and stands still while the machine sleeps: so it looks at the clock now and then. */
const LOOK_MILLISECONDS = 3_600_000;

/** Gives back what calls it off, for whoever ends the session before. */
export function atExpiry({ expiresAt }: Pick<Session, 'expiresAt'>, act: () => void): () => void {
  if (expiresAt === undefined) return () => undefined;
  const remaining = (): number => expiresAt * 1_000 - Date.now();
  const wait = (): NodeJS.Timeout => setTimeout(look, Math.min(Math.max(0, remaining()), LOOK_MILLISECONDS));
  const look = (): void => {
    if (remaining() > 0) timer = wait();
    else act();
  };
  let timer = wait();
  return () => {
    clearTimeout(timer);
  };
}
