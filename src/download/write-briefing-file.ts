/** Writes a briefing as a file: Markdown, a page that prints on A4, or a Word document. */
import { createHash } from 'node:crypto';
import type { Operation } from '../access/operation';
import { standingOf } from '../briefing/briefing-view';
import { loadBriefing } from '../briefing/load-briefing';
import type { Language } from '../document/content';
import { requireWithin } from '../organization/load-organization';
import { writeOnce, type FileFormat } from './write-once';

export interface FileRequest {
  /** `2020-03`. */
  month: string;
  /** The viewer's own organization when absent. */
  within: string | undefined;
  language: Language;
  format: FileFormat;
}

export interface BriefingFile {
  /** `giao-ban-2020-03.docx`. */
  name: string;
  type: string;
  bytes: Buffer;
  /** The same bytes have the same one. */
  etag: string;
}

const TYPES: Record<FileFormat, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export async function writeBriefingFile(operation: Operation, request: FileRequest): Promise<BriefingFile> {
  const { month, within, language, format } = request;
  const briefing = await loadBriefing(operation, await requireWithin(operation, within), month);
  const content = await briefing.content();
  const standing = standingOf(briefing);
  // What is written is read: the connection is free for others meanwhile.
  await operation.close();
  const bytes = await writeOnce(content, standing, language, format);
  // Codes may have slashes in them.
  const of = briefing.of.parentId === null ? '' : `-${briefing.of.code.replaceAll('/', '-')}`;
  const name = `giao-ban-${month}${of}.${format}`;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  return { name, type: TYPES[format], bytes, etag };
}
