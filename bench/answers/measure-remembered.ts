/** The same question again and again, while nothing changes. */
import { cpuOfDatabase, cpuOfThreads } from '../cpu-of-processes';
import { requireRequest, type Contender } from './contender';
import { Table, type Figure } from './measured';
import { inTurn, warmUp } from './rounds';
import type { Stage } from './stage';
import type { Work } from './works';

export async function measureRemembered(stage: Stage, works: readonly Work[], clients: number): Promise<Table> {
  const table = new Table();
  for (const work of works) {
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

async function measureSlice(
  { asker, client, settings }: Stage,
  contender: Contender,
  work: Work,
  clients: number,
): Promise<Record<Figure, number>> {
  const request = requireRequest(contender, work);
  const { url, pid } = contender;
  const before = [cpuOfThreads(pid), await cpuOfDatabase(client)] as const;
  const { requests, seconds, p50, p99 } = await asker.ask('ask', { url, request, clients, seconds: settings.seconds });
  return {
    cpu: (cpuOfThreads(pid) - before[0]) / requests,
    database: Math.max(0, (await cpuOfDatabase(client)) - before[1]) / requests,
    perSecond: requests / seconds,
    p50,
    p99,
  };
}
