/** What subscriptions work: to open a group, and to push to it. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Country } from './open-country';
import { reportOne } from './report-congresses';
import type { Work, WorkMeter } from './work-meter';

/** An opening has no sign of its end where nothing is pushed at first. */
const OPENING_MILLISECONDS = 500;
/** A shape that no report changes would be waited for without end. */
const LONGEST_WAIT_MILLISECONDS = 20_000;
const OPENED = 10;
const PUSHES = 10;

export class Subscriber {
  private last = 0;
  private received = 0;
  private bytes = 0;
  private arrived: () => void = () => undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"ping"')) socket.send('{"type":"pong"}');
      if (!text.includes('"type":"next"')) return;
      if (text.includes('"errors":')) throw new Error(text.slice(0, 500));
      this.received += 1;
      this.bytes = data.length;
      this.arrived();
    });
  }

  static async open(url: string, token: string): Promise<Subscriber> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await once(socket, 'message');
    return new Subscriber(socket);
  }

  /** Groups that nobody shares: each has an alias of its own. */
  openGroups(meter: WorkMeter, selection: string): Promise<Work> {
    return meter.measure(1, async () => {
      for (let round = 0; round < OPENED; round += 1) this.subscribe(`subscription { own${this.last}: ${selection} }`);
      await pause(OPENING_MILLISECONDS);
      return this.bytes;
    });
  }

  /** To one group, by a report that another process took. */
  async push(meter: WorkMeter, country: Country, selection: string): Promise<Work> {
    this.subscribe(`subscription { ${selection} }`);
    await pause(OPENING_MILLISECONDS);
    return meter.measure(PUSHES, async () => {
      const before = this.received;
      await reportOne(country);
      while (this.received === before) await this.wait(selection);
      return this.bytes;
    });
  }

  private async wait(selection: string): Promise<void> {
    const arrived = new Promise<true>(
      (resolve) =>
        (this.arrived = (): void => {
          resolve(true);
        }),
    );
    const limit = new AbortController();
    const late = pause(LONGEST_WAIT_MILLISECONDS, false, { signal: limit.signal }).catch(() => false);
    if (!(await Promise.race([arrived, late]))) throw new Error(`A report pushed nothing to ${selection}.`);
    limit.abort();
  }

  close(): void {
    this.socket.terminate();
  }

  private subscribe(query: string): void {
    this.last += 1;
    this.socket.send(JSON.stringify({ id: `${this.last}`, type: 'subscribe', payload: { query } }));
  }
}

/** Of one opening. */
export function ofOne(work: Work): Work {
  return { ...work, process: work.process / OPENED, database: work.database / OPENED };
}
