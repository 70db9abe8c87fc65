/** Looks at the end of the log for many at once: one look serves all who asked before it was sent, and one is under way at a time (P19). */
import type { DataSource } from 'typeorm';
import { onLivingConnection } from '../database/dead-connection';
import { poolOf } from '../database/pool-client';
import { Problem } from '../problem';
import { say } from '../words/message';
import type { LogPlace } from './cursor';
import { HEAD } from './log';

export class HeadLooks {
  /** Not sent yet: whoever asks is served by it. */
  private gathering: Promise<LogPlace> | undefined;
  /** Was sent before those who ask now have asked: it may miss what they have to see. */
  private underWay: Promise<unknown> | undefined;
  private sent = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** How many were sent. */
  get count(): number {
    return this.sent;
  }

  /** Where the log ends, at some moment after the call. */
  look(): Promise<LogPlace> {
    return (this.gathering ??= this.lookNext());
  }

  private async lookNext(): Promise<LogPlace> {
    await this.underWay;
    this.gathering = undefined;
    const place = withPatience(this.read());
    const over = place.then(forget, forget);
    this.underWay = over;
    try {
      return await place;
    } finally {
      if (this.underWay === over) this.underWay = undefined;
    }
  }

  private async read(): Promise<LogPlace> {
    this.sent += 1;
    return onLivingConnection(() => readOnce(this.dataSource));
  }
}

async function readOnce(dataSource: DataSource): Promise<LogPlace> {
  const client = await poolOf(dataSource).connect();
  try {
    const { rows } = await client.query<LogPlace>(HEAD);
    client.release();
    const [head] = rows;
    if (head === undefined) throw new Error('The log has no head: the database was not migrated.');
    return head;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Longer than a look takes on a server that is merely busy: those who come later must not wait for one that hangs. */
const PATIENCE_MILLISECONDS = 10_000;

async function withPatience<T>(reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const message = say`The database does not answer at the moment. Try again in a few seconds.`;
      reject(new Problem('UNAVAILABLE', message, { retry: true }));
    }, PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

function forget(): void {
  // Those who wait for the look are told what came of it.
}
