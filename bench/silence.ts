/** Measures silence: after each fault between a server and its database, from the commit of a report until a subscriber has it. */
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Closers } from '../src/process/closers';
import { startEmbeddedPostgres } from '../src/embedded/start-embedded-postgres';
import { follow, type Follower } from '../test/support/follow';
import { openTcpProxy, type TcpProxy } from '../test/support/tcp-proxy';
import { run as testRun } from '../test/support/test-postgres';
import { describeMachine, loadNow } from './describe-machine';
import type { GiaobanCommands } from './giaoban-server';
import { openCountry, type Country } from './open-country';
import { spreadOf } from './quantiles';
import { reportOf } from './report-congresses';
import { startChild } from './start-child';
import { runToEnd } from './run-to-end';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const BLACK_HOLE_MILLISECONDS = 10_000;
const ONE = `mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }`;
const EVENTS = 'subscription { congressCompleted { node { position } } }';

interface Stage {
  country: Country;
  /** Where reports are sent: a server whose lines have no faults. */
  writerUrl: string;
  /** Between the database and the server under test, and between it and the other server. */
  proxy: TcpProxy;
  safe: TcpProxy;
  follower: Follower<{ congressCompleted: { node: { position: number } } }>;
}

interface Fault {
  what: string;
  /** Resolves when there is a database that the other server can write to; may go on meanwhile, and then says how it ends. */
  begin: (stage: Stage) => Promise<{ ended: Promise<unknown> } | undefined>;
}

const FAULTS: readonly Fault[] = [
  {
    what: 'none',
    begin: () => Promise.resolve(undefined),
  },
  {
    what: 'the listening connection ended',
    begin: async ({ country }) => {
      await onDatabase(
        country,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'giaoban listener%'",
      );
      return undefined;
    },
  },
  {
    what: 'flows frozen, new ones pass',
    begin: ({ proxy }) => {
      proxy.freeze();
      return Promise.resolve(undefined);
    },
  },
  {
    what: `a black hole for ${BLACK_HOLE_MILLISECONDS / 1_000} s`,
    begin: ({ proxy }) => {
      proxy.stall();
      const ended = pause(BLACK_HOLE_MILLISECONDS).then(() => {
        proxy.flow();
      });
      return Promise.resolve({ ended });
    },
  },
  { what: 'the database restarted', begin: restartDatabase },
];

async function restartDatabase({ proxy, safe }: Stage): Promise<undefined> {
  const { testPostgres } = testRun;
  if (testPostgres === undefined) throw new Error('The database was not started.');
  await testPostgres.server.stop();
  testPostgres.server = await startEmbeddedPostgres({ dataDirectory: testPostgres.dataDirectory, fsync: false });
  const { host } = new URL(testPostgres.server.url);
  proxy.leadTo(`http://${host}`);
  safe.leadTo(`http://${host}`);
}

async function run(closers: Closers): Promise<void> {
  const country = await openCountry(closers);
  const { date, commit, processors, memory, loadAtStart } = describeMachine(country.postgresVersion);
  const stage = await openStage(country, closers);
  const lines: string[] = [];
  for (const fault of FAULTS) {
    lines.push(await measure(stage, fault));
    process.stderr.write(`${lines.at(-1) ?? ''}\n`);
  }
  const head = [
    '| fault | milliseconds from the commit, median | least to most | from the end of the fault, median |',
    '| --- | ---: | ---: | ---: |',
  ];
  process.stdout.write(
    `${[...head, ...lines].join('\n')}\n\n- ${ROUNDS} rounds of each. ${date}, commit ${commit}; ${processors}, ${memory}; node ${process.versions.node}, postgresql ${country.postgresVersion}; load ${loadAtStart} at the start, ${loadNow()} at the end\n`,
  );
}

async function openStage(country: Country, closers: Closers): Promise<Stage> {
  const through = async (): Promise<{ proxy: TcpProxy; url: string }> => {
    const url = new URL(country.start.databaseUrl);
    const proxy = await openTcpProxy(`http://${url.host}`);
    closers.add(proxy.close);
    url.host = new URL(proxy.url).host;
    const server = await startChild<GiaobanCommands>('giaoban-server');
    closers.add(server.stop);
    return { proxy, url: await server.ask('start', { ...country.start, databaseUrl: url.href }) };
  };
  const safe = await through();
  const tested = await through();
  const follower: Stage['follower'] = follow(tested.url, EVENTS, {}, country.token);
  closers.add(follower.stop);
  return { country, writerUrl: safe.url, proxy: tested.proxy, safe: safe.proxy, follower };
}

async function measure(stage: Stage, { what, begin }: Fault): Promise<string> {
  const { country, writerUrl, follower } = stage;
  const silences: number[] = [];
  const afterwards: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await settle(stage);
    const under = await begin(stage);
    let endedAt = performance.now();
    const ended = under?.ended.then(() => (endedAt = performance.now()));
    const seen = follower.received.length;
    await reportPatiently(country, writerUrl);
    const committedAt = performance.now();
    await follower.waitFor(seen + 1);
    const heardAt = performance.now();
    await ended;
    silences.push(heardAt - committedAt);
    afterwards.push(heardAt - Math.max(endedAt, committedAt));
  }
  const { median } = spreadOf(silences);
  const range = `${Math.min(...silences).toFixed(0)} to ${Math.max(...silences).toFixed(0)}`;
  return `| ${what} | ${median.toFixed(0)} | ${range} | ${spreadOf(afterwards).median.toFixed(0)} |`;
}

/** Subscribing is not answered: reports until one has come, and then lets the server use its connections. */
async function settle({ country, writerUrl, follower }: Stage): Promise<void> {
  for (const seen = follower.received.length; follower.received.length === seen;) {
    await reportPatiently(country, writerUrl);
    await Promise.race([follower.waitFor(seen + 1), pause(1_000)]);
  }
  await pause(1_500);
}

async function reportPatiently(country: Country, url: string): Promise<void> {
  const [body] = country.draw(1);
  if (body === undefined) return;
  const input = { ...reportOf(body), idempotencyKey: body.code };
  for (let isRecorded = false; !isRecorded;) {
    isRecorded = await country.ask(url, ONE, { input }).then(
      () => true,
      () => pause(20, false),
    );
  }
}

async function onDatabase(country: Country, sql: string): Promise<void> {
  const client = new Client({ connectionString: country.start.databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

void runToEnd(run);
