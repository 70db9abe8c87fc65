/** What the levels are called: as the campaign's file says, or as they usually are. */
import type { TextRule } from '../text/text-rule';
import type { Level } from './level';

export interface LevelName {
  /** In Vietnamese. */
  name: string;
  nameEn: string | null;
}

/** Those that a campaign gives itself; a level that is missing has its usual ones. */
export type LevelNames = Readonly<Partial<Record<Level, LevelName>>>;

export const LEVEL_NAME: TextRule = { longest: 100, lines: 'one' };

const USUAL: Readonly<Record<Level, LevelName>> = {
  CENTRAL: { name: 'Trung ương', nameEn: 'Centre' },
  CENTRALLY_RUN: { name: 'Trực thuộc Trung ương', nameEn: 'Directly under the centre' },
  UPPER_GRASSROOTS: { name: 'Cấp trên trực tiếp cơ sở', nameEn: 'Directly above the grassroots' },
  GRASSROOTS: { name: 'Cơ sở', nameEn: 'Grassroots' },
};

export function nameOfLevel(level: Level, names: LevelNames): LevelName {
  return names[level] ?? USUAL[level];
}
