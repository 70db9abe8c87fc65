/** Measures what a unit of cost buys: the dearest shapes of every field, as the schema has them, each by itself. */
import 'reflect-metadata';
import { Client } from 'pg';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { PRICE_OF_FILE } from '../src/briefing/price-of-briefing';
import { buildApiSchema } from '../src/api-schema';
import type { Closers } from '../src/process/closers';
import { weigh } from '../src/server/limits';
import { findMissing, PUSHED, QUERIES, SUBSCRIPTIONS, writeColumns } from '../test/support/dear-shapes';
import { EACH_MUTATION, mutation } from '../test/support/each-mutation';
import { describeMachine, loadNow } from './describe-machine';
import type { GiaobanCommands } from './giaoban-server';
import { openCountry, type Country } from './open-country';
import { ofOne, Subscriber } from './priced-pushes';
import { reportOf } from './report-congresses';
import { runToEnd } from './run-to-end';
import { startChild } from './start-child';
import { leastOf, WorkMeter, type Work } from './work-meter';
import { writeSection } from './write-section';

const HEADING = '### What a unit of cost buys (`npm run bench:prices`)';
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const { BENCH_SHAPE: ONLY } = process.env;
const isChosen = (what: string): boolean => new RegExp(ONLY ?? '').test(what);
/** Enough to be told from everything else that the server does. */
const LEAST_MILLISECONDS = 150;
const MOST_TIMES = 100;
/** Prices are what is measured: nothing is refused for them. */
const UNLIMITED = { LIMIT_COST: '100000000', LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };
const PUBLISH = 'mutation { publishBriefing(input: { month: "2020-03" }) { position } }';
const BATCH =
  'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { reported { *CongressEvent congress { *Congress } } } }';
const ONE =
  'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position congress { *Congress } progress { *Progress } } }';

interface Row extends Work {
  what: string;
  cost: number;
}

class Prices {
  readonly rows: Row[] = [];

  constructor(
    readonly schema: GraphQLSchema,
    readonly country: Country,
    readonly meter: WorkMeter,
    readonly url: string,
  ) {}

  add(what: string, cost: number, works: readonly Work[]): void {
    this.rows.push({ what, cost, ...leastOf(works) });
    process.stderr.write(`${describeRow(this.rows.at(-1))}\n`);
  }

  /** Bytes of the answer. */
  async ask(query: string, variables: object = {}): Promise<number> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.country.token}` };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${this.url}/graphql`, { method: 'POST', headers, body });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (bytes.includes('"errors":')) throw new Error(`${query}: ${bytes.toString('utf8', 0, 300)}`);
    return bytes.length;
  }

  costOf(query: string, variables = {}): number {
    return weigh(this.schema, parse(query), null, variables, { depth: Infinity, cost: 0 }).cost;
  }

  async measureQueries(): Promise<void> {
    for (const what of chosen(QUERIES)) {
      const query = `{ ${writeColumns(this.schema, what)} }`;
      const began = performance.now();
      for (let warm = 0; warm < 3; warm += 1) await this.ask(query);
      const times = Math.min(MOST_TIMES, Math.ceil((3 * LEAST_MILLISECONDS) / (performance.now() - began)));
      const works: Work[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        works.push(await this.meter.measure(times, () => this.ask(query)));
      }
      this.add(what, this.costOf(query), works);
    }
  }

  async measureChanges(): Promise<void> {
    for (const size of [0, 1, 100, 1_000]) {
      if (!isChosen('reportCongressesCompleted')) continue;
      const query = writeColumns(this.schema, size === 0 ? ONE : BATCH);
      const draw = (): object => {
        const reports = this.country.draw(Math.max(1, size)).map(reportOf);
        return { input: size === 0 ? reports[0] : { reports } };
      };
      const works: Work[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        works.push(await this.meter.measure(size === 1_000 ? 1 : 5, () => this.ask(query, draw())));
      }
      const what = size === 0 ? 'reportCongressCompleted' : `reportCongressesCompleted, ${size}`;
      this.add(what, this.costOf(query, draw()), works.slice(1));
    }
    if (!isChosen('turnDay')) return;
    const turn = 'mutation { turnDay(input: {}) { position } }';
    this.add('turnDay', this.costOf(turn), [await this.meter.measure(3, () => this.ask(turn))]);
  }

  async measureSubscriptions(): Promise<void> {
    for (const what of chosen(SUBSCRIPTIONS)) {
      const selection = writeColumns(this.schema, what);
      const cost = this.costOf(`subscription { ${selection} }`);
      const subscriber = await Subscriber.open(this.url, this.country.token);
      const works: Work[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        works.push(ofOne(await subscriber.openGroups(this.meter, selection)));
      subscriber.close();
      this.add(`opening ${what}`, cost, works);
      if (!PUSHED.includes(what)) continue;
      const pushed = await Subscriber.open(this.url, this.country.token);
      this.add(`a push of ${what}`, cost, [await pushed.push(this.meter, this.country, selection)]);
      pushed.close();
    }
  }

  /** Of one province after the other: nothing of it was written before. */
  async measureFiles(): Promise<void> {
    for (const format of ['md', 'html', 'docx'] as const) {
      if (!isChosen(`/briefings/2020-02.${format}`)) continue;
      const codes = ['01', '02', '04', '06', '08', '10', '11', '12'];
      const works: Work[] = [];
      for (const code of codes)
        works.push(await this.meter.measure(1, () => this.download(`2020-02.${format}?organization=${code}`)));
      this.add(`/briefings/2020-02.${format}`, PRICE_OF_FILE[format], works);
    }
  }

  private async download(name: string): Promise<number> {
    const headers = { authorization: `Bearer ${this.country.token}` };
    const response = await fetch(`${this.url}/briefings/${name}`, { headers });
    if (!response.ok) throw new Error(`${name} was answered with ${response.status}.`);
    return (await response.arrayBuffer()).byteLength;
  }
}

function chosen(shapes: readonly string[]): string[] {
  return shapes.filter(isChosen);
}

/** Whatever the schema has must be asked for. */
function requireAll(schema: GraphQLSchema): void {
  const documents = [
    ...QUERIES.map((each) => `{ ${writeColumns(schema, each)} }`),
    ...SUBSCRIPTIONS.map((each) => `subscription { ${writeColumns(schema, each)} }`),
    ...EACH_MUTATION.map(([name]) => mutation(name)),
  ];
  for (const document of documents) {
    const [error] = validate(schema, parse(document));
    if (error !== undefined) throw new Error(`${document}: ${error.message}`);
  }
  const missing = findMissing(schema, documents);
  if (missing.length > 0) throw new Error(`Say in test/support/dear-shapes.ts what to ask of ${missing.join(', ')}.`);
}

async function run(closers: Closers): Promise<void> {
  const schema = buildApiSchema();
  requireAll(schema);
  const country = await openCountry(closers);
  const machine = describeMachine(country.postgresVersion);
  await country.ask(country.writerUrl, PUBLISH);
  const client = new Client({ connectionString: country.start.databaseUrl });
  await client.connect();
  closers.add(() => client.end());
  await client.query('VACUUM ANALYZE');
  const server = await startChild<GiaobanCommands>('giaoban-server');
  const url = await server.ask('start', { ...country.start, settings: UNLIMITED });
  const prices = new Prices(schema, country, new WorkMeter(server, client), url);
  for (let warm = 0; warm < 500; warm += 1) await prices.ask('{ progress { planned } }');
  await prices.measureQueries();
  await prices.measureSubscriptions();
  await prices.measureFiles();
  await prices.measureChanges();
  const { date, commit, processors, memory, versions, loadAtStart } = machine;
  const foot = `- ${date}, commit ${commit}; ${processors}, ${memory}; node ${versions['node'] ?? ''}, postgresql ${versions['postgresql'] ?? ''}; load ${loadAtStart} at the start, ${loadNow()} at the end`;
  const table = `${describe(prices.rows)}\n\n${foot}`;
  process.stdout.write(ONLY === undefined ? `${await writeSection(HEADING, table)}\n` : `${table}\n`);
}

const HEAD = [
  '| what | cost | CPU of the process, ms | of the database, ms | µs a unit | longest turn, CPU ms | bytes |',
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
];

function describe(rows: readonly Row[]): string {
  return [...HEAD, ...rows.toSorted((a, b) => perUnit(a) - perUnit(b)).map(describeRow)].join('\n');
}

function perUnit({ process, database, cost }: Row): number {
  return (1_000 * (process + database)) / cost;
}

const SHOWN = 110;

function describeRow(row: Row | undefined): string {
  if (row === undefined) return '';
  const short = row.what.replace(/(\["[^"]*" )[^\]]*\]/g, '$1…]').replaceAll('  ', ' ');
  const what = short.length > SHOWN ? `${short.slice(0, SHOWN)}…` : short;
  const figures = [row.process, row.database, perUnit(row), row.turn].map(round);
  return `| \`${what}\` | ${row.cost} | ${figures.join(' | ')} | ${row.bytes} |`;
}

function round(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

void runToEnd(run);
