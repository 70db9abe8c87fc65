/** Measures silence when a standby takes over or rows are restored: until clients that come back as the examples do hear the next event. */
import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Role } from '../src/access/viewer';
import { openClosers, type Closers } from '../src/process/closers';
import { startExample, type Example } from '../test/examples/start-example';
import { codeOf } from '../test/support/plant-tree';
import {
  lead,
  plantSmallTree,
  startReplaceable,
  withDatabase,
  write,
  writeOne,
  type ReplaceableServer,
} from '../test/support/replaceable-servers';
import { openReplicatedPostgres, type ReplicatedPostgres } from '../test/support/replicated-postgres';
import { rememberRows, restoreRows } from '../test/support/restore-in-place';
import { tokenFor } from '../test/support/start-test-app';
import { describeMachine, loadNow } from './describe-machine';
import { spreadOf } from './quantiles';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const EXAMPLES = ['graphql-ws', 'sse'];
const LOST = 3;
/** Something is written so often: no client waits long for want of events. */
const EVERY_MILLISECONDS = 20;

interface Stage {
  postgres: ReplicatedPostgres;
  server: ReplaceableServer;
  examples: Example[];
}

interface Fault {
  what: string;
  /** Everything up to the moment at which the database takes connections again, or has the rows of before. */
  begin: (stage: Stage) => Promise<void>;
}

const FAULTS: readonly Fault[] = [
  { what: 'a standby promoted that has everything: nobody is told anything', begin: (stage) => promote(stage, 0) },
  { what: `a standby promoted that lacks ${LOST} events: RESYNC`, begin: (stage) => promote(stage, LOST) },
  {
    what: `rows restored in place, ${LOST} events fewer: RESYNC`,
    begin: async (stage) => {
      const url = stage.postgres.url();
      await rememberRows(url);
      await writeAndHear(stage, LOST);
      if ((await restoreRows(url)) === undefined) throw new Error('The rows could not be restored.');
    },
  },
];

async function promote(stage: Stage, lost: number): Promise<void> {
  const { postgres, server } = stage;
  await postgres.holdBack();
  await writeAndHear(stage, lost);
  server.line.refuse();
  server.line.cut();
  await postgres.promote();
  await postgres.killOld();
  lead(server, postgres.url());
}

const eventsOf = ({ lines }: Example): number => lines.filter((line) => line.startsWith('event ')).length;

async function writeAndHear({ postgres, examples }: Stage, count: number): Promise<void> {
  const before = examples.map(eventsOf);
  await write(postgres.url(), count);
  await Promise.all(
    examples.map((example, index) => example.until(() => eventsOf(example) >= (before[index] ?? 0) + count)),
  );
}

/** A line of a table for each fault and example: what happened, and the milliseconds. */
export async function measureFailovers(): Promise<string[]> {
  const closers = openClosers((error) => {
    throw error;
  });
  try {
    const stage = await openStage(closers);
    const lines: string[] = [];
    for (const { what, begin } of FAULTS) {
      const silences: number[][] = EXAMPLES.map(() => []);
      for (let round = 0; round < ROUNDS; round += 1) {
        await writeAndHear(stage, 1);
        await begin(stage);
        (await hearAgain(stage)).forEach((silence, index) => silences[index]?.push(silence));
      }
      lines.push(...EXAMPLES.map((example, index) => describe(`${what} (${example})`, silences[index] ?? [])));
    }
    return lines;
  } finally {
    await closers.closeAll();
  }
}

async function openStage(closers: Closers): Promise<Stage> {
  const postgres = await openReplicatedPostgres();
  closers.add(postgres.close);
  await plantSmallTree(postgres.url());
  const server = await startReplaceable(postgres.url(), closers);
  const token = await tokenFor(Role.REPORTER, codeOf(0));
  const examples = EXAMPLES.map((name) => startExample(name, server.door.url, token, {}));
  for (const example of examples) {
    closers.add(example.stop);
    await example.until(() => example.lines.some((line) => line.startsWith('begin ')));
  }
  return { postgres, server, examples };
}

/** Until each has an event again, in milliseconds from now. */
async function hearAgain({ postgres, examples }: Stage): Promise<number[]> {
  const startedAt = performance.now();
  const before = examples.map(eventsOf);
  const heard = Promise.all(
    examples.map(async (example, index) => {
      await example.until(() => eventsOf(example) > (before[index] ?? 0));
      return performance.now() - startedAt;
    }),
  );
  let isOver = false;
  const over = heard.finally(() => (isOver = true));
  await withDatabase(postgres.url(), async (dataSource) => {
    while (!isOver) {
      await writeOne(dataSource);
      await pause(EVERY_MILLISECONDS);
    }
  });
  return over;
}

function describe(what: string, silences: readonly number[]): string {
  const { median } = spreadOf(silences);
  return `| ${what} | ${median.toFixed(0)} | ${Math.min(...silences).toFixed(0)} to ${Math.max(...silences).toFixed(0)} |`;
}

export async function printFailovers(measure: () => Promise<string[]>): Promise<void> {
  const { date, commit, processors, memory, loadAtStart } = describeMachine('18');
  const lines = await measure();
  process.stdout.write(
    `| what | milliseconds until the next event, median | least to most |\n| --- | ---: | ---: |\n${lines.join('\n')}\n\n- ${ROUNDS} rounds of each. ${date}, commit ${commit}; ${processors}, ${memory}; node ${process.versions.node}; load ${loadAtStart} at the start, ${loadNow()} at the end\n`,
  );
}
