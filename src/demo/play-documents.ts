/** Plays the documents on which the campaign of the demo country rests: the directive, and the guidance on how to carry it out. */
import { DOCUMENT, DocumentEventKind, DocumentKind } from '../document/document';
import type { DemoRecord } from './demo-country';
import { ROOT_CODE } from './found-demo-organizations';

const DOCUMENTS = [
  {
    kind: DocumentKind.DIRECTIVE,
    number: '35-CT/TW',
    issued_on: '2019-05-30',
    issued_by: 'Bộ Chính trị',
    issued_by_en: 'the Politburo',
    title: 'Chỉ thị về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng',
    title_en: 'Directive on the party congresses at all levels leading to the 13th National Congress',
  },
  {
    kind: DocumentKind.GUIDANCE,
    number: '26-HD/BTCTW',
    issued_on: '2019-10-18',
    issued_by: 'Ban Tổ chức Trung ương',
    issued_by_en: 'the Central Organization Commission',
    title: 'Hướng dẫn một số nội dung của Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị',
    title_en: 'Guidance on parts of Directive 35-CT/TW of 30 May 2019 of the Politburo',
  },
];

export function playDocuments(): DemoRecord[] {
  return DOCUMENTS.map((document, index) => ({
    recordedAt: `2019-12-26T07:3${index}:00+07:00`,
    noun: DOCUMENT,
    verb: DocumentEventKind.ADDED,
    organization: ROOT_CODE,
    reason: null,
    key: document.number,
    row: { ...document, link: null, of_campaign: true, withdrawn_on: null },
  }));
}
