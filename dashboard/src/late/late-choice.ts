/** What somebody chose of who is late, as the address has it. */
import type { Level } from '../../generated/operations.ts';

/** From above. */
export const LEVELS = ['CENTRAL', 'CENTRALLY_RUN', 'UPPER_GRASSROOTS', 'GRASSROOTS'] as const satisfies Level[];

/** Days that are offered; an address may have any other number of them. */
export const OVER = [7, 14, 30, 60] as const;
const MOST_DAYS = 9_999;

export interface LateChoice {
  level: Level | undefined;
  /** Only those that are late by more days. */
  over: number | undefined;
  /** The cursor of the last one of the page before. */
  after: string | undefined;
}

export function readLateChoice(rest: ReadonlyMap<string, string>): LateChoice {
  const level = rest.get('level') ?? '';
  const over = rest.get('over') ?? '';
  return {
    level: LEVELS.find((each) => each === level),
    over: /^\d{1,4}$/.test(over) && Number(over) > 0 ? Number(over) : undefined,
    after: rest.get('after'),
  };
}

/** For an address. */
export function writeLateChoice({ level, over, after }: LateChoice): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  if (level !== undefined) given.set('level', level);
  if (over !== undefined) given.set('over', String(over));
  if (after !== undefined) given.set('after', after);
  return given;
}

/** As `congresses` asks for it. */
export function variablesOf(
  { level, over }: LateChoice,
  within: string,
): { within: string; level: Level | null; daysLateFrom: number | null } {
  return { within, level: level ?? null, daysLateFrom: over === undefined ? null : Math.min(over + 1, MOST_DAYS) };
}
