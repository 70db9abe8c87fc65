/** Measures what a unit of cost buys: each query that reads much, as often in one document as the limits let it, and what it takes of the server. */
import 'reflect-metadata';
import { Lexer, parse, Source, TokenKind, type GraphQLSchema } from 'graphql';
import { buildApiSchema } from '../src/api-schema';
import type { Closers } from '../src/process/closers';
import { LIMIT_SETTINGS } from '../src/config/read-limits';
import { weigh } from '../src/server/limits';
import { describeMachine, loadNow } from './describe-machine';
import type { GiaobanCommands } from './giaoban-server';
import { openCountry } from './open-country';
import { runToEnd } from './run-to-end';
import { startChild } from './start-child';

/** What is asked for under many aliases; with an outer selection, the aliases stand in it. */
interface Asked {
  field: string;
  within?: string;
}

const DRAFT = 'briefing(month: "2020-02")';
const PUBLISHED = 'briefing(month: "2020-03")';
const PUBLISH = 'mutation { publishBriefing(input: { month: "2020-03" }) { position } }';

const FIELDS: readonly Asked[] = [
  { field: 'viewer { role }' },
  { field: 'campaign { today }' },
  { field: 'node(id: "T3JnYW5pemF0aW9uOjE") { id }' },
  { field: 'congress(id: "Q29uZ3Jlc3M6MQ") { status }' },
  { field: 'organization(code: "01") { name }' },
  { field: 'declaration(organization: "01") { completed }' },
  { field: 'progress { planned completed rate }' },
  { field: 'progress { byLevel { planned completed } }' },
  { field: 'progress { children(first: 200) { edges { node { planned completed } } } }' },
  { field: 'progress { byRegion { planned completed } }' },
  { field: 'progress { timeline(interval: DAY) { day due completed } }' },
  { field: 'progress(asOf: "2020-02-20") { planned completed }' },
  { field: 'progressOf(organizations: ["VN", "01", "02"]) { planned completed }' },
  { field: 'organizations(first: 200) { totalCount }' },
  { field: 'organizations(first: 200) { edges { node { code } } }' },
  { field: 'organizations(search: "a", first: 1) { totalCount }' },
  { field: 'congresses(first: 200) { edges { node { status } } }' },
  { field: 'congresses(search: "a", first: 1, overdue: true) { totalCount }' },
  { field: 'congresses(orderBy: LATE_DESC, first: 200) { edges { node { daysLate } } }' },
  { field: 'congresses(daysLateFrom: 1, first: 1) { totalCount }' },
  { field: 'events(first: 200) { edges { node { position } } }' },
  { field: 'events(first: 200, by: "x") { edges { node { position } } }' },
  { field: 'events(first: 200, on: "2020-02-28", kinds: [RATING_RECORDED, WORK_ITEM_ADDED]) { totalCount }' },
  { field: 'events(last: 200, within: "01") { edges { previousCursor node { id organization { code } } } }' },
  { field: 'events(first: 50) { edges { node { ... on CongressEvent { progress { planned } } } } }' },
  {
    field: 'events(first: 50) { edges { node { ... on CongressEvent { progress(level: GRASSROOTS) { planned } } } } }',
  },
  { field: 'reconciliation(first: 1) { totalCount totals { gaps } }' },
  { field: 'reconciliation(first: 200) { edges { node { gap } } }' },
  { field: 'indicators(first: 200) { edges { node { code } } }' },
  { field: 'indicator(code: "personnel.cases") { figures(month: "2020-02") { position } }' },
  { field: 'indicatorValues(first: 200) { edges { node { value } } }' },
  { field: 'indicatorValues(first: 200) { edges { node { history(last: 1) { totalCount edges { node { by } } } } } }' },
  { field: 'qualityRating(year: 2019) { finished people }' },
  { field: 'qualityRating(year: 2019) { bodies(first: 200) { edges { node { finished } } } }' },
  { field: 'workProgram(year: 2020) { total }' },
  {
    field:
      'workProgram(year: 2020) { items(first: 200) { edges { node { title history { edges { node { kind } } } } } } }',
  },
  { field: 'documents(first: 200) { edges { node { title citation } } }' },
  { field: 'document(number: "35-CT/TW", issuedOn: "2019-05-30") { title }' },
  { field: 'briefings(year: 2020) { edges { node { month } } }' },
  { field: 'briefing(month: "2020-03") { month }' },
  { field: 'briefing(month: "2020-03") { figures { value } }' },
  { field: 'figures { value }', within: DRAFT },
  { field: 'sections { kind }', within: DRAFT },
  { field: 'text', within: DRAFT },
  { field: 'text(format: HTML)', within: DRAFT },
  { field: 'restatements { before }', within: PUBLISHED },
  { field: 'nodes(ids: []) { id }' },
  { field: 'compareBriefings(from: "2020-02", to: "2020-03") { to }' },
  { field: `checkShares(total: 100000, shares: [${differentShares()}]) { verdict combinations }` },
  { field: 'checkShares(total: 816, shares: [{ percent: "20.7" }]) { verdict }' },
];

/** Ten ranges, no two of them equally wide: none takes more terms. */
function differentShares(): string {
  const decimals = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1];
  return decimals.map((each, index) => `{ percent: "${index}", decimals: ${each} }`).join(' ');
}

const [COST, TOKENS, ALIASES, ROOT_FIELDS] = ['LIMIT_COST', 'LIMIT_TOKENS', 'LIMIT_ALIASES', 'LIMIT_ROOT_FIELDS'].map(
  (name) => LIMIT_SETTINGS[name]?.otherwise ?? 0,
) as [number, number, number, number];
/** What is outside of the aliases. */
const FRAME_TOKENS = 30;

function documentOf({ field, within }: Asked, count: number): string {
  const aliases = Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
  return within === undefined ? `{ ${aliases} }` : `{ ${within} { ${aliases} } }`;
}

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

function costOf(schema: GraphQLSchema, text: string): number {
  return weigh(schema, parse(text), null, {}, { depth: Infinity, cost: 0 }).cost;
}

/** As many as the limits let through. */
function fullest(schema: GraphQLSchema, asked: Asked): { text: string; count: number; cost: number } {
  const first = costOf(schema, documentOf(asked, 1));
  const each = costOf(schema, documentOf(asked, 2)) - first;
  const byTokens = (TOKENS - FRAME_TOKENS) / tokensOf(`a: ${asked.field}`);
  const count = Math.floor(
    Math.min(1 + (COST - first) / each, byTokens, ALIASES, asked.within === undefined ? ROOT_FIELDS : ALIASES),
  );
  const text = documentOf(asked, Math.max(1, count));
  return { text, count, cost: costOf(schema, text) };
}

function requireAll(schema: GraphQLSchema): void {
  const asked = new Set(
    FIELDS.flatMap(({ field, within }) => [field, within ?? ''].map((text) => /^\w*/.exec(text)?.[0])),
  );
  const missing = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !asked.has(name));
  if (missing.length > 0) throw new Error(`Say what to ask of ${missing.join(', ')}.`);
}

async function run(closers: Closers): Promise<void> {
  const country = await openCountry(closers);
  const machine = describeMachine(country.postgresVersion);
  await country.ask(country.writerUrl, PUBLISH);
  const schema = buildApiSchema();
  requireAll(schema);
  const server = await startChild<GiaobanCommands>('giaoban-server');
  const url = await server.ask('start', country.start);
  const rows: string[] = [];
  const only = process.env['BENCH_FIELD'] ?? '';
  for (const asked of FIELDS.filter(({ field }) => field.includes(only))) {
    const { text, count, cost } = fullest(schema, asked);
    await country.ask(url, documentOf(asked, 1));
    await server.ask('startWatch');
    const before = await server.ask('cpu');
    const began = performance.now();
    await country.ask(url, text);
    const taken = performance.now() - began;
    const cpu = (await server.ask('cpu')) - before;
    const { each } = await server.ask('stopWatch');
    // On a machine with others a stall may be waiting for a processor: what the process worked meanwhile is its own.
    const longest = Math.max(0, ...each.map(({ cpu }) => cpu));
    const shown = [
      count,
      cost,
      cpu.toFixed(0),
      longest.toFixed(0),
      taken.toFixed(0),
      ((1_000 * cpu) / cost).toFixed(1),
    ];
    rows.push(`| \`${asked.field.slice(0, 90)}\` | ${shown.join(' | ')} |`);
  }
  process.stdout.write(
    `| Field | aliases | cost | CPU ms | longest stall, CPU ms | answered in ms | CPU µs a unit |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n\n- ${machine.date}, commit ${machine.commit}; ${machine.processors}; load ${machine.loadAtStart} at the start, ${loadNow()} at the end\n`,
  );
}

void runToEnd(run);
