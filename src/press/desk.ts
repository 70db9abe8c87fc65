/** Lets so many documents be written at once, each by a scribe; the others wait in line. */
import { Gate } from '../process/gate';
import { Problem } from '../problem';
import type { PaperJob } from './paper-job';
import { Scribe, type Threads } from './scribe';
import { say } from '../words/message';

export interface DeskLimits {
  atOnce: number;
  /** At most so many wait. */
  waiting: number;
}

interface Writing {
  begin: () => void;
  signal: AbortSignal;
  whose: object | undefined;
}

const PATIENCE_MILLISECONDS = 30_000;

export class Desk {
  private readonly gate: Gate;
  private readonly scribes = new Set<Scribe>();
  private readonly free: Scribe[] = [];

  constructor(
    { atOnce, waiting }: DeskLimits,
    private readonly threads: Threads,
  ) {
    const longestOfOne = Math.max(1, Math.ceil(waiting / 2));
    const line = { longest: waiting, longestOfOne, patienceMilliseconds: PATIENCE_MILLISECONDS, refuse };
    this.gate = new Gate({ width: atOnce, line });
  }

  get threadCount(): number {
    return this.scribes.size;
  }

  /** The signal gives up a document that waits; `begin` is called when it no longer waits. */
  write(job: PaperJob, { begin, signal, whose }: Writing): Promise<Buffer> {
    const work = async (): Promise<Buffer> => {
      begin();
      const scribe = this.findScribe();
      try {
        return await scribe.write(job);
      } finally {
        this.free.push(scribe);
      }
    };
    return this.gate.run(work, whose, signal);
  }

  async close(): Promise<void> {
    await Promise.all([...this.scribes].map((scribe) => scribe.end()));
  }

  /** The one that wrote last: the others may end when they are not needed for long. */
  private findScribe(): Scribe {
    for (let scribe = this.free.pop(); scribe !== undefined; scribe = this.free.pop()) {
      if (!scribe.isGone) return scribe;
    }
    const scribe = new Scribe(this.threads, (gone) => this.scribes.delete(gone));
    this.scribes.add(scribe);
    return scribe;
  }
}

function refuse(): Problem {
  const message = say`Many documents are being written at the moment, and this one was not started. Try again in a few seconds.`;
  return new Problem('UNAVAILABLE', message, { retry: true });
}
