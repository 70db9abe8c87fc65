/** How fast a year is played: how long a day takes, and when in it each thing is due. Pure. */

export interface ReplayPace {
  /** In milliseconds, of a day on which so many are recorded, of which so many are left. */
  durationOf: (left: number, all: number) => number;
}

export const AS_FAST_AS_IT_GOES: ReplayPace = { durationOf: () => 0 };

export function byDaysPerSecond(days: number): ReplayPace {
  return { durationOf: (left, all) => (1_000 / days) * (all === 0 ? 1 : left / all) };
}

/** Days on which nothing is recorded pass at once. */
export function byEventsPerSecond(events: number): ReplayPace {
  return { durationOf: (left) => (1_000 / events) * left };
}

/** Spread evenly: of so many, how many are due when the day has lasted so long. */
export function countDue(count: number, lasted: number, duration: number): number {
  return lasted >= duration ? count : Math.floor((lasted / duration) * count);
}

/** When the next one is due after so many, in milliseconds from the beginning of the day. */
export function dueAfter(done: number, count: number, duration: number): number {
  return (Math.min(done + 1, count) / count) * duration;
}

/** A lag of up to a second is made up for; a longer one would end in a burst. */
const MOST_MADE_UP_MILLISECONDS = 1_000;

/** When a day begins whose turn was meant for then. */
export function beginOfDay(meant: number, now: number): number {
  return Math.max(meant, now - MOST_MADE_UP_MILLISECONDS);
}
