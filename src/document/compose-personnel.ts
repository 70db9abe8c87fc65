/** The parts on personnel and on training. */
import { tabulateIndicators } from './compose-indicators';
import { paragraphOf, type Composition } from './composition';
import type { Block } from './document';
import { sayAllDone, type Deed } from './say-done';

const CASES: Deed = {
  prefix: 'personnel.cases',
  noun: { vi: 'lượt nhân sự', one: 'personnel case', many: 'personnel cases' },
  vi: {
    before: 'thẩm định',
    after: 'để cấp có thẩm quyền xem xét, quyết định',
    none: 'không phát sinh lượt thẩm định nhân sự nào',
    about: 'thẩm định nhân sự',
  },
  en: { after: 'appraised for decisions on appointment' },
};

const STANDARDS: Deed = {
  prefix: 'personnel.standards',
  noun: { vi: 'trường hợp', one: 'case', many: 'cases' },
  vi: {
    before: 'thẩm định',
    after: 'về tiêu chuẩn chính trị',
    none: 'không phát sinh trường hợp nào phải thẩm định tiêu chuẩn chính trị',
    about: 'thẩm định tiêu chuẩn chính trị',
  },
  en: { after: 'appraised for political standards' },
};

const CLASSES: Deed = {
  prefix: 'training.classes',
  noun: { vi: 'lớp bồi dưỡng', one: 'training class', many: 'training classes' },
  vi: { before: 'tổ chức', after: '', none: 'chưa tổ chức lớp bồi dưỡng nào', about: 'các lớp bồi dưỡng' },
  en: { after: 'held' },
};

const TRAINED: Deed = {
  prefix: 'training.people',
  noun: { vi: 'cán bộ', one: 'official', many: 'officials' },
  vi: {
    before: 'có',
    after: 'được bồi dưỡng',
    none: 'chưa có cán bộ nào được bồi dưỡng',
    about: 'số cán bộ được bồi dưỡng',
  },
  en: { after: 'trained' },
};

export function composePersonnel(composition: Composition): Block[] {
  return compose(composition, 'personnel.', [CASES, STANDARDS]);
}

export function composeTraining(composition: Composition): Block[] {
  return compose(composition, 'training.', [CLASSES, TRAINED]);
}

/** In sentences what there are words for, in a table what users have added. */
function compose(composition: Composition, prefix: string, deeds: readonly Deed[]): Block[] {
  const isSaid = (id: string): boolean => deeds.some((deed) => id.startsWith(`${deed.prefix}.`));
  const others = composition.content.figures.filter(({ id }) => id.startsWith(prefix) && !isSaid(id));
  return [
    ...paragraphOf(...sayAllDone(composition, deeds)),
    ...(composition.form.tellsAllIndicators ? tabulateIndicators(composition, others) : []),
  ];
}
