/** Writes a document where it is called: in a thread of its own, or in a command that serves nobody else meanwhile. */
import { renderBriefing, renderDocx } from '../document/render-briefing';
import type { DocumentJob } from './document-job';

export async function writeInPlace({ content, standing, language, format }: DocumentJob): Promise<Buffer> {
  if (format === 'docx') return renderDocx(content, standing, language);
  return Buffer.from(renderBriefing(content, standing, language, format));
}
