/** The sections of a briefing: their order, their titles, and which figures are theirs. The API and every document take them from here. */
import type { Bilingual, BriefingContent, ContentFigure } from './content';
import { inBothLanguages } from './locale';

export enum BriefingSectionKind {
  CONGRESSES = 'CONGRESSES',
  RATING = 'RATING',
  PERSONNEL = 'PERSONNEL',
  TRAINING = 'TRAINING',
  WORK_PROGRAM = 'WORK_PROGRAM',
  OTHER_INDICATORS = 'OTHER_INDICATORS',
  TASKS = 'TASKS',
}

export interface Section {
  kind: BriefingSectionKind;
  title: Bilingual;
  figures: ContentFigure[];
}

interface SectionRule {
  /** What the ids of its figures begin with; null for a section without figures, which is always present. */
  prefix: string | null;
  title: (content: BriefingContent) => Bilingual;
}

const always = (vi: string, en: string) => (): Bilingual => ({ vi, en });

/** In the order in which they are read out. */
const RULES: Readonly<Record<BriefingSectionKind, SectionRule>> = {
  CONGRESSES: {
    prefix: 'congress.',
    title: always('Công tác chuẩn bị và tổ chức đại hội', 'Preparing and holding the congresses'),
  },
  RATING: {
    prefix: 'rating.',
    title: ({ ratingYear: year }) => ({
      vi: `Đánh giá, xếp loại chất lượng năm ${year}`,
      en: `Quality rating of ${year}`,
    }),
  },
  PERSONNEL: { prefix: 'personnel.', title: always('Công tác cán bộ', 'Personnel') },
  TRAINING: { prefix: 'training.', title: always('Đào tạo, bồi dưỡng cán bộ', 'Training of officials') },
  WORK_PROGRAM: {
    prefix: 'workProgram.',
    title: ({ programYear: year }) => ({
      vi: `Thực hiện chương trình công tác năm ${year}`,
      en: `Work program of ${year}`,
    }),
  },
  OTHER_INDICATORS: { prefix: 'indicator.', title: always('Các chỉ tiêu khác', 'Other indicators') },
  TASKS: {
    prefix: null,
    title: ({ month }) =>
      inBothLanguages((locale) => locale.say(`Nhiệm vụ ${locale.month(month)}`, `Tasks for ${locale.month(month)}`)),
  },
};

const IN_ORDER = Object.values(BriefingSectionKind);

/** Those that are not empty. */
export function sectionsOf(content: BriefingContent): Section[] {
  return IN_ORDER.flatMap((kind) => {
    const { prefix, title } = RULES[kind];
    const figures = content.figures.filter((figure) => isOf(kind, figure));
    return prefix !== null && figures.length === 0 ? [] : [{ kind, title: title(content), figures }];
  });
}

/** The figures in the order of the sections; within one they stay in theirs. */
export function sortBySection(figures: readonly ContentFigure[]): ContentFigure[] {
  const placeOf = (figure: ContentFigure): number => IN_ORDER.findIndex((kind) => isOf(kind, figure));
  return [...figures].sort((a, b) => placeOf(a) - placeOf(b));
}

function isOf(kind: BriefingSectionKind, { id }: ContentFigure): boolean {
  const { prefix } = RULES[kind];
  return prefix !== null && id.startsWith(prefix);
}

/** The title of the whole briefing, where none was entered. */
export function usualTitle(month: string): Bilingual {
  return inBothLanguages((locale) =>
    locale.say(`Báo cáo giao ban ${locale.month(month)}`, `Briefing of ${locale.month(month)}`),
  );
}
