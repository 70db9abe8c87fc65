/** Ten clients download ten different Word briefings at once: what everybody else notices of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closers } from '../src/process/closers';
import type { GiaobanCommands } from './giaoban-server';
import type { Country } from './open-country';
import { quantile } from './quantiles';
import { startChild, type Child } from './start-child';

const PROVINCES = ['01', '02', '04', '06', '08', '10', '11', '12', '14', '15'];

interface Server {
  url: string;
  child: Child<GiaobanCommands>;
}

interface Seen {
  what: string;
  /** Until all of them have their document. */
  seconds: number;
  cpuSeconds: number;
  longestStall: number;
  mostCpu: number;
  longestHealth: number;
  healthMedian: number;
}

/** On a server of its own that has written nothing yet; then others, once it has. */
export async function downloadAtOnce(country: Country, closers: Closers): Promise<string> {
  const child = await startChild<GiaobanCommands>('giaoban-server');
  closers.add(child.stop);
  const server = { child, url: await child.ask('start', country.start) };
  const rows = [
    await watch(
      server,
      country.token,
      'the first ten of a process',
      PROVINCES.map((code) => `?organization=${code}`),
    ),
    await watch(
      server,
      country.token,
      'ten others',
      PROVINCES.map((code) => `?organization=${code}&language=en`),
    ),
    await watch(
      server,
      country.token,
      'the same ten again',
      PROVINCES.map((code) => `?organization=${code}&language=en`),
    ),
  ];
  const lines = rows.map(
    ({ what, seconds, cpuSeconds, longestStall, mostCpu, longestHealth, healthMedian }) =>
      `| ${what} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${longestStall.toFixed(0)} | ${mostCpu.toFixed(0)} | ${longestHealth.toFixed(0)} | ${healthMedian.toFixed(1)} |`,
  );
  return [
    '| ten Word briefings at once | seconds to the last | CPU seconds | longest stall of the event loop, ms | CPU in its longest turn, ms | longest `/healthz`, ms | its median |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}

async function watch({ child, url }: Server, token: string, what: string, asked: readonly string[]): Promise<Seen> {
  // Whatever the start, or the round before, has left to do is not counted.
  await askAlong(url, sleep(1_000));
  const cpu = await child.ask('cpu');
  await child.ask('startWatch');
  const started = performance.now();
  const all = Promise.all(asked.map((query) => download(`${url}/briefings/2020-03.docx${query}`, token)));
  const health = await askAlong(url, all);
  const seconds = (performance.now() - started) / 1_000;
  const { longest, mostCpu } = await child.ask('stopWatch');
  return {
    what,
    seconds,
    cpuSeconds: ((await child.ask('cpu')) - cpu) / 1_000,
    longestStall: longest,
    mostCpu,
    longestHealth: Math.max(...health),
    healthMedian: quantile(health, 0.5),
  };
}

/** How long each answer of /healthz took, one after another, until the work is done. */
async function askAlong(url: string, work: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  const under = { way: true };
  const done = work.finally(() => (under.way = false));
  while (under.way) {
    const started = performance.now();
    await (await fetch(`${url}/healthz`)).arrayBuffer();
    took.push(performance.now() - started);
    await sleep(5);
  }
  await done;
  return took;
}

async function download(url: string, token: string): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}.`);
  await response.arrayBuffer();
}
