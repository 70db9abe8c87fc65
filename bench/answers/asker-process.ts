/** Clients who ask the same again and again, each on a connection of its own, in a process of their own. */
import { answerCommands } from '../answer-commands';
import { quantile } from '../quantiles';
import { AnswerLine, type Answer } from './answer-line';

export interface Asking {
  url: string;
  request: Uint8Array;
  clients: number;
  seconds: number;
  /** Requests, however long they take. */
  least: number;
}

export interface Asked {
  requests: number;
  /** From the first question to the last answer. */
  seconds: number;
  /** Milliseconds waited. */
  p50: number;
  p99: number;
}

const BEGINNING = '{"data":';

const commands = {
  /** Each asks without a pause until the time is over, and enough is answered. */
  ask: async ({ url, request, clients, seconds, least }: Asking): Promise<Asked> => {
    const waits: number[] = [];
    const beganAt = performance.now();
    const until = beganAt + seconds * 1_000;
    const lines = Array.from({ length: clients }, () => new AnswerLine(url));
    const askOn = async (line: AnswerLine): Promise<void> => {
      for (let at = performance.now(); at < until || waits.length < least;) {
        requireGood(await line.ask(request));
        const now = performance.now();
        waits.push(now - at);
        at = now;
      }
    };
    try {
      await Promise.all(lines.map(askOn));
    } finally {
      for (const line of lines) line.close();
    }
    const took = (performance.now() - beganAt) / 1_000;
    return { requests: waits.length, seconds: took, p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) };
  },
};

function requireGood({ status, body }: Answer): void {
  if (status === 200 && body.toString('latin1', 0, BEGINNING.length) === BEGINNING) return;
  throw new Error(`An answer was ${status}: ${body.toString('utf8', 0, 300)}`);
}

export type AskerCommands = typeof commands;

answerCommands(commands);
