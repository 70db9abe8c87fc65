/** Renders a briefing in a format: the same bytes for the same content, standing and language. */
import { composePaper } from './compose-paper';
import type { BriefingContent, Language, Publication } from './content';
import { writeDocx } from './write-docx';
import { writeHtml } from './write-html';
import { writeMarkdown } from './write-markdown';

export function renderBriefing(
  content: BriefingContent,
  standing: Publication,
  language: Language,
  format: 'md' | 'html',
): string {
  const paper = composePaper(content, standing, language);
  switch (format) {
    case 'md':
      return writeMarkdown(paper);
    case 'html':
      return writeHtml(paper);
  }
}

export function renderDocx(content: BriefingContent, standing: Publication, language: Language): Promise<Buffer> {
  return writeDocx(composePaper(content, standing, language));
}
