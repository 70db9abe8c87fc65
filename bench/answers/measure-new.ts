/** Each answer new: one change by another process before each question, which everybody is asked once. */
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOfThreads, watchDatabase } from '../cpu-of-processes';
import { quantile } from '../quantiles';
import { reportOne } from '../report-congresses';
import { requireSame } from './compare-answers';
import type { Contender } from './contender';
import { Table } from './measured';
import { inTurn, warmUp } from './rounds';
import type { Stage } from './stage';
import type { Work } from './works';

/** Of a round: a question alone has no garbage to collect. */
const CHANGES = 20;

interface NewAnswers {
  table: Table;
  /** CPU of our process for a change that nobody asks for, in milliseconds: the log is read, not the answer. */
  takingIn: number;
}

export async function measureNew(stage: Stage, works: readonly Work[]): Promise<NewAnswers> {
  const table = new Table();
  const takings: number[] = [];
  for (const work of works) {
    stage.tell(`new ${work.name} …`);
    await warmUp(stage, work);
    for (let round = 0; round < stage.settings.rounds; round += 1) {
      const { figures, takingIn } = await measureRound(stage, work, round, CHANGES);
      takings.push(takingIn);
      for (const [contender, figure] of figures) table.add(work, contender, figure);
    }
  }
  return { table, takingIn: quantile(takings, 0.5) };
}

type Spent = Record<'cpu' | 'database' | 'p50', number>;

/** Of a question, and of a change: the mean of so many. */
export async function measureRound(
  stage: Stage,
  work: Work,
  round: number,
  changes: number,
): Promise<{ figures: Map<Contender, Spent>; takingIn: number }> {
  const figures = new Map<Contender, Spent>();
  let takingIn = 0;
  for (let change = 0; change < changes; change += 1) {
    stage.signal.throwIfAborted();
    takingIn += (await takeIn(stage)) / changes;
    for (const [contender, spent] of await askEach(stage, work, round + change)) {
      const sum = figures.get(contender) ?? { cpu: 0, database: 0, p50: 0 };
      sum.cpu += spent.cpu / changes;
      sum.database += spent.database / changes;
      sum.p50 += spent.p50 / changes;
      figures.set(contender, sum);
    }
  }
  return { figures, takingIn };
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
): Promise<Map<Contender, Spent>> {
  const spent = new Map<Contender, Spent>();
  const answers = new Map<Contender, string>();
  for (const contender of inTurn(contenders, work, turn)) {
    const ofDatabase = await watchDatabase(client);
    const [cpu, at] = [cpuOfThreads(contender.pid), performance.now()];
    answers.set(contender, await questioner.ask(contender, work));
    const p50 = performance.now() - at;
    spent.set(contender, {
      cpu: cpuOfThreads(contender.pid) - cpu,
      database: await ofDatabase(),
      p50,
    });
  }
  const [ours = ''] = contenders.flatMap((each) => (each.kind === 'ours' ? (answers.get(each) ?? []) : []));
  for (const [contender, answer] of answers) requireSame(contender, work, answer, ours);
  return spent;
}
