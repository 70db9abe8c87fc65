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

interface ProgressRow {
  /** Of the figures. */
  prefix: string;
  name: Bilingual;
  /** The row above, of whose congresses these are some, and what they are called below it. */
  within?: { prefix: string; name: Bilingual };
}

const AMONG: Bilingual = { vi: '– trong đó: đại hội điểm', en: '– of these: pilots' };

/** Rows of the table of progress. */
export const PROGRESS_ROWS: readonly ProgressRow[] = [
  { prefix: 'congress.level.grassroots', name: { vi: 'Cấp cơ sở', en: 'Grassroots' } },
  {
    prefix: 'congress.pilot.grassroots',
    name: { vi: 'Đại hội điểm cấp cơ sở', en: 'Pilots, grassroots' },
    within: { prefix: 'congress.level.grassroots', name: AMONG },
  },
  { prefix: 'congress.level.upperGrassroots', name: { vi: 'Cấp trên trực tiếp cơ sở', en: 'Above grassroots' } },
  {
    prefix: 'congress.pilot.upperGrassroots',
    name: { vi: 'Đại hội điểm cấp trên trực tiếp cơ sở', en: 'Pilots, above grassroots' },
    within: { prefix: 'congress.level.upperGrassroots', name: AMONG },
  },
  { prefix: 'congress.level.centrallyRun', name: { vi: 'Trực thuộc Trung ương', en: 'Centrally run' } },
  { prefix: 'congress', name: { vi: 'Tổng cộng', en: 'Total' } },
];
