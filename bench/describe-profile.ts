/** Where a CPU profile says the time went: over all of it, or while the event loop stood still. */
import { readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stall } from './gauges';

const SHOWN = 25;
const SHOWN_OF_A_STALL = 10;
const STALLS_SHOWN = 3;
const ROOT = process.cwd();

/** The functions that took the most time themselves; then, for each stall, what ran in it, callers included. */
export async function describeProfile(file: string, stalls: readonly Stall[] = []): Promise<string> {
  const profile = JSON.parse(await readFile(file, 'utf8')) as Profiler.Profile;
  const samples = readSamples(profile);
  const parts = [`${file}\n${ranking(samples, ({ stack: [own = ''] }) => [own], SHOWN)}`];
  const longest = [...stalls].sort((a, b) => b.cpu - a.cpu).slice(0, STALLS_SHOWN);
  for (const { endedAt, milliseconds, cpu } of longest) {
    const within = samples.filter(({ at }) => at <= endedAt && at >= endedAt - milliseconds * 1_000);
    const all = ranking(within, ({ stack }) => new Set(stack), SHOWN_OF_A_STALL);
    const own = ranking(within, ({ stack: [own = ''] }) => [own], SHOWN_OF_A_STALL);
    parts.push(
      `A stall of ${milliseconds.toFixed(0)} ms, ${cpu.toFixed(0)} of them on the CPU. With what they call:\n${all}\nThemselves:\n${own}`,
    );
  }
  return parts.join('\n\n');
}

interface Sample {
  /** Microseconds of the machine's clock. */
  at: number;
  microseconds: number;
  /** The innermost function first. */
  stack: string[];
}

function readSamples({ nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile): Sample[] {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const stacks = new Map(
    nodes.map(({ id }) => {
      const stack: string[] = [];
      for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) stack.push(names.get(at) ?? '');
      return [id, stack];
    }),
  );
  let at = startTime;
  return samples.map((id, index) => {
    at += timeDeltas[index] ?? 0;
    return { at, microseconds: timeDeltas[index + 1] ?? 0, stack: stacks.get(id) ?? [] };
  });
}

function nameOf({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const place = path.startsWith('/') ? relative(ROOT, path).replace(/^.*node_modules\//, '') : path;
  return `${functionName || '(anonymous)'}${place === '' ? '' : ` ${place}:${lineNumber + 1}`}`;
}

const NO_WORK = new Set(['(idle)', '(program)', '(root)']);

function ranking(samples: readonly Sample[], namesOf: (sample: Sample) => Iterable<string>, shown: number): string {
  const taken = new Map<string, number>();
  let all = 0;
  for (const sample of samples) {
    if (sample.stack[0] !== '(idle)') all += sample.microseconds;
    for (const name of namesOf(sample)) taken.set(name, (taken.get(name) ?? 0) + sample.microseconds);
  }
  return [...taken]
    .filter(([name]) => !NO_WORK.has(name) || name === '(program)')
    .sort(([, a], [, b]) => b - a)
    .slice(0, shown)
    .map(([name, microseconds]) => `${((100 * microseconds) / all).toFixed(1).padStart(6)} %  ${name}`)
    .join('\n');
}
