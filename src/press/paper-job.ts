/** A document to be written: what it says, in which language and format. Plain data alone: a thread gets a copy of it. */
import type { BriefingContent, Language, Publication } from '../paper/content';
import { renderBriefing, renderDocx } from '../paper/render-briefing';

export const FILE_FORMATS = ['md', 'html', 'docx'] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

export interface PaperJob {
  content: BriefingContent;
  standing: Publication;
  language: Language;
  format: FileFormat;
}

/** A caller that is no longer interested aborts the signal. */
export type WritePaper = (job: PaperJob, signal?: AbortSignal) => Promise<Buffer>;

/** Where it is called: in a thread for documents, or in a command that serves nobody else meanwhile. */
export async function writeInPlace({ content, standing, language, format }: PaperJob): Promise<Buffer> {
  if (format === 'docx') return renderDocx(content, standing, language);
  return Buffer.from(renderBriefing(content, standing, language, format));
}
