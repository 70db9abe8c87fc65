/** Which congresses briefings count: all, those of a level, and the pilots of the two lower levels. */
import type { Bilingual } from '../paper/content';
import { Level, LEVELS } from '../organization/level';
import { both } from './figure-parts';

export interface CongressSlice {
  /** What the keys of its figures begin with. */
  id: string;
  level: Level | null;
  pilot: boolean | null;
  name: Bilingual;
}

/** Of all levels, of a level, and of the pilots of a level. */
export const CONGRESS_SLICES: readonly CongressSlice[] = [
  { id: 'congress', level: null, pilot: null, name: both('đại hội các cấp', 'congresses at all levels') },
  {
    id: 'congress.pilot.grassroots',
    level: Level.GRASSROOTS,
    pilot: true,
    name: both('đại hội điểm cấp cơ sở', 'pilot congresses at grassroots level'),
  },
  {
    id: 'congress.pilot.upperGrassroots',
    level: Level.UPPER_GRASSROOTS,
    pilot: true,
    name: both('đại hội điểm cấp trên trực tiếp cơ sở', 'pilot congresses at the level above grassroots'),
  },
  {
    id: 'congress.level.grassroots',
    level: Level.GRASSROOTS,
    pilot: null,
    name: both('đại hội cấp cơ sở', 'congresses at grassroots level'),
  },
  {
    id: 'congress.level.upperGrassroots',
    level: Level.UPPER_GRASSROOTS,
    pilot: null,
    name: both('đại hội cấp trên trực tiếp cơ sở', 'congresses at the level above grassroots'),
  },
  {
    id: 'congress.level.centrallyRun',
    level: Level.CENTRALLY_RUN,
    pilot: null,
    name: both('đại hội đảng bộ trực thuộc Trung ương', 'congresses of centrally-run bodies'),
  },
];

/** Of an organization of a level: those at and below it. */
export function slicesAtAndBelow(of: Level): readonly CongressSlice[] {
  return CONGRESS_SLICES.filter(({ level }) => level === null || LEVELS.indexOf(level) >= LEVELS.indexOf(of));
}
