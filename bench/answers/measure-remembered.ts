/** The same question again and again, while nothing changes. */
import { cpuOfThreads, watchDatabase } from '../cpu-of-processes';
import { requireRequest, type Contender } from './contender';
import { Table, type Figure } from './measured';
import { inTurn, warmUp } from './rounds';
import type { Stage } from './stage';
import type { Work } from './works';

/** `name` is that of the measurement. */
export async function measureRemembered(
  stage: Stage,
  works: readonly Work[],
  { name, clients }: { name: string; clients: number },
): Promise<Table> {
  const table = new Table();
  for (const work of works) {
    stage.tell(`${name} ${work.name} …`);
    await warmUp(stage, work);
    for (let round = 0; round < stage.settings.rounds; round += 1) {
      for (const contender of inTurn(stage.contenders, work, round)) {
        stage.signal.throwIfAborted();
        table.add(work, contender, await measureSlice(stage, contender, work, clients));
      }
    }
  }
  return table;
}

/** Of a slice: with fewer there is no telling one from another. */
const LEAST = 50;

async function measureSlice(
  { asker, client, settings }: Stage,
  contender: Contender,
  work: Work,
  clients: number,
): Promise<Record<Figure, number>> {
  const request = requireRequest(contender, work);
  const { url, pid } = contender;
  const ofDatabase = await watchDatabase(client);
  const before = cpuOfThreads(pid);
  const asking = { url, request, clients, seconds: settings.seconds, least: LEAST };
  const { requests, seconds, p50, p99 } = await asker.ask('ask', asking);
  return {
    cpu: (cpuOfThreads(pid) - before) / requests,
    database: (await ofDatabase()) / requests,
    perSecond: requests / seconds,
    p50,
    p99,
  };
}
