/** Keeps what attacks have cost: for programs in files of their own, for people as a section of RESULTS.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeAttacks, type AttackResults } from './describe-attacks';
import { EVERY_ATTACK } from './every-attack';

export const MOMENTS = ['before', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

const FOLDER = join(__dirname, '..');
const TITLE = '### Attacks: how long everybody else waits (`npm run bench:attacks`)';
const INTRODUCTION =
  '*Query* and *event*: milliseconds waited, 99 times of 100, without the attack → during it. `/readyz` and a new socket: the longest wait during it. *Memory*: MB of the server before, at most, afterwards. [README.md](README.md#attacks) says how it is measured. The aim: a query and an event wait no more than 3 times as long as without the attack, and no more than 250 ms, and nobody is refused; **bold** where that is missed.';

/** Attacks that were not measured again keep what was measured of them. */
export async function writeAttacks(moment: Moment, results: AttackResults): Promise<string> {
  const kept = (await readResults(moment))?.attacks ?? [];
  const known = new Map([...kept, ...results.attacks].map((attack) => [attack.name, attack]));
  const attacks = EVERY_ATTACK.flatMap(({ name }) => known.get(name) ?? []);
  await writeFile(fileOf(moment), `${JSON.stringify({ ...results, attacks }, null, 2)}\n`);
  await writeSection();
  return `Written: ${fileOf(moment)} and RESULTS.md.`;
}

async function writeSection(): Promise<void> {
  const file = join(FOLDER, 'RESULTS.md');
  const [text, before, after] = [await readFile(file, 'utf8'), await readResults('before'), await readResults('after')];
  const section = `${TITLE}\n\n${INTRODUCTION}\n\n${describeAttacks(before, after)}\n`;
  const from = text.indexOf(TITLE);
  if (from < 0) return writeFile(file, `${text.trimEnd()}\n\n${section}`);
  const to = text.indexOf('\n### ', from + TITLE.length);
  return writeFile(file, `${text.slice(0, from)}${section}${to < 0 ? '' : text.slice(to)}`);
}

async function readResults(moment: Moment): Promise<AttackResults | undefined> {
  const text = await readFile(fileOf(moment), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as AttackResults);
}

const fileOf = (moment: Moment): string => join(FOLDER, `attacks-${moment}.json`);
