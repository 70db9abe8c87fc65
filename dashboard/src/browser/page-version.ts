/** Whether the server would write another page by now than the one that is open. */
import type { Source } from '../source/source.ts';

export async function isReplaced(source: Source, version: string): Promise<boolean> {
  const current = await source.version().catch(() => '');
  return current !== '' && current !== version;
}
