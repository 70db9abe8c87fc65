/** Renders a briefing as a Word document: the same bytes for the same content, standing and language. */
import { composeDocument } from './compose-document';
import type { BriefingContent, Language, Publication } from './content';
import { writeDocx } from './write-docx';

export function renderDocx(content: BriefingContent, standing: Publication, language: Language): Promise<Buffer> {
  return writeDocx(composeDocument(content, standing, language));
}
