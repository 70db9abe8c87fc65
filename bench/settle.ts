/** Waits for sockets: until all of them get what is sent, or nothing comes any more. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientCommands } from './client-process';
import type { Child } from './start-child';

type Client = Child<ClientCommands>;

const LOOK_MILLISECONDS = 25;

/** How many messages there are when all have come, or none has for so long. */
export async function countUntilQuiet(client: Client, wanted: number, quietMilliseconds: number): Promise<number> {
  let [seen, changedAt] = [0, Date.now()];
  while (Date.now() - changedAt < quietMilliseconds) {
    const { received } = await client.ask('count');
    if (received >= wanted) return received;
    if (received > seen) changedAt = Date.now();
    seen = received;
    await pause(LOOK_MILLISECONDS);
  }
  return seen;
}

const MOST_TRIES = 40;

/** A server that is executing for so many sockets may say nothing for a while. */
export function quietFor(sockets: number): number {
  return 1_500 + sockets * 5;
}

/** Gives a server the time to take on its subscribers: what they miss would have to be waited for. */
export function letSubscribe(sockets: number): Promise<void> {
  return pause(250 + sockets / 4);
}

/** Subscribing is not answered: sends events until one of them has reached every socket. */
export async function settle(client: Client, sockets: number, send: () => Promise<unknown>): Promise<void> {
  await letSubscribe(sockets);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await client.ask('expect', sockets);
    await send();
    if ((await countUntilQuiet(client, sockets, quietFor(sockets))) === sockets) return;
  }
  throw new Error('Some socket gets no events.');
}
