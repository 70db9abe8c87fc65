/** What every server under test tells of itself: when an event began, CPU time, memory, stalls, profiles. */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import type { Socket } from 'node:net';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

const RESOLUTION_MILLISECONDS = 5;
/** Shorter ones are no stall. */
const STALL_MILLISECONDS = 50;

export interface Memory {
  rss: number;
  /** The heap and what it holds outside of it. */
  held: number;
}

export interface Stall {
  /** When it ended, in microseconds of the machine's clock, as a CPU profile has it. */
  endedAt: number;
  milliseconds: number;
  /** CPU time of the process meanwhile: where it is much less, the machine was busy with something else. */
  cpu: number;
}

export interface Stalls {
  longest: number;
  p99: number;
  /** CPU time of the event loop's own thread in the longest turn: what others do on the machine does not lengthen it. */
  mostCpu: number;
  longestCollection: number;
  each: Stall[];
  /** The greatest memory seen meanwhile. */
  mostRss: number;
}

let event: { at: bigint; cpu: NodeJS.CpuUsage } | undefined;

/** Call it when the server gets to know of an event, before anything else. */
export function markEvent(): void {
  event ??= { at: process.hrtime.bigint(), cpu: process.cpuUsage() };
}

let connections = 0;
subscribe('net.server.socket', (message) => {
  connections += 1;
  (message as { socket: Socket }).socket.once('close', () => (connections -= 1));
});

let watch: { stop: () => Stalls } | undefined;
let profiling: Session | undefined;

export const gauges = {
  forgetEvent: () => {
    event = undefined;
  },
  /** When the event began, and the CPU time since then, in milliseconds. */
  costOfEvent: () => {
    if (event === undefined) throw new Error('No event has come to this server.');
    const { user, system } = process.cpuUsage(event.cpu);
    return { at: event.at, cpu: (user + system) / 1_000 };
  },
  /** Of the process, threads and all, in milliseconds since it started. */
  cpu: (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  memory: async (): Promise<Memory> => {
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, held: heapUsed + external };
  },
  /** Connections that clients have opened, and that the server has not let go of. */
  connections: () => connections,
  startWatch: () => {
    watch = watchStalls();
  },
  stopWatch: (): Stalls => {
    if (watch === undefined) throw new Error('Nothing is being watched.');
    return watch.stop();
  },
  startProfile: async () => {
    profiling = new Session();
    profiling.connect();
    await profiling.post('Profiler.enable');
    await profiling.post('Profiler.setSamplingInterval', { interval: 200 });
    await profiling.post('Profiler.start');
  },
  stopProfile: async (file: string) => {
    const { profile } = (await profiling?.post('Profiler.stop')) ?? {};
    profiling?.disconnect();
    await writeFile(file, JSON.stringify(profile));
  },
};

/** Of the main thread alone, in milliseconds, as Linux has it; elsewhere nobody tells. */
function cpuOfLoop(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return NaN;
  }
}

function watchStalls(): { stop: () => Stalls } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  delay.enable();
  let longestCollection = 0;
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestCollection = Math.max(longestCollection, duration);
  });
  collections.observe({ entryTypes: ['gc'] });
  const each: Stall[] = [];
  let mostRss = 0;
  let last = process.hrtime.bigint();
  let cpu = process.cpuUsage();
  let ofLoop = cpuOfLoop();
  let mostCpu = 0;
  const timer = setInterval(() => {
    const now = process.hrtime.bigint();
    const milliseconds = Number(now - last) / 1e6 - RESOLUTION_MILLISECONDS;
    if (milliseconds > STALL_MILLISECONDS) {
      const { user, system } = process.cpuUsage(cpu);
      each.push({ endedAt: Number(now / 1_000n), milliseconds, cpu: (user + system) / 1_000 });
    }
    cpu = process.cpuUsage();
    mostCpu = Math.max(mostCpu, cpuOfLoop() - ofLoop);
    ofLoop = cpuOfLoop();
    mostRss = Math.max(mostRss, process.memoryUsage.rss());
    last = now;
  }, RESOLUTION_MILLISECONDS);
  return {
    stop: () => {
      clearInterval(timer);
      delay.disable();
      collections.disconnect();
      return { longest: delay.max / 1e6, p99: delay.percentile(99) / 1e6, mostCpu, longestCollection, each, mostRss };
    },
  };
}
