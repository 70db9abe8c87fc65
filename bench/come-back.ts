/** Measures what it costs that 2,000 sockets are cut off and come back at once: statements, looks at the end of the log, CPU. */
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closers } from '../src/process/closers';
import { startServer } from './attacks/server-under-attack';
import type { ClientCommands } from './client-process';
import { cpuOfThreads } from './cpu-of-processes';
import { describeMachine, loadNow } from './describe-machine';
import { openCountry } from './open-country';
import { runToEnd } from './run-to-end';
import { startChild } from './start-child';
import { writeSection } from './write-section';

const HEADING = '### Coming back (`npm run bench:come-back`)';
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const SOCKETS = Number(process.env['BENCH_SOCKETS'] ?? 2_000);
const METRICS_TOKEN = 'token-for-the-figures-of-a-benchmark';
/** They are many on one machine here, and of one client. */
const UNREACHED = {
  METRICS_TOKEN,
  LIMIT_COST_PER_SECOND: '1000000000',
  LIMIT_COST_AT_ONCE: '1000000000',
  LIMIT_CONNECTIONS_PER_ADDRESS: '100000',
  LIMIT_NEWCOMERS: '100000',
  LIMIT_NEWCOMERS_PER_ADDRESS: '100000',
  LIMIT_SUBSCRIPTIONS_PER_CLIENT: '100000',
};
const STATE = 'subscription { progress { planned completed organization { code } } }';

interface Figures {
  statements: number;
  looks: number;
  cpu: number;
}

async function run(closers: Closers): Promise<void> {
  const country = await openCountry(closers);
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-come-back-'));
  closers.add(() => rm(folder, { recursive: true, force: true }));
  const { databaseUrl, secret } = country.start;
  const server = await startServer({
    folder: join(__dirname, '..'),
    dataDirectory: join(folder, 'server'),
    secret,
    settings: { ...UNREACHED, DATABASE_URL: databaseUrl },
  });
  closers.add(server.stop);
  const client = await startChild<ClientCommands>('client-process');
  const open = async (): Promise<number> => {
    const began = performance.now();
    await client.ask('expect', SOCKETS);
    await client.ask('open', { url: `${server.url}/graphql`, count: SOCKETS, query: STATE, token: country.token });
    await client.ask('arrival');
    return performance.now() - began;
  };
  const { date, commit, processors, memory, versions, loadAtStart } = describeMachine(country.postgresVersion);
  const rows: string[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = await figuresOf(server);
    const wall = await open();
    const after = await figuresOf(server);
    const who = round === 0 ? 'come' : 'come back';
    const [statements, looks] = [after.statements - before.statements, after.looks - before.looks];
    const cpu = ((after.cpu - before.cpu) / SOCKETS).toFixed(2);
    rows.push(`| ${who} | ${statements} | ${looks} | ${cpu} | ${wall.toFixed(0)} |`);
    await client.ask('close');
    while ((await connectionsOf(server.url)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const head = `| ${SOCKETS} sockets | statements | of them looks at the end of the log | CPU, ms a socket | until all have their state, ms |\n| --- | ---: | ---: | ---: | ---: |`;
  const foot = `- ${date}, commit ${commit}; ${processors}, ${memory}; node ${versions['node'] ?? ''}, postgresql ${versions['postgresql'] ?? ''}; load ${loadAtStart} at the start, ${loadNow()} at the end`;
  const section = `${head}\n${rows.join('\n')}\n\n${foot}`;
  process.stdout.write(process.argv.includes('--write') ? `${await writeSection(HEADING, section)}\n` : `${section}\n`);
}

async function figuresOf({ url, pid }: { url: string; pid: number }): Promise<Figures> {
  const metrics = await metricsOf(url);
  return {
    statements: figureOf(metrics, 'giaoban_database_statement_seconds_count'),
    looks: figureOf(metrics, 'giaoban_head_looks_total'),
    cpu: cpuOfThreads(pid),
  };
}

async function connectionsOf(url: string): Promise<number> {
  return figureOf(await metricsOf(url), 'giaoban_connections');
}

async function metricsOf(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  if (!response.ok) throw new Error(`/metrics answered with ${response.status}.`);
  return response.text();
}

/** Whatever its labels. */
function figureOf(metrics: string, name: string): number {
  const values = [...metrics.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))];
  return values.reduce((sum, [, value]) => sum + Number(value), 0);
}

void runToEnd(run);
