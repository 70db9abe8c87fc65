/** Measures imports and exports of the demo country, beside what somebody would use instead: the API, or COPY into a bare table. */
import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Closers } from '../src/process/closers';
import { openEmptyDatabase } from '../test/support/open-empty-database';
import { describeMachine, loadNow } from './describe-machine';
import { openCountry, type Body, type Country } from './open-country';
import { reportOf } from './report-congresses';
import { runToEnd } from './run-to-end';

const ROOT = join(__dirname, '..');
const REPORTS = Number(process.env['BENCH_REPORTS'] ?? 20_000);
/** Single mutations are too slow for all of them; so many are under way at once. */
const SINGLES = Math.min(2_000, REPORTS);
const AT_ONCE = 16;
const HEADINGS = 'organization,heldOn,delegatesSummoned,delegatesAttended,committeeElected';
const MANY =
  'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { accepted } }';
const ONE = 'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';

/** Runs the program as somebody would; one that is stopped with the benchmark stops in order. */
type Giaoban = (databaseUrl: string, ...words: string[]) => Promise<void>;

const runProgram = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'giaoban-bench-'));
const lines: string[] = [];

interface Measured {
  what: string;
  rows: number;
  seconds: number;
  note?: string;
}

async function run(closers: Closers, signal: AbortSignal): Promise<void> {
  closers.add(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const country = await openCountry(closers);
  const giaoban: Giaoban = async (databaseUrl, ...words) => {
    const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' };
    await runProgram(process.execPath, [join(ROOT, 'bin', 'giaoban'), ...words], { env, signal });
  };
  const { date, commit, processors, memory, versions, loadAtStart } = describeMachine(country.postgresVersion);
  await compareReports(country, giaoban);
  await moveCountry(country, giaoban);
  const versionsUsed = `node ${versions['node'] ?? process.versions.node}, postgresql ${country.postgresVersion}`;
  say(
    `- ${date}, commit ${commit}; ${processors}, ${memory}; ${versionsUsed}; load ${loadAtStart} at the start, ${loadNow()} at the end`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The same number of reports on each way in; each report once. */
async function compareReports(country: Country, giaoban: Giaoban): Promise<void> {
  const { databaseUrl } = country.start;
  const file = (bodies: readonly Body[]): string => {
    const path = join(folder, 'reports.csv');
    writeFileSync(path, [HEADINGS, ...bodies.map(({ code }) => `${code},2020-02-28,120,118,9`), ''].join('\n'));
    return path;
  };
  const bare = await time('bare COPY of the rows into a table without counters, log or checks', REPORTS, async () => {
    await copyBare(databaseUrl, REPORTS);
  });
  const imported = file(country.draw(REPORTS / 2));
  const before = await time('`giaoban import reports.csv`', REPORTS / 2, () =>
    giaoban(databaseUrl, 'import', imported),
  );
  const batched = country.draw(REPORTS / 2);
  const api = await time('`reportCongressesCompleted`, 1,000 at a time', REPORTS / 2, async () => {
    for (let from = 0; from < batched.length; from += 1_000) {
      const reports = batched.slice(from, from + 1_000).map(reportOf);
      await country.ask(country.writerUrl, MANY, { input: { reports } });
    }
  });
  const single = country.draw(SINGLES);
  const singles = await time(`\`reportCongressCompleted\`, ${AT_ONCE} at once`, SINGLES, async () => {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let body = single.pop(); body !== undefined; body = single.pop()) {
          await country.ask(country.writerUrl, ONE, { input: reportOf(body) });
        }
      }),
    );
  });
  table(`Reports of congresses, ${REPORTS.toLocaleString('en-US')} in all`, [before, api, singles, bare], before);
}

/** Out as files, and back into empty databases. */
async function moveCountry(country: Country, giaoban: Giaoban): Promise<void> {
  const { databaseUrl } = country.start;
  const measured: Measured[] = [];
  for (const format of ['csv', 'xlsx', 'ndjson']) {
    const to = join(folder, format);
    const exported = await time(`export of everything as ${format}`, 0, () =>
      giaoban(databaseUrl, 'export', '--to', to, '--format', format),
    );
    const bytes = ['organizations', 'congresses', 'events', 'progress']
      .map((name) => statSync(join(to, `${name}.${format}`)).size)
      .reduce((sum, size) => sum + size, 0);
    measured.push({ ...exported, note: `${Math.round(bytes / 1e6)} MB` });
  }
  for (const [what, files] of [
    [
      'import of organizations and the whole log, csv',
      ['csv/campaign.json', 'csv/organizations.csv', 'csv/events.csv'],
    ],
    [
      'import of organizations and the whole log, xlsx',
      ['xlsx/campaign.json', 'xlsx/organizations.xlsx', 'xlsx/events.xlsx'],
    ],
    [
      'import of organizations and congresses, csv',
      ['csv/campaign.json', 'csv/organizations.csv', 'csv/congresses.csv'],
    ],
  ] as const) {
    const database = await openEmptyDatabase();
    const paths = files.map((name) => join(folder, name));
    measured.push(await time(what, 0, () => giaoban(database.url, 'import', ...paths)));
    await database.drop();
  }
  say('### The demo country as files: 53,482 organizations with as many congresses, and its log', '');
  say('| what | seconds | |', '| --- | ---: | --- |');
  for (const { what, seconds, note = '' } of measured) say(`| ${what} | ${seconds.toFixed(1)} | ${note} |`);
  say('');
}

async function copyBare(url: string, rows: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'CREATE TABLE bare (organization text, held_on date, summoned integer, attended integer, elected integer)',
    );
    const copy = client.query(copyFrom('COPY bare FROM STDIN WITH (FORMAT csv)'));
    await pipeline(
      Readable.from(Array.from({ length: rows }, (_, row) => `01.001.${row},2020-02-28,120,118,9\n`)),
      copy,
    );
    await client.query('DROP TABLE bare');
  } finally {
    await client.end();
  }
}

async function time(what: string, rows: number, work: () => Promise<void>): Promise<Measured> {
  const begun = performance.now();
  await work();
  return { what, rows, seconds: (performance.now() - begun) / 1_000 };
}

function table(title: string, measured: readonly Measured[], ours: Measured): void {
  say(
    `### ${title}`,
    '',
    '| way in | rows | seconds | rows a second | × import |',
    '| --- | ---: | ---: | ---: | ---: |',
  );
  const rate = ({ rows, seconds }: Measured): number => rows / seconds;
  for (const each of measured) {
    const { what, rows, seconds } = each;
    say(
      `| ${what} | ${rows} | ${seconds.toFixed(1)} | ${Math.round(rate(each))} | ${(rate(each) / rate(ours)).toFixed(2)} |`,
    );
  }
  say('');
}

function say(...said: string[]): void {
  lines.push(...said);
}

void runToEnd(run);
