/** What an operation works: CPU of the server's process and of the database's, its longest turn, and the bytes of its answer. */
import type { Client } from 'pg';
import { watchDatabase } from './cpu-of-processes';
import type { GiaobanCommands } from './giaoban-server';
import type { Child } from './start-child';

export interface Work {
  /** Milliseconds, for one. */
  process: number;
  database: number;
  /** CPU of the event loop's thread in its longest turn, in milliseconds. */
  turn: number;
  bytes: number;
}

export class WorkMeter {
  constructor(
    private readonly server: Child<GiaobanCommands>,
    private readonly client: Client,
  ) {}

  /** `each` is carried out so many times; it returns the bytes of its answer. */
  async measure(times: number, each: () => Promise<number>): Promise<Work> {
    await this.server.ask('startWatch');
    const [process, ofDatabase] = [await this.server.ask('cpu'), await watchDatabase(this.client)];
    let bytes = 0;
    for (let round = 0; round < times; round += 1) bytes = await each();
    const spent = [(await this.server.ask('cpu')) - process, await ofDatabase()];
    const { mostCpu } = await this.server.ask('stopWatch');
    const [perProcess = NaN, perDatabase = NaN] = spent.map((milliseconds) => milliseconds / times);
    return { process: perProcess, database: perDatabase, turn: mostCpu, bytes };
  }
}

/** Others on the machine only lengthen: the least is nearest to the truth. */
export function leastOf(works: readonly Work[]): Work {
  const [least] = works.toSorted((a, b) => a.process + a.database - (b.process + b.database));
  if (least === undefined) throw new Error('Nothing was measured.');
  return { ...least, turn: Math.min(...works.map(({ turn }) => turn)) };
}
