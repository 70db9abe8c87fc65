/** Puts what a benchmark measured into RESULTS.md, in place of what stood under its heading. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** With the heading `### …`; without one so far it is put at the end. */
export async function writeSection(heading: string, content: string): Promise<string> {
  const file = join(process.env['BENCH_OUTPUT'] ?? __dirname, 'RESULTS.md');
  const text = await readFile(file, 'utf8');
  const start = text.indexOf(`\n${heading}\n`);
  const end = start < 0 ? -1 : text.slice(start + 1).search(/\n###? /);
  const before = start < 0 ? text.trimEnd() : text.slice(0, start).trimEnd();
  const after = end < 0 ? '' : text.slice(start + 1 + end).trimEnd();
  await writeFile(file, `${before}\n\n${heading}\n\n${content}\n${after === '' ? '' : `${after}\n`}`);
  return `Written: ${file}.`;
}
