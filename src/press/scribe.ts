/** Writes documents in a thread of its own, one after another; a thread that dies takes only what it writes with it. */
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PaperJob } from './paper-job';
import type { Written } from './scribe-thread';

export interface Threads {
  /** Arguments of Node for the thread; those of the process when absent. */
  execArgv?: readonly string[] | undefined;
  heapMegabytes: number;
  /** How long a document may take; then its thread is ended. */
  longestMilliseconds: number;
  /** How long a thread stays that has nothing to write: its libraries hold some memory. */
  idleMilliseconds: number;
}

/** Run from the sources it is TypeScript, as this file is. */
const FILE = join(__dirname, `scribe-thread${extname(__filename)}`);

interface Task {
  resolve: (bytes: Buffer) => void;
  reject: (error: unknown) => void;
}

export class Scribe {
  private readonly thread: Worker;
  private task: Task | undefined;
  private timer: NodeJS.Timeout | undefined;
  private gone = false;

  constructor(
    private readonly threads: Threads,
    onEnd: (scribe: Scribe) => void,
  ) {
    const { execArgv, heapMegabytes } = threads;
    this.thread = new Worker(FILE, {
      name: 'scribe',
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    });
    this.thread.on('message', (written: Written) => {
      this.finish(written);
    });
    this.thread.on('error', (error) => {
      this.finish({ error });
    });
    this.thread.once('exit', (code) => {
      this.gone = true;
      clearTimeout(this.timer);
      this.finish({ error: new Error(`The thread that wrote a document has ended with ${code}.`) });
      onEnd(this);
    });
    this.thread.unref();
  }

  get isGone(): boolean {
    return this.gone;
  }

  async write(job: PaperJob): Promise<Buffer> {
    clearTimeout(this.timer);
    const { longestMilliseconds, idleMilliseconds } = this.threads;
    const written = new Promise<Buffer>((resolve, reject) => {
      this.thread.postMessage(job);
      this.task = { resolve, reject };
    });
    this.thread.ref();
    this.endAfter(longestMilliseconds);
    try {
      return await written;
    } finally {
      clearTimeout(this.timer);
      if (!this.gone) this.endAfter(idleMilliseconds);
      this.thread.unref();
    }
  }

  /** What it is writing fails. */
  async end(): Promise<void> {
    this.gone = true;
    await this.thread.terminate();
  }

  private endAfter(milliseconds: number): void {
    this.timer = setTimeout(() => void this.end(), milliseconds).unref();
  }

  private finish({ bytes, error }: Written): void {
    const { task } = this;
    this.task = undefined;
    if (bytes === undefined) task?.reject(error);
    else task?.resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}
