/** Renders a briefing as text: the same bytes for the same content, standing and language. */
import { composeDocument } from './compose-document';
import type { BriefingContent, Language, Publication } from './content';
import { writeHtml } from './write-html';
import { writeMarkdown } from './write-markdown';

export type TextFormat = 'MARKDOWN' | 'HTML';

export function renderBriefing(
  content: BriefingContent,
  standing: Publication,
  language: Language,
  format: TextFormat,
): string {
  const document = composeDocument(content, standing, language);
  switch (format) {
    case 'MARKDOWN':
      return writeMarkdown(document);
    case 'HTML':
      return writeHtml(document);
  }
}
