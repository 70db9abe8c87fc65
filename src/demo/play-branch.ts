/** Plays the congresses of one centrally-run body and of all below it. */
import { Level } from '../organization/level';
import type { Allotment } from './allot-demo-figures';
import { type DayNumber, toDayNumber } from './count-days';
import type { Course, Span } from './course';
import { Draw } from './draw';
import type { Branch } from './found-demo-organizations';
import { holdCongress } from './hold-congress';
import { playLate, playOrdinary } from './play-ordinary';
import { type PilotFate, playPilot } from './play-pilot';
import { playUpperBody, playUpperPilot } from './play-upper-body';

/** What happens to the congress of one organization. */
export interface Play {
  organization: string;
  level: Level;
  pilot: boolean;
  draw: Draw;
  course: Course;
}

type Fate = PilotFate | 'LATE';

const VINH_PHUC = '26';
/** Thái Bình, Yên Bái and Quảng Ninh were through first, in this order. */
const THROUGH_FIRST: ReadonlyMap<string, DayNumber> = new Map([
  ['34', toDayNumber('2020-06-05')],
  ['15', toDayNumber('2020-06-10')],
  ['22', toDayNumber('2020-06-12')],
]);
const APRIL = toDayNumber('2020-04-01');
const DEADLINE = toDayNumber('2020-06-30');
const LAST_REPORT = toDayNumber('2020-10-29');
const LAST_LATE = toDayNumber('2020-08-28');

export function playBranch(branch: Branch, allotment: Allotment): Play[] {
  const draw = new Draw(branch.code);
  const upper = playUpperBodies(branch, allotment);
  return [playOwn(branch.code, draw, allotment), ...upper, ...playGrassroots(branch, allotment, upper)];
}

function playOwn(organization: string, draw: Draw, { congressOn }: Allotment): Play {
  const course = holdCongress(draw, { plannedOn: congressOn }, { from: congressOn, to: LAST_REPORT });
  return { organization, level: Level.CENTRALLY_RUN, pilot: false, draw, course };
}

function playUpperBodies(branch: Branch, { upperPilots, congressOn }: Allotment): Play[] {
  const chosen = new Draw(`${branch.code}/upper pilots`).spread(upperPilots, branch.upperBodies.length);
  const pilots = new Set(chosen);
  return branch.upperBodies.map((organization, index) => {
    const draw = new Draw(organization);
    const pilot = pilots.has(index);
    const course = pilot ? playUpperPilot(draw) : playUpperBody(draw, branch.code, congressOn);
    return { organization, level: Level.UPPER_GRASSROOTS, pilot, draw, course };
  });
}

function playGrassroots(branch: Branch, allotment: Allotment, upper: Play[]): Play[] {
  const heldOn = new Map(upper.map(({ organization, course }) => [organization, course.heldOn]));
  const lastDay = ({ parentCode }: { parentCode: string }) => (heldOn.get(parentCode) ?? LAST_LATE + 7) - 7;
  const fates = drawFates(branch, allotment, (index) => lastDay(grassrootsAt(branch, index)) > DEADLINE + 30);
  const span = drawSpan(branch.code);
  return branch.grassroots.map((body, index) => {
    const draw = new Draw(body.code);
    const fate = fates.get(index);
    const course = playFate(draw, fate, span, {
      by: Math.min(lastDay(body), LAST_LATE),
      firstHit: branch.code === VINH_PHUC,
    });
    const pilot = fate !== undefined && fate !== 'LATE';
    return { organization: body.code, level: Level.GRASSROOTS, pilot, draw, course };
  });
}

function grassrootsAt({ grassroots }: Branch, index: number): { parentCode: string } {
  const body = grassroots[index];
  if (!body) throw new RangeError(`There is no grassroots body ${index}`);
  return body;
}

function playFate(draw: Draw, fate: Fate | undefined, span: Span, late: { by: DayNumber; firstHit: boolean }): Course {
  if (fate === undefined) return playOrdinary(draw, span);
  if (fate === 'LATE') return playLate(draw, late.by);
  return playPilot(draw, fate, span.to, late.firstHit);
}

/** The days between which a body's grassroots congresses are planned and reported. */
function drawSpan(code: string): Span {
  const draw = new Draw(`${code}/span`);
  const from = APRIL + draw.between(0, 14);
  return { from, to: THROUGH_FIRST.get(code) ?? DEADLINE - Math.floor(14 * draw.unit() ** 2) };
}

/** The fate of every grassroots body that is not an ordinary one. */
function drawFates(branch: Branch, allotment: Allotment, mayBeLate: (index: number) => boolean): Map<number, Fate> {
  const { grassrootsPilots, held, overdue, postponed, late } = allotment;
  const draw = new Draw(`${branch.code}/fates`);
  const fates = new Map<number, Fate>();
  draw.spread(grassrootsPilots, branch.grassroots.length).forEach((index, order) => {
    if (order < held) fates.set(index, 'HELD');
    else if (order < held + overdue) fates.set(index, 'OVERDUE');
    else fates.set(index, order < held + overdue + postponed ? 'POSTPONED' : 'AHEAD');
  });
  const candidates = [...branch.grassroots.keys()].filter((index) => !fates.has(index) && mayBeLate(index));
  for (const place of draw.spread(late, candidates.length)) fates.set(candidates[place] ?? 0, 'LATE');
  return fates;
}
