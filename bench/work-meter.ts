/** What an operation works: CPU of the server's process and of the database's, its longest turn, and the bytes of its answer. */
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
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

/** Of everybody who works for the database under test but whoever asks here. */
const BACKENDS = 'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

export class WorkMeter {
  constructor(
    private readonly server: Child<GiaobanCommands>,
    private readonly client: Client,
  ) {}

  /** `each` is carried out so many times; it returns the bytes of its answer. */
  async measure(times: number, each: () => Promise<number>): Promise<Work> {
    await this.server.ask('startWatch');
    const [process, database] = [await this.server.ask('cpu'), await this.cpuOfDatabase()];
    let bytes = 0;
    for (let round = 0; round < times; round += 1) bytes = await each();
    const spent = [(await this.server.ask('cpu')) - process, (await this.cpuOfDatabase()) - database];
    const { mostCpu } = await this.server.ask('stopWatch');
    const [ofProcess = NaN, ofDatabase = NaN] = spent.map((milliseconds) => milliseconds / times);
    return { process: ofProcess, database: Math.max(0, ofDatabase), turn: mostCpu, bytes };
  }

  /** As Linux has it, in milliseconds. */
  private async cpuOfDatabase(): Promise<number> {
    const { rows } = await this.client.query<{ pid: number }>(BACKENDS);
    return rows.reduce((sum, { pid }) => sum + cpuOf(pid), 0);
  }
}

/** Of a process that may have ended. */
function cpuOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}

/** Others on the machine only lengthen: the least is nearest to the truth. */
export function leastOf(works: readonly Work[]): Work {
  const [least] = works.toSorted((a, b) => a.process + a.database - (b.process + b.database));
  if (least === undefined) throw new Error('Nothing was measured.');
  return { ...least, turn: Math.min(...works.map(({ turn }) => turn)) };
}
