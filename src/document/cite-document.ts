/** How a document is cited in a sentence. Pure. */
import type { Document, DocumentKind } from './document';

const WORDS: Readonly<Record<DocumentKind, { vi: string; en: string }>> = {
  DIRECTIVE: { vi: 'Chỉ thị', en: 'Directive' },
  GUIDANCE: { vi: 'Hướng dẫn', en: 'Guidance' },
  RESOLUTION: { vi: 'Nghị quyết', en: 'Resolution' },
  CONCLUSION: { vi: 'Kết luận', en: 'Conclusion' },
  REGULATION: { vi: 'Quy định', en: 'Regulation' },
  DECISION: { vi: 'Quyết định', en: 'Decision' },
  PLAN: { vi: 'Kế hoạch', en: 'Plan' },
  REPORT: { vi: 'Báo cáo', en: 'Report' },
  LETTER: { vi: 'Công văn', en: 'Letter' },
  OTHER: { vi: 'Văn bản', en: 'Document' },
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

type Cited = Pick<Document, 'kind' | 'number' | 'issuedOn' | 'issuedBy' | 'issuedByEn'>;

/** `Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị`, and `Directive 35-CT/TW of 30 May 2019 of the Politburo`; in English only where the body has a name in it. */
export function citeDocument(document: Cited): { vi: string; en: string | null } {
  const { kind, number, issuedOn, issuedBy, issuedByEn } = document;
  const [year, month, day] = issuedOn.split('-').map(Number);
  const [vi, en] = [`ngày ${day}-${month}-${year}`, `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`];
  return {
    vi: `${WORDS[kind].vi} số ${number} ${vi} của ${issuedBy}`,
    en: issuedByEn === null ? null : `${WORDS[kind].en} ${number} of ${en} of ${issuedByEn}`,
  };
}
