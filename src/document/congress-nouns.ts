/** What congresses of each level are called. */
import type { Bilingual } from './content';
import type { Noun } from './locale';

export const CONGRESS: Noun = { vi: 'đại hội', one: 'congress', many: 'congresses' };

export const GRASSROOTS_PILOT: Noun = {
  vi: 'đại hội điểm cấp cơ sở',
  one: 'pilot congress at grassroots level',
  many: 'pilot congresses at grassroots level',
};

export const UPPER_PILOT: Noun = {
  vi: 'đại hội điểm cấp trên trực tiếp cơ sở',
  one: 'pilot congress at the level above grassroots',
  many: 'pilot congresses at the level above grassroots',
};

/** Rows of the table of progress: the figures' prefix, and the name of the row. */
export const PROGRESS_ROWS: readonly (Bilingual & { prefix: string })[] = [
  { prefix: 'congress.level.grassroots', vi: 'Cấp cơ sở', en: 'Grassroots' },
  { prefix: 'congress.pilot.grassroots', vi: 'trong đó: đại hội điểm', en: 'of these: pilots' },
  { prefix: 'congress.level.upperGrassroots', vi: 'Cấp trên trực tiếp cơ sở', en: 'Above grassroots' },
  { prefix: 'congress.pilot.upperGrassroots', vi: 'trong đó: đại hội điểm', en: 'of these: pilots' },
  { prefix: 'congress.level.centrallyRun', vi: 'Trực thuộc Trung ương', en: 'Centrally run' },
  { prefix: 'congress', vi: 'Tổng cộng', en: 'Total' },
];
