/** Draws how many delegates came to a congress and how large a committee they elected. */
import { Level } from '../organization/level';
import type { Draw } from './draw';

interface Turnout {
  delegatesSummoned: number;
  delegatesAttended: number;
  committeeElected: number;
}

type Range = readonly [least: number, most: number];

const SIZES: Readonly<Record<Level, { delegates: Range; committee: Range }>> = {
  [Level.CENTRAL]: { delegates: [1_587, 1_587], committee: [200, 200] },
  [Level.CENTRALLY_RUN]: { delegates: [300, 450], committee: [45, 75] },
  [Level.UPPER_GRASSROOTS]: { delegates: [140, 300], committee: [27, 45] },
  [Level.GRASSROOTS]: { delegates: [40, 180], committee: [5, 15] },
};

export function drawTurnout(draw: Draw, level: Level): Turnout {
  const { delegates, committee } = SIZES[level];
  const delegatesSummoned = draw.between(...delegates);
  const absent = level === Level.CENTRAL ? 0 : Math.floor(0.05 * delegatesSummoned * draw.unit() * draw.unit());
  return {
    delegatesSummoned,
    delegatesAttended: delegatesSummoned - absent,
    committeeElected: draw.between(...committee),
  };
}
