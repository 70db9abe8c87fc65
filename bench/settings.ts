/** What to measure, and how much of it: BENCH_… in the environment. */

export interface Settings {
  /** Sockets of each fan-out, one after another. */
  sockets: readonly number[];
  /** Measured rounds of each fan-out. */
  rounds: number;
  /** Events of the burst, and those that slow sockets do not take. */
  events: number;
  burstSockets: number;
  slowSockets: number;
  parts: readonly Part[];
  /** Where results are written; nowhere when undefined. */
  output: string | undefined;
  /** Where CPU profiles of our server are written; none is taken when undefined. */
  profiles: string | undefined;
}

const PARTS = ['fan-out', 'burst', 'slow-sockets'] as const;
type Part = (typeof PARTS)[number];

export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const { BENCH_SOCKETS, BENCH_ROUNDS, BENCH_EVENTS, BENCH_ONLY, BENCH_OUTPUT, BENCH_PROFILES } = environment;
  const sockets = (BENCH_SOCKETS ?? '2000,8000').split(',').map((text) => readCount('BENCH_SOCKETS', text));
  const most = Math.max(...sockets);
  const isWhole = [BENCH_SOCKETS, BENCH_ROUNDS, BENCH_EVENTS, BENCH_ONLY].every((each) => each === undefined);
  return {
    sockets,
    rounds: readCount('BENCH_ROUNDS', BENCH_ROUNDS ?? '20'),
    events: readCount('BENCH_EVENTS', BENCH_EVENTS ?? (most < 500 ? '200' : '5000')),
    burstSockets: Math.min(500, most),
    slowSockets: Math.min(100, most),
    parts: BENCH_ONLY === undefined ? PARTS : PARTS.filter((part) => BENCH_ONLY.split(',').includes(part)),
    output: BENCH_OUTPUT ?? (isWhole && BENCH_PROFILES === undefined ? __dirname : undefined),
    profiles: BENCH_PROFILES,
  };
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(
    `${name} has "${text}". Use a whole number above 0${name === 'BENCH_SOCKETS' ? ', or several' : ''}.`,
  );
}

/** Sockets are files: without enough of them the run would fail half-way. */
export function requireOpenFiles({ sockets }: Settings): void {
  const needed = Math.max(...sockets) + 200;
  const report = process.report.getReport() as { userLimits?: { open_files?: { hard: number | string } } };
  const { hard } = report.userLimits?.open_files ?? {};
  if (typeof hard !== 'number' || hard >= needed) return;
  throw new Error(`This takes ${needed} open files a process, and ${hard} are allowed. Raise it: ulimit -Hn ${needed}`);
}
