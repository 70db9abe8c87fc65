/** A document to be written: what it says, in which language and format. Plain data alone: a thread of its own gets a copy. */
import type { BriefingContent, Language, Publication } from '../document/content';

export const FILE_FORMATS = ['md', 'html', 'docx'] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

export interface DocumentJob {
  content: BriefingContent;
  standing: Publication;
  language: Language;
  format: FileFormat;
}

/** Whoever is not interested any more aborts the signal. */
export type WriteDocument = (job: DocumentJob, signal?: AbortSignal) => Promise<Buffer>;
