/** The results in Markdown: what the console shows, and what RESULTS.md keeps. */
import type { Burst } from './burst';
import { NAMES, type Name } from './contenders';
import type { Machine } from './describe-machine';
import type { FanOut } from './fan-out';
import type { Stall } from './gauges';
import type { Spread } from './quantiles';
import type { SlowSockets } from './slow-sockets';

export interface Results {
  machine: Machine;
  fanOuts: FanOut[];
  bursts: Burst[];
  slowSockets: SlowSockets[];
}

const LABELS: Record<Name, string> = {
  giaoban: 'Giao Ban',
  bare: 'bare `ws` loop',
  pubsub: 'type-graphql pub/sub, graphql-ws',
};

export function describeResults({ machine, fanOuts, bursts, slowSockets }: Results): string {
  const parts = [
    describeMachine(machine),
    fanOuts.length === 0 ? '' : describeFanOuts(fanOuts),
    bursts.length === 0 ? '' : describeBursts(bursts),
    ...slowSockets.map(describeSlowSockets),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function describeMachine({ date, commit, processors, memory, system, versions, ...load }: Machine): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `- ${date}, commit ${commit}`,
    `- ${processors}, ${memory}, ${system}; load ${load.loadAtStart} at the start, ${load.loadAtEnd} at the end`,
    `- ${named.join(', ')}`,
  ].join('\n');
}

type Row = readonly (string | number)[];

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function describeFanOuts(fanOuts: readonly FanOut[]): string {
  const head = ['server', 'last socket ms', '× bare', 'CPU ms', '× bare', 'KB a socket, RSS', 'KB a socket, heap'];
  return fanOuts
    .map(({ sockets, selection, rounds, messageBytes, measured }) => {
      const { giaoban, bare, pubsub } = measured;
      const rows = NAMES.map((name) => {
        const { last, cpu, rssPerSocket, heldPerSocket } = measured[name];
        return [
          LABELS[name],
          showSpread(last),
          (last.median / bare.last.median).toFixed(2),
          showSpread(cpu),
          (cpu.median / bare.cpu.median).toFixed(2),
          (rssPerSocket / 1_000).toFixed(1),
          (heldPerSocket / 1_000).toFixed(1),
        ];
      });
      const faster = `${(pubsub.last.median / giaoban.last.median).toFixed(1)} times as fast as the pub/sub`;
      const title = `### One event to ${sockets} sockets, ${selection} selection, ${messageBytes} bytes, ${rounds} rounds`;
      return `${title}\n\n${table(head, rows)}\n\nGiao Ban is ${faster}.`;
    })
    .join('\n\n');
}

function showSpread({ median, p10, p90 }: Spread): string {
  return `${median.toFixed(1)} (${p10.toFixed(1)}–${p90.toFixed(1)})`;
}

function describeBursts(bursts: readonly Burst[]): string {
  const row = (what: string, show: (burst: Burst) => string | number): Row => [what, ...bursts.map(show)];
  const [first] = bursts;
  const rows = [
    row('messages received', ({ received, sockets, events }) => `${received} of ${sockets * events}`),
    row('out of order, missing or twice', ({ faults }) => faults.count),
    row('sockets cut off', ({ cutOff }) => cutOff),
    row('seconds from the first event to the last message', ({ seconds }) => seconds.toFixed(1)),
    row('messages a second', ({ received, seconds }) => Math.round(received / seconds)),
    row('event loop: longest stall, ms', ({ stalls }) => stalls.longest.toFixed(0)),
    row('event loop: p99, ms', ({ stalls }) => stalls.p99.toFixed(0)),
    row('stalls over 100 ms', ({ stalls }) => stalls.each.filter(({ milliseconds }) => milliseconds > 100).length),
    row('of these, with over 100 ms of CPU time', ({ stalls }) => stalls.each.filter(isOwn).length),
    row('most CPU time of a stall, ms', ({ stalls }) => Math.max(0, ...stalls.each.map(cpuOf)).toFixed(0)),
    row('longest garbage collection, ms', ({ stalls }) => stalls.longestCollection.toFixed(0)),
    row('`/healthz`: median, p99, longest, ms', ({ health }) => showLatency(health)),
    row('`{ progress }`: median, p99, longest, ms', ({ query }) => showLatency(query)),
    row('most RSS meanwhile, MB', ({ stalls }) => (stalls.mostRss / 1e6).toFixed(0)),
  ];
  const title = `### A burst of ${first?.events ?? 0} events to ${first?.sockets ?? 0} sockets, ${first?.messageBytes ?? 0} bytes`;
  return `${title}\n\n${table(['reported to', ...bursts.map(({ reportedTo }) => reportedTo)], rows)}`;
}

function cpuOf({ cpu }: Stall): number {
  return cpu;
}

/** The server's own doing, not that of a machine that is busy with something else. */
function isOwn({ milliseconds, cpu }: Stall): boolean {
  return Math.min(milliseconds, cpu) > 100;
}

function showLatency({ median, p99, longest }: { median: number; p99: number; longest: number }): string {
  return [median, p99, longest].map((each) => each.toFixed(0)).join(', ');
}

function describeSlowSockets(found: SlowSockets): string {
  const { slow, fast, events, before, after, afterCutOff, mostRss, messageBytes, cutOffAfter, endings } = found;
  const kilobytes = (bytes: number): string => (bytes / 1_000 / slow).toFixed(0);
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  const rows: Row[] = [
    ['messages that the others received', `${found.received} of ${fast * events}`],
    ['out of order, missing or twice', found.faults.count],
    ['seconds until the others had everything', found.seconds.toFixed(1)],
    ['RSS before, MB', megabytes(before.rss)],
    ['most RSS meanwhile, MB', megabytes(mostRss)],
    ['RSS when the others had everything, MB', megabytes(after.rss)],
    ['heap and external then, KB more for each slow socket', kilobytes(after.held - before.held)],
    ['slow sockets let go of after, s', cutOffAfter === null ? 'not at all' : cutOffAfter.toFixed(1)],
    ['RSS then, MB', afterCutOff === null ? '–' : megabytes(afterCutOff.rss)],
    [
      'how slow sockets ended',
      Object.entries(endings)
        .map(([ending, count]) => `${ending}: ${count}`)
        .join(', '),
    ],
  ];
  const title = `### ${slow} sockets that stop reading, ${fast} that read on, ${events} events of ${messageBytes} bytes`;
  return `${title}\n\n${table(['what', 'measured'], rows)}`;
}
