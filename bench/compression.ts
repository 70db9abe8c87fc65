/** Measures ten likely answers as they are, in gzip and in br: their bytes, and the CPU that the server takes for each. */
import 'reflect-metadata';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { getIntrospectionQuery } from 'graphql';
import type { Closers } from '../src/process/closers';
import { describeMachine, loadNow } from './describe-machine';
import type { GiaobanCommands } from './giaoban-server';
import { openCountry, type Country } from './open-country';
import { quantile } from './quantiles';
import { runToEnd } from './run-to-end';
import { startChild, type Child } from './start-child';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
/** Of an answer in a row: the CPU of one alone is lost in that of everything else. */
const TIMES = 20;
const CODINGS = ['identity', 'gzip', 'br'] as const;

const CONGRESS =
  'id level pilot status plannedOn deadline dueOn heldOn note overdue daysLate onTime position organization { id code name }';
const TOTAL = 'id asOf planned completed completedOnTime remaining dueByNow overdue pastDeadline postponed rate';

const OPERATIONS: readonly [string, string][] = [
  ['one figure', '{ progress(level: GRASSROOTS, pilot: true) { asOf planned completed remaining overdue rate } }'],
  [
    'dashboard of the country: all figures of each province',
    `{ progress { ${TOTAL} children(first: 200) { edges { node { ${TOTAL} organization { id code name } } } } } }`,
  ],
  [
    '50 organizations',
    '{ organizations { totalCount pageInfo { endCursor } edges { cursor node { id code name level } } } }',
  ],
  ['200 congresses', `{ congresses(first: 200) { edges { cursor node { ${CONGRESS} } } } }`],
  [
    '50 events with the totals above',
    `{ events(last: 50, kinds: [CONGRESS_COMPLETED]) { edges { cursor node { id position kind recordedAt by reason ... on CongressEvent { congress { ${CONGRESS} } progress { ${TOTAL} organization { code } } } } } } }`,
  ],
  [
    'curve of the campaign, day by day',
    '{ progress { timeline(interval: DAY) { day due dueChange completed completedChange } } }',
  ],
  [
    'all figures of a briefing',
    '{ briefing(month: "2020-03") { id month status cursor sections { kind title figures { key label definition unit value period asOf } } } }',
  ],
  ['the schema', getIntrospectionQuery()],
];

const FILES: readonly [string, string][] = [
  ['a briefing as a page', '/briefings/2020-03.html'],
  ['the script of GraphiQL', '/graphiql/script'],
];

interface Answer {
  path: string;
  body?: string;
}

interface Row {
  what: string;
  answer: Answer;
  bytes: number[];
  cpu: number[][];
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

async function run(closers: Closers): Promise<void> {
  const country = await openCountry(closers);
  const { date, commit, processors, memory, loadAtStart } = describeMachine(country.postgresVersion);
  const child = await startChild<GiaobanCommands>('giaoban-server');
  closers.add(child.stop);
  closers.add(() => {
    agent.destroy();
    return Promise.resolve();
  });
  const url = await child.ask('start', { ...country.start, settings: { EXPLORERS: 'on' } });
  const rows = await measure(url, child, country);
  process.stdout.write(
    `${describe(rows)}\n\n- ${date}, commit ${commit}; ${processors}, ${memory}; node ${process.versions.node}, postgresql ${country.postgresVersion}; load ${loadAtStart} at the start, ${loadNow()} at the end\n`,
  );
}

async function measure(url: string, child: Child<GiaobanCommands>, { token }: Country): Promise<Row[]> {
  const page = (await read(url, token, { path: '/graphiql' }, 'identity')).toString();
  const [, script = ''] = /src="(graphiql\/[^"]+\.js)"/.exec(page) ?? [];
  const rows = [
    ...OPERATIONS.map(([what, query]) => rowOf(what, { path: '/graphql', body: JSON.stringify({ query }) })),
    ...FILES.map(([what, path]) => rowOf(what, { path: path.replace('/graphiql/script', `/${script}`) })),
  ];
  // The first round warms up, and fills what is kept.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const row of rows) {
      for (const [index, coding] of CODINGS.entries()) {
        const before = await child.ask('cpu');
        for (let time = 0; time < TIMES; time += 1) {
          row.bytes[index] = (await read(url, token, row.answer, coding)).length;
        }
        const cpu = ((await child.ask('cpu')) - before) / TIMES;
        if (round >= 0) row.cpu[index]?.push(cpu);
      }
    }
  }
  return rows;
}

function rowOf(what: string, answer: Answer): Row {
  return { what, answer, bytes: [], cpu: CODINGS.map(() => []) };
}

/** The bytes as they came. */
async function read(url: string, token: string, { path, body }: Answer, coding: string): Promise<Buffer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': coding, ...json };
  const sent = request(`${url}${path}`, { agent, method: body === undefined ? 'GET' : 'POST', headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  if (response.statusCode !== 200)
    throw new Error(
      `${path} was answered with ${response.statusCode}: ${Buffer.concat(chunks).toString().slice(0, 300)}`,
    );
  return Buffer.concat(chunks);
}

function describe(rows: readonly Row[]): string {
  const lines = rows.map(({ what, bytes, cpu }) => {
    const [plain = NaN] = bytes;
    const sizes = bytes.map((each, index) =>
      index === 0 || each === plain ? `${each}` : `${each} (${((100 * each) / plain).toFixed(0)} %)`,
    );
    return `| ${[what, ...sizes, ...cpu.map((each) => quantile(each, 0.5).toFixed(2))].join(' | ')} |`;
  });
  return [
    '| answer | bytes | gzip | br | CPU, ms | with gzip | with br |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}

void runToEnd(run);
