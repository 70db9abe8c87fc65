/** Writes a document where it is called: in a thread of its own, or in a command that serves nobody else meanwhile. */
import { renderBriefing } from '../document/render-briefing';
import { renderDocx } from '../document/render-docx';
import type { DocumentJob } from './document-job';

export async function writeInPlace({ content, standing, language, format }: DocumentJob): Promise<Buffer> {
  if (format === 'docx') return renderDocx(content, standing, language);
  return Buffer.from(renderBriefing(content, standing, language, format === 'md' ? 'MARKDOWN' : 'HTML'));
}
