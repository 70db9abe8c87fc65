/** Measures subscribers that come back after thousands of events: one and several, beside a bare reader of the same columns. */
import 'reflect-metadata';
import { Client } from 'pg';
import type { Closers } from '../src/process/closers';
import { toCursor } from '../src/feed/cursor';
import { CONGRESS_EVENTS } from '../src/congress/congress-event';
import type { BareLogCommands } from './bare-log-server';
import type { ClientCommands } from './client-process';
import { describeMachine, loadNow } from './describe-machine';
import type { GiaobanCommands } from './giaoban-server';
import { openCountry } from './open-country';
import { quantile } from './quantiles';
import { runToEnd } from './run-to-end';
import { SELECTIONS, type Selection } from './selections';
import { startChild, type Child } from './start-child';
import { writeSection } from './write-section';

const HEADING = '### Catching up (`npm run bench:catch-up`)';
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
/** Events that each of them lacks: more than the pages that are kept from the round before. */
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 8_000);
const READERS = Number(process.env['BENCH_READERS'] ?? 8);
/** Events between the places at which several begin: none begins where a page does. */
const APART = 37;
/** Budgets are for clients, and this is about the server. */
const UNLIMITED = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };

/** What `congressChanged` pushes. */
const KINDS = CONGRESS_EVENTS.kinds;

const WAYS = ['bare reader', 'one', 'several from one place', 'several from different places'] as const;
type Way = (typeof WAYS)[number];

/** What came of it: milliseconds of the process, and of the clock, for a thousand events that were handed over. */
interface Taken {
  cpu: number;
  wall: number;
}

interface Stage {
  token: string;
  url: string;
  databaseUrl: string;
  server: Child<GiaobanCommands>;
  bare: Child<BareLogCommands>;
  client: Child<ClientCommands>;
  /** Cursors of the entries of the selections, in their order. */
  places: readonly { position: number; cursor: string }[];
}

async function openStage(closers: Closers): Promise<{ stage: Stage; postgres: string }> {
  const country = await openCountry(closers);
  const { databaseUrl } = country.start;
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query('VACUUM ANALYZE');
  const { rows } = await database.query<{ position: number; mark: string; epoch: string }>(
    `SELECT position, mark, (SELECT epoch FROM log_head) AS epoch FROM log_entry WHERE kind = ANY($1) ORDER BY position`,
    [KINDS],
  );
  await database.end();
  const places = rows.map((place) => ({ position: place.position, cursor: toCursor(place) }));
  if (places.length <= EVENTS) throw new Error(`The country has only ${places.length} such events.`);
  const [server, bare, client] = [
    await startChild<GiaobanCommands>('giaoban-server'),
    await startChild<BareLogCommands>('bare-log-server'),
    await startChild<ClientCommands>('client-process'),
  ];
  const url = await server.ask('start', { ...country.start, settings: UNLIMITED });
  const { token, postgresVersion } = country;
  return {
    stage: { token, url: `${url}/graphql`, databaseUrl, server, bare, client, places },
    postgres: postgresVersion,
  };
}

async function measure(stage: Stage, way: Way, selection: Selection): Promise<Taken> {
  const { places } = stage;
  const first = places.length - EVENTS - 1;
  if (way === 'bare reader') return measureBare(stage, selection, first);
  if (way === 'one') return measureReaders(stage, selection, [first]);
  const apart = way === 'several from one place' ? 0 : APART;
  return measureReaders(
    stage,
    selection,
    Array.from({ length: READERS }, (_, index) => first + index * apart),
  );
}

async function measureBare(stage: Stage, selection: Selection, first: number): Promise<Taken> {
  const { bare, places, databaseUrl } = stage;
  const [after = 0, upTo = 0] = [places[first]?.position, places.at(-1)?.position];
  const [cpu, began] = [await bare.ask('cpu'), performance.now()];
  const count = await bare.ask('read', { databaseUrl, selection, kinds: KINDS, after, upTo });
  return perThousand(count, (await bare.ask('cpu')) - cpu, performance.now() - began);
}

/** Each from its place to the end. */
async function measureReaders(
  { server, client, places, url, token }: Stage,
  selection: Selection,
  starts: readonly number[],
): Promise<Taken> {
  const count = starts.reduce((sum, start) => sum + places.length - 1 - start, 0);
  await client.ask('expect', count);
  const [cpu, began] = [await server.ask('cpu'), performance.now()];
  await Promise.all(
    starts.map((start) => {
      const query = SELECTIONS[selection].replace(
        'congressCompleted',
        `congressChanged(after: "${places[start]?.cursor ?? ''}")`,
      );
      return client.ask('open', { url, count: 1, query, token });
    }),
  );
  await client.ask('arrival');
  const taken = perThousand(count, (await server.ask('cpu')) - cpu, performance.now() - began);
  const { received } = await client.ask('count');
  if (received !== count) throw new Error(`${received} messages came instead of ${count}.`);
  await client.ask('close');
  while ((await server.ask('connections')) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return taken;
}

function perThousand(count: number, cpu: number, wall: number): Taken {
  return { cpu: (1_000 * cpu) / count, wall: (1_000 * wall) / count };
}

async function run(closers: Closers): Promise<void> {
  const { stage, postgres } = await openStage(closers);
  const { date, commit, processors, memory, versions, loadAtStart } = describeMachine(postgres);
  const lines: string[] = [];
  for (const selection of ['flat', 'nested'] as const) {
    const taken = new Map<Way, Taken[]>(WAYS.map((way) => [way, []]));
    // The first round warms up.
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const way of WAYS) {
        const each = await measure(stage, way, selection);
        if (round >= 0) taken.get(way)?.push(each);
      }
    }
    lines.push(...describe(selection, taken));
  }
  const foot = `- ${EVENTS} events to each of ${READERS} readers; medians of ${ROUNDS} rounds in turn; ${date}, commit ${commit}; ${processors}, ${memory}; node ${versions['node'] ?? ''}, postgresql ${versions['postgresql'] ?? ''}; load ${loadAtStart} at the start, ${loadNow()} at the end`;
  const table = `${[...HEAD, ...lines].join('\n')}\n\n${foot}`;
  process.stdout.write(process.argv.includes('--write') ? `${await writeSection(HEADING, table)}\n` : `${table}\n`);
}

const HEAD = [
  '| selection | who | CPU, µs an event | events a second of CPU | × bare | × one | events a second |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
];

function describe(selection: Selection, taken: ReadonlyMap<Way, readonly Taken[]>): string[] {
  const median = (way: Way, what: keyof Taken): number =>
    quantile(
      (taken.get(way) ?? []).map((each) => each[what]),
      0.5,
    );
  return WAYS.map((way) => {
    const cpu = median(way, 'cpu');
    const [toBare, toOne] = [median('bare reader', 'cpu') / cpu, median('one', 'cpu') / cpu];
    const ofOne = way.startsWith('several') ? toOne.toFixed(1) : '';
    const figures = [
      cpu.toFixed(0),
      (1e6 / cpu).toFixed(0),
      toBare.toFixed(2),
      ofOne,
      (1e6 / median(way, 'wall')).toFixed(0),
    ];
    return `| ${selection} | ${way} | ${figures.join(' | ')} |`;
  });
}

void runToEnd(run);
