/** Each answer new: one change by another process before each question, which everybody is asked once. */
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOfDatabase, cpuOfThreads } from '../cpu-of-processes';
import { reportOne } from '../report-congresses';
import { requireSame } from './compare-answers';
import type { Contender } from './contender';
import { Table } from './measured';
import { inTurn, warmUp } from './rounds';
import type { Stage } from './stage';
import type { Work } from './works';

/** Of a round: a question alone has no garbage to collect. */
export const CHANGES = 20;

export interface NewAnswers {
  table: Table;
  /** CPU of our process for a change that nobody asks for, in milliseconds: the log is read, not the answer. */
  takingIn: number;
}

export async function measureNew(stage: Stage, works: readonly Work[]): Promise<NewAnswers> {
  const table = new Table();
  const takings: number[] = [];
  for (const work of works) {
    await warmUp(stage, work);
    for (let round = 0; round < stage.settings.rounds; round += 1) {
      const sums = new Map<Contender, { cpu: number; database: number; wait: number }>();
      for (let change = 0; change < CHANGES; change += 1) {
        stage.signal.throwIfAborted();
        takings.push(await takeIn(stage));
        await askEach(stage, work, round + change, sums);
      }
      for (const [contender, { cpu, database, wait }] of sums) {
        table.add(work, contender, { cpu: cpu / CHANGES, database: database / CHANGES, p50: wait / CHANGES });
      }
    }
  }
  return { table, takingIn: takings.reduce((sum, each) => sum + each, 0) / takings.length };
}

/** Reports to another process, and waits until ours has read of it. */
async function takeIn({ country, contenders }: Stage): Promise<number> {
  const pids = contenders.filter(({ kind }) => kind === 'ours').map(({ pid }) => pid);
  const before = cpuOf(pids);
  await reportOne(country);
  return (await untilQuiet(pids)) - before;
}

const LOOK_MILLISECONDS = 2;
/** It is told of a change within a millisecond or two. */
const QUIET_LOOKS = 3;

/** Whoever is still busy with the change would do that in the time of the question. */
async function untilQuiet(pids: readonly number[]): Promise<number> {
  let [cpu, quiet] = [cpuOf(pids), 0];
  while (quiet < QUIET_LOOKS) {
    await pause(LOOK_MILLISECONDS);
    const now = cpuOf(pids);
    quiet = now - cpu < 0.05 ? quiet + 1 : 0;
    cpu = now;
  }
  return cpu;
}

function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuOfThreads(pid), 0);
}

async function askEach(
  { contenders, questioner, client }: Stage,
  work: Work,
  turn: number,
  sums: Map<Contender, { cpu: number; database: number; wait: number }>,
): Promise<void> {
  const answers = new Map<Contender, string>();
  for (const contender of inTurn(contenders, work, turn)) {
    const sum = sums.get(contender) ?? { cpu: 0, database: 0, wait: 0 };
    sums.set(contender, sum);
    const [database, cpu, at] = [await cpuOfDatabase(client), cpuOfThreads(contender.pid), performance.now()];
    answers.set(contender, await questioner.ask(contender, work));
    sum.wait += performance.now() - at;
    sum.cpu += cpuOfThreads(contender.pid) - cpu;
    sum.database += Math.max(0, (await cpuOfDatabase(client)) - database);
  }
  const [ours = ''] = contenders.flatMap((each) => (each.kind === 'ours' ? (answers.get(each) ?? []) : []));
  for (const [contender, answer] of answers) requireSame(contender, work, answer, ours);
}
