/** How far ahead or behind: what is completed, measured against what is due by now. */
import type { Tally } from './stage.ts';

/** From the furthest behind to the furthest ahead; `none` where nothing is due and nothing held. */
export type Pace = 'late-3' | 'late-2' | 'late-1' | 'on' | 'early-1' | 'early-2' | 'none' | 'done';

/** As parts of what is due; a pace begins where the one before ends. */
const BEHIND: readonly (readonly [below: number, pace: Pace])[] = [
  [-0.5, 'late-3'],
  [-0.2, 'late-2'],
  [0, 'late-1'],
];
const FAR_AHEAD = 0.2;

export function paceOf({ planned, completed, dueByNow }: Tally): Pace {
  if (planned > 0 && completed >= planned) return 'done';
  const due = dueByNow ?? 0;
  const ahead = completed - due;
  if (due === 0) return completed === 0 ? 'none' : 'early-2';
  if (ahead === 0) return 'on';
  const behind = BEHIND.find(([below]) => ahead / due < below);
  if (behind !== undefined) return behind[1];
  return ahead / due > FAR_AHEAD ? 'early-2' : 'early-1';
}

/** Congresses that are due and not held. */
export function missing({ completed, dueByNow }: Tally): number {
  return Math.max(0, (dueByNow ?? 0) - completed);
}

/** The furthest behind first: by how many are missing, then by how large a part of what is due that is. */
export function furthestBehind<Body extends Tally & { code: string }>(bodies: readonly Body[], most: number): Body[] {
  const share = (body: Body): number => missing(body) / Math.max(1, body.dueByNow ?? 0);
  return bodies
    .filter((body) => missing(body) > 0)
    .sort(
      (one, other) => missing(other) - missing(one) || share(other) - share(one) || (one.code < other.code ? -1 : 1),
    )
    .slice(0, most);
}
