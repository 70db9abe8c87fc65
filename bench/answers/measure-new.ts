/** Each answer new: one change by another process before each question, which everybody is asked once. */
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOfThreads, watchDatabase } from '../cpu-of-processes';
import { quantile } from '../quantiles';
import { reportOne } from '../report-congresses';
import { requireSame } from './compare-answers';
import type { Contender } from './contender';
import { Table, type Figure } from './measured';
import { inTurn, warmUp } from './rounds';
import type { Stage } from './stage';
import type { Work } from './works';

/** Of a round: a question alone has no garbage to collect. */
const CHANGES = 20;

/** Before anything is measured: what works an answer out is compiled by then, and not only what finds one that is remembered. */
const CHANGES_TO_WARM_UP = 300;

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
    await warmUpByChanges(stage, work);
    for (let round = 0; round < stage.settings.rounds; round += 1) {
      const { figures, takingIn } = await measureRound(stage, work, round, CHANGES);
      takings.push(takingIn);
      for (const [contender, figure] of figures) table.add(work, contender, figure);
    }
  }
  return { table, takingIn: quantile(takings, 0.5) };
}

async function warmUpByChanges({ country, contenders, questioner, signal }: Stage, work: Work): Promise<void> {
  for (let change = 0; change < CHANGES_TO_WARM_UP; change += 1) {
    signal.throwIfAborted();
    await reportOne(country);
    for (const contender of inTurn(contenders, work, change)) await questioner.ask(contender, work);
  }
}

interface Spent {
  cpu: number;
  database: number;
  wait: number;
}

/** Of a question, and of a change, as the mean of so many. */
export async function measureRound(
  stage: Stage,
  work: Work,
  round: number,
  changes: number,
): Promise<{ figures: Map<Contender, Partial<Record<Figure, number>>>; takingIn: number }> {
  const spent = new Map<Contender, Spent[]>();
  const takings: number[] = [];
  // Whose connection was closed while others were measured opens it again.
  for (const contender of inTurn(stage.contenders, work, round)) await stage.questioner.ask(contender, work);
  for (let change = 0; change < changes; change += 1) {
    stage.signal.throwIfAborted();
    takings.push(await takeIn(stage));
    for (const [contender, each] of await askEach(stage, work, round + change)) {
      spent.set(contender, [...(spent.get(contender) ?? []), each]);
    }
  }
  const figures = [...spent].map(([contender, each]) => [contender, summarize(each)] as const);
  return { figures: new Map(figures), takingIn: meanOf(takings) };
}

function summarize(spent: readonly Spent[]): Record<'cpu' | 'database' | 'p50' | 'p99', number> {
  const waits = spent.map(({ wait }) => wait);
  return {
    cpu: meanOf(spent.map(({ cpu }) => cpu)),
    database: meanOf(spent.map(({ database }) => database)),
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
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
/** Somebody who is never quiet is measured as he is. */
const MOST_LOOKS = 250;
const QUIET_MILLISECONDS = 0.05;

/** Whoever is still busy with the change would do that in the time of the question. */
async function untilQuiet(pids: readonly number[]): Promise<number> {
  let [cpu, quiet] = [cpuOf(pids), 0];
  for (let look = 0; quiet < QUIET_LOOKS && look < MOST_LOOKS; look += 1) {
    await pause(LOOK_MILLISECONDS);
    const now = cpuOf(pids);
    quiet = now - cpu < QUIET_MILLISECONDS ? quiet + 1 : 0;
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
    const wait = performance.now() - at;
    spent.set(contender, {
      cpu: cpuOfThreads(contender.pid) - cpu,
      database: await ofDatabase(),
      wait,
    });
  }
  const [ours = ''] = contenders.flatMap((each) => (each.kind === 'ours' ? (answers.get(each) ?? []) : []));
  for (const [contender, answer] of answers) requireSame(contender, work, answer, ours);
  return spent;
}
