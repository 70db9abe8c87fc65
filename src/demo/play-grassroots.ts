/** Plays the congresses of all grassroots bodies of one centrally-run body: pilots, ordinary ones, late ones. */
import { Level } from '../organization/level';
import type { Allotment } from './allot-demo-figures';
import { type DayNumber, toDayNumber } from './count-days';
import type { Course, Play } from './course';
import { Draw } from './draw';
import type { Traits } from './draw-traits';
import { playLate, playOrdinary } from './play-ordinary';
import { type PilotFate, playPilot } from './play-pilot';

type Fate = PilotFate | 'LATE' | 'ORDINARY';

const LAST_LATE = toDayNumber('2020-08-28');
const FIRST_LAST_LATE = toDayNumber('2020-07-31');

/** `upperHeldOn`: the days of the congresses one level up, which come after those below them. */
export function playGrassroots(allotment: Allotment, upperHeldOn: ReadonlyMap<string, DayNumber>): Play[] {
  const { branch, traits } = allotment;
  const lastDays = branch.grassroots.map(({ parentCode }) =>
    Math.min((upperHeldOn.get(parentCode) ?? allotment.congressOn) - 7, LAST_LATE),
  );
  const fates = drawFates(allotment, lastDays);
  return branch.grassroots.map(({ code }, index) => {
    const draw = new Draw(code);
    const fate = fates[index] ?? 'ORDINARY';
    const pilot = fate !== 'ORDINARY' && fate !== 'LATE';
    const course = playFate(draw, fate, traits, lastDays[index] ?? LAST_LATE);
    return { organization: code, level: Level.GRASSROOTS, pilot, draw, course };
  });
}

function playFate(draw: Draw, fate: Fate, traits: Traits, lastDay: DayNumber): Course {
  if (fate === 'ORDINARY') return playOrdinary(draw, traits.grassroots);
  if (fate === 'LATE') return playLate(draw, lastDay);
  return playPilot(draw, fate, traits);
}

function drawFates(allotment: Allotment, lastDays: readonly DayNumber[]): Fate[] {
  const draw = new Draw(`${allotment.branch.code}/fates`);
  const fates = lastDays.map((): Fate => 'ORDINARY');
  draw.spread(allotment.grassrootsPilots, fates.length).forEach((index, order) => {
    fates[index] = pilotFateOf(order, allotment);
  });
  const candidates = [...fates.keys()].filter(
    (index) => fates[index] === 'ORDINARY' && (lastDays[index] ?? 0) >= FIRST_LAST_LATE,
  );
  for (const place of draw.spread(allotment.late, candidates.length)) fates[candidates[place] ?? 0] = 'LATE';
  return fates;
}

/** The pilots in their mixed order: first those held by 29 February, then those overdue and those put off by then. */
function pilotFateOf(order: number, { grassrootsPilots, held, traits }: Allotment): PilotFate {
  const overdue = Math.round(grassrootsPilots * traits.delay);
  const postponed = Math.round(grassrootsPilots * traits.infection);
  if (order < held) return 'HELD';
  if (order < held + overdue) return 'OVERDUE';
  return order < held + overdue + postponed ? 'POSTPONED' : 'AHEAD';
}
