/** Writes what a briefing says as the bytes of a file, once for all who ask for the same. */
import { createHash } from 'node:crypto';
import type { BriefingContent, Language, Standing } from '../document/content';
import { renderBriefing } from '../document/render-briefing';
import { renderDocx } from '../document/render-docx';
import { openGate } from '../gate';

export const FILE_FORMATS = ['md', 'html', 'docx'] as const;

export type FileFormat = (typeof FILE_FORMATS)[number];

/** A Word document with its pictures takes a moment of computing: one after another, others are served in between. */
const oneAtATime = openGate(1);

const MOST_KEPT = 16;
/** The files that were asked for last, by what they say; the oldest first. */
const kept = new Map<string, Promise<Buffer>>();

/** The same content gives the same bytes (P16): it is written once, however many ask. */
export function writeOnce(
  content: BriefingContent,
  standing: Standing,
  language: Language,
  format: FileFormat,
): Promise<Buffer> {
  const key = createHash('sha256')
    .update(JSON.stringify([content, standing, language, format]))
    .digest('base64url');
  const bytes = kept.get(key) ?? oneAtATime(() => render(content, standing, language, format));
  kept.delete(key);
  kept.set(key, bytes);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  bytes.catch(() => kept.delete(key));
  return bytes;
}

async function render(
  content: BriefingContent,
  standing: Standing,
  language: Language,
  format: FileFormat,
): Promise<Buffer> {
  if (format === 'docx') return renderDocx(content, standing, language);
  return Buffer.from(renderBriefing(content, standing, language, format === 'md' ? 'MARKDOWN' : 'HTML'));
}
