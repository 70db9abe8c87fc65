/** The sections of a briefing, in the order of the article that the project starts from. */
import type { Bilingual } from '../document/content';
import { both } from './figure-parts';

export enum BriefingSectionKind {
  CONGRESSES = 'CONGRESSES',
  RATING = 'RATING',
  PERSONNEL = 'PERSONNEL',
  TRAINING = 'TRAINING',
  OTHER_INDICATORS = 'OTHER_INDICATORS',
  WORK_PROGRAM = 'WORK_PROGRAM',
  TASKS = 'TASKS',
}

interface Section {
  kind: BriefingSectionKind;
  title: Bilingual;
  /** What the ids of its figures begin with. */
  prefix: string | null;
}

export const SECTIONS: readonly Section[] = [
  {
    kind: BriefingSectionKind.CONGRESSES,
    title: both('Công tác chuẩn bị, tổ chức đại hội', 'Congresses'),
    prefix: 'congress.',
  },
  {
    kind: BriefingSectionKind.RATING,
    title: both('Đánh giá, xếp loại chất lượng', 'Quality rating'),
    prefix: 'rating.',
  },
  { kind: BriefingSectionKind.PERSONNEL, title: both('Công tác cán bộ', 'Personnel'), prefix: 'personnel.' },
  { kind: BriefingSectionKind.TRAINING, title: both('Đào tạo, bồi dưỡng', 'Training'), prefix: 'training.' },
  {
    kind: BriefingSectionKind.OTHER_INDICATORS,
    title: both('Các chỉ tiêu khác', 'Other indicators'),
    prefix: 'indicator.',
  },
  {
    kind: BriefingSectionKind.WORK_PROGRAM,
    title: both('Chương trình công tác', 'Work program'),
    prefix: 'workProgram.',
  },
  { kind: BriefingSectionKind.TASKS, title: both('Nhiệm vụ thời gian tới', 'Tasks to come'), prefix: null },
];
