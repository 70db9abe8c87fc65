/** Asks a server for small things, again and again, while it is busy with something else. */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from './quantiles';

export interface Latency {
  answers: number;
  median: number;
  p99: number;
  longest: number;
}

const PAUSE_MILLISECONDS = 20;
const QUERY = JSON.stringify({ query: '{ progress { planned completed } }' });

/** Begins to ask; the function that is returned ends it. */
export function askAllAlong(url: string, token: string): () => Promise<{ health: Latency; query: Latency }> {
  const agent = new Agent({ keepAlive: true });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const stop = new AbortController();
  const repeat = async (ask: () => Promise<number>): Promise<Latency> => {
    const taken: number[] = [];
    while (!stop.signal.aborted) {
      taken.push(await ask());
      await pause(PAUSE_MILLISECONDS);
    }
    return {
      answers: taken.length,
      median: quantile(taken, 0.5),
      p99: quantile(taken, 0.99),
      longest: Math.max(...taken),
    };
  };
  const health = repeat(() => timeOf(`${url}/healthz`, { agent }));
  const query = repeat(() => timeOf(`${url}/graphql`, { agent, method: 'POST', headers }, QUERY));
  return async () => {
    stop.abort();
    const latencies = { health: await health, query: await query };
    agent.destroy();
    return latencies;
  };
}

function timeOf(url: string, options: object, body?: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${url} answered ${String(answer.statusCode)}.`));
      });
    });
    asked.once('error', reject).end(body);
  });
}
