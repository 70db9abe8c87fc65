/** The attackers, in a process of their own: one attack at a time. */
import { setMaxListeners } from 'node:events';
import { answerCommands } from '../answer-commands';
import type { Target } from './attack';
import { EVERY_ATTACK } from './every-attack';

export interface Order {
  name: string;
  url: string;
  token: string;
  localAddress: string;
}

export interface Yield {
  /** Of the process while the attack ran, in milliseconds. */
  cpu: number;
  /** What was sent, and what came of it. */
  counts: Record<string, number>;
}

let under: { abort: AbortController; cpu: NodeJS.CpuUsage; counts: Record<string, number> } | undefined;

// What breaks off when an attack ends concerns nobody.
process.on('unhandledRejection', () => undefined);

const commands = {
  begin: async ({ name, ...order }: Order): Promise<void> => {
    const attack = EVERY_ATTACK.find((each) => each.name === name);
    if (attack === undefined) throw new Error(`There is no attack "${name}".`);
    const counts: Record<string, number> = {};
    const abort = new AbortController();
    // Each connection of the attack ends with it.
    setMaxListeners(0, abort.signal);
    under = { abort, cpu: process.cpuUsage(), counts };
    const { hostname, port } = new URL(order.url);
    const tally: Target['tally'] = (what) => {
      counts[what] = (counts[what] ?? 0) + 1;
    };
    await attack.begin({ ...order, hostname, port: Number(port), signal: abort.signal, tally });
  },
  end: (): Yield => {
    if (under === undefined) throw new Error('No attack is under way.');
    const { user, system } = process.cpuUsage(under.cpu);
    const counts = { ...under.counts };
    under.abort.abort();
    under = undefined;
    return { cpu: (user + system) / 1_000, counts };
  },
};

export type AttackerCommands = typeof commands;

answerCommands(commands);
