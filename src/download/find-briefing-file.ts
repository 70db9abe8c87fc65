/** Finds a briefing as a file: its name, its type and its content, with nothing written yet. */
import type { Operation } from '../access/operation';
import { standingOf } from '../briefing/briefing-view';
import { loadBriefing } from '../briefing/load-briefing';
import type { Language } from '../paper/content';
import { requireOne } from '../organization/load-organization';
import type { PaperJob, FileFormat } from '../press/paper-job';

export interface FileRequest {
  /** `2020-03`. */
  month: string;
  /** The viewer's own organization when absent. */
  organization: string | undefined;
  language: Language;
  format: FileFormat;
}

export interface BriefingFile {
  /** `giao-ban-2020-03.docx`. */
  name: string;
  type: string;
  job: PaperJob;
}

const TYPES: Record<FileFormat, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export async function findBriefingFile(operation: Operation, request: FileRequest): Promise<BriefingFile> {
  const { month, organization, language, format } = request;
  const briefing = await loadBriefing(operation, await requireOne(operation, organization), month);
  const job = { content: await briefing.content(), standing: standingOf(briefing), language, format };
  // Codes may have slashes in them.
  const of = briefing.of.parentId === null ? '' : `-${briefing.of.code.replaceAll('/', '-')}`;
  return { name: `giao-ban-${month}${of}.${format}`, type: TYPES[format], job };
}
