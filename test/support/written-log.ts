/** A log of made-up entries, its tail, and a fan-out whose answers say only the position and the one before it. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { toCursor } from '../../src/feed/cursor';
import { FanOut } from '../../src/feed/fan-out';
import type { Filter } from '../../src/feed/filter';
import { SubscriptionPlan } from '../../src/feed/subscription-plan';
import { append, takePositions, type NewEntry } from '../../src/feed/log';
import { Tail } from '../../src/feed/tail';
import { Turns } from '../../src/process/turns';
import type { Problem } from '../../src/problem';
import { CollectingOutlet } from './collecting-outlet';
import { cursorAt, positionIn } from './cursors';
import { makeUp } from './made-up-answers';
import { openTestDatabase } from './open-database';

const CHANNEL = 'giaoban.feed.taken';
const ENTRY = { day: '2020-02-29', actor: null, reason: null, recordId: null, labels: [], body: {}, totals: [] };

export interface Asked {
  filter: Filter;
  after?: number;
  /** Of the position and the one before it; `position<previous` when absent. */
  answer?: (position: number, previous: number | undefined) => string;
}

export async function openWrittenLog() {
  const database = await openTestDatabase();
  const log = { info: () => undefined, warn: () => undefined };
  let tail = await Tail.open({ dataSource: database.dataSource, url: database.url, log });
  let fanOut = new FanOut(tail, database.dataSource, new Turns());
  const executed: string[] = [];

  /** Resolves to the position of the last one, when the tail has it. */
  const write = async (count: number, entry: Partial<NewEntry> = {}): Promise<number> => {
    const one = { ...ENTRY, kind: 'HELD', path: [1], ...entry };
    const last = await database.dataSource.transaction(async (manager) => {
      const taken = await takePositions(manager, count);
      const entries = Array.from({ length: count }, () => one);
      return (await append(manager, taken, entries)).at(-1)?.position ?? 0;
    });
    await seen(last);
    return last;
  };
  const seen = (position: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (tail.place.position < position) return;
        unsubscribe(CHANNEL, look);
        resolve();
      };
      subscribe(CHANNEL, look);
      look();
    });

  const join = async ({ filter, after, answer }: Asked, outlet = new CollectingOutlet()) => {
    const { leave } = await fanOut.join({
      key: JSON.stringify(filter),
      after: after === undefined ? undefined : await cursorAt(database.dataSource, after),
      outlet,
      open: () => Promise.resolve(requestFor(filter, answer)),
    });
    return { outlet, leave };
  };
  const requestFor = (
    filter: Filter,
    answer: Asked['answer'] = (position, previous) => `${position}<${previous ?? ''}`,
  ) => ({
    price: 0,
    followed: new SubscriptionPlan({
      kind: 'events' as const,
      filter,
      from: tail.place,
      previous: toCursor(tail.place),
      toRoot: ({ position }, previous) => ({
        text: answer(position, previous === undefined ? undefined : positionIn(previous)),
      }),
    }),
    ...makeUp((root) => {
      const { text } = root as { text: string };
      executed.push(text);
      return text;
    }),
    explain: (error: unknown) => Buffer.from((error as Problem).code),
  });

  /** The same log, followed by a process that has just started: nothing but the newest entries is at hand. */
  const restart = async (): Promise<void> => {
    await tail.close();
    tail = await Tail.open({ dataSource: database.dataSource, url: database.url, log });
    fanOut = new FanOut(tail, database.dataSource, new Turns());
  };
  return {
    write,
    join,
    restart,
    executed,
    place: () => tail.place,
    close: async () => {
      fanOut.close();
      await tail.close();
      await database.close();
    },
  };
}
