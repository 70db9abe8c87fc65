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

/** On whose behalf a document is written. */
export interface PaperAsker {
  /** Those who wait go round by it. */
  whose?: object | undefined;
  /** Aborted when the caller is no longer interested. */
  signal?: AbortSignal | undefined;
  /** Called where nobody has asked for the same before: it is this one who pays. */
  pay?: () => void;
}

export type WritePaper = (job: PaperJob, asker?: PaperAsker) => Promise<Buffer>;

/** Where it is called: in a thread for documents, or in a command that serves nobody else meanwhile. */
export async function writeInPlace({ content, standing, language, format }: PaperJob): Promise<Buffer> {
  if (format === 'docx') return renderDocx(content, standing, language);
  return Buffer.from(renderBriefing(content, standing, language, format));
}
