/** Plays the congresses of one centrally-run body and of all below it. */
import { Level } from '../organization/level';
import type { Allotment } from './allot-demo-figures';
import { toDayNumber } from './count-days';
import type { Play } from './course';
import { Draw } from './draw';
import { holdCongress } from './hold-congress';
import { playGrassroots } from './play-grassroots';
import { playUpperBody, playUpperPilot } from './play-upper-body';

const LAST_REPORT = toDayNumber('2020-10-29');

export function playBranch(allotment: Allotment): Play[] {
  const upper = playUpperBodies(allotment);
  const heldOn = new Map(upper.map(({ organization, course }) => [organization, course.heldOn]));
  return [playOwn(allotment), ...upper, ...playGrassroots(allotment, heldOn)];
}

function playOwn({ branch, congressOn }: Allotment): Play {
  const draw = new Draw(branch.code);
  const course = holdCongress(draw, { plannedOn: congressOn }, { from: congressOn, to: LAST_REPORT });
  return { organization: branch.code, level: Level.CENTRALLY_RUN, pilot: false, draw, course };
}

function playUpperBodies({ branch, traits, upperPilots, congressOn }: Allotment): Play[] {
  const pilots = new Set(new Draw(`${branch.code}/pilots`).spread(upperPilots, branch.upperBodies.length));
  return branch.upperBodies.map((organization, index) => {
    const draw = new Draw(organization);
    const pilot = pilots.has(index);
    const course = pilot ? playUpperPilot(draw) : playUpperBody(draw, traits, congressOn);
    return { organization, level: Level.UPPER_GRASSROOTS, pilot, draw, course };
  });
}
