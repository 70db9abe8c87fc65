/** What a work item rests on: a document that is recorded, the words in which it is cited, or both. */
import type { EntityManager } from 'typeorm';
import { citeDocument } from '../document/cite-document';
import type { DocumentName } from '../document/find-documents';
import { requireDocument } from '../document/find-documents';
import { Problem } from '../problem';
import { optionalContent } from './require-content';
import type { WorkItemRow } from './work-item-noun';
import { say } from '../words/message';

interface ToldBasis {
  legalBasis?: string | null | undefined;
  legalBasisDocument?: DocumentName | null | undefined;
}

const NO_DOCUMENT = { document_number: null, document_issued_on: null };

/** All of its columns; a document that comes without words is cited in the usual ones. */
export async function basisOf(
  manager: EntityManager,
  path: readonly number[],
  { legalBasis, legalBasisDocument }: ToldBasis,
): Promise<Pick<WorkItemRow, 'legal_basis' | 'document_number' | 'document_issued_on'>> {
  const words = optionalContent(legalBasis, 'legalBasis');
  if (legalBasisDocument == null) return { legal_basis: words, ...NO_DOCUMENT };
  const document = await requireDocument(manager, path, legalBasisDocument, 'legalBasisDocument.');
  if (document.withdrawnOn !== null) {
    const message = say`${document.number} was withdrawn on ${document.withdrawnOn}: nothing new can rest on it. Record it again with addDocument, or name another.`;
    throw new Problem('CONFLICT', message, { argument: 'legalBasisDocument.number' });
  }
  const { number, issuedOn } = document;
  return { legal_basis: words ?? citeDocument(document).vi, document_number: number, document_issued_on: issuedOn };
}
