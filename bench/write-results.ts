/** Writes what was measured: for people, and for programs. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeResults, type Results } from './describe-results';

/** What other programs print is put below this line by hand, and stays there. */
const OTHERS = '\n## Beside the sockets\n';

export async function writeResults(folder: string, results: Results): Promise<string> {
  const [markdown, json] = [join(folder, 'RESULTS.md'), join(folder, 'results.json')];
  const intro = 'Written by `node bench/run.js`; [README.md](README.md) says what is measured, and how to read it.';
  const others = (await readFile(markdown, 'utf8')).split(OTHERS)[1] ?? '';
  await writeFile(
    markdown,
    `# Results of the benchmarks\n\n${intro}\n\n${describeResults(results)}\n${OTHERS}${others}`,
  );
  await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  return `Written: ${markdown} and ${json}.`;
}
