/** A process of its own that renders the demo's briefing every way, and prints the hash of each. */
import { createHash } from 'node:crypto';
import { Language } from '../../src/paper/content';
import { renderBriefing, renderDocx } from '../../src/paper/render-briefing';
import { demoBriefing, DRAFT, provinceBriefing, PUBLISHED } from './demo-briefing';

export async function hashAll(): Promise<string[]> {
  const hash = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const hashes: string[] = [];
  for (const [content, standing, language] of [
    [demoBriefing(), DRAFT, Language.VI],
    [provinceBriefing(), PUBLISHED, Language.EN],
  ] as const) {
    hashes.push(hash(renderBriefing(content, standing, language, 'md')));
    hashes.push(hash(renderBriefing(content, standing, language, 'html')));
    hashes.push(hash(await renderDocx(content, standing, language)));
  }
  return hashes;
}

if (require.main === module) void hashAll().then((hashes) => process.stdout.write(JSON.stringify(hashes)));
