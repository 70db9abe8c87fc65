/** Measures the monthly briefing: its figures beside the same ones counted from congresses in SQL, its files, and its publication. */
import 'reflect-metadata';
import { Client } from 'pg';
import type { Closers } from '../src/process/closers';
import { describeMachine, loadNow } from './describe-machine';
import { downloadAtOnce } from './download-at-once';
import { openCountry, type Country } from './open-country';
import { reportOf } from './report-congresses';
import { runToEnd } from './run-to-end';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
const FIGURES = '{ briefing(month: "2020-03") { figures { key value } } }';
const MANY =
  'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { accepted } }';

/** What somebody would write who has tables of plans and reports and no counters: one statement for all slices. */
const COUNTED = `
  SELECT c.level, c.pilot, count(*) FILTER (WHERE plan.status <> 'CANCELLED') AS planned,
         count(*) FILTER (WHERE report.held_on <= '2020-02-29') AS completed,
         count(*) FILTER (WHERE report.held_on BETWEEN '2020-02-01' AND '2020-02-29') AS in_month,
         count(*) FILTER (WHERE coalesce(plan.planned_on, d.due_on) < '2020-02-29'
                            AND coalesce(report.held_on > '2020-02-29', true)) AS overdue
    FROM congress c
    JOIN organization o ON o.id = c.organization_id
    LEFT JOIN deadline d ON d.level = c.level
    JOIN LATERAL (SELECT * FROM congress_plan p WHERE p.congress_id = c.id AND p.decided_on <= '2020-02-29'
                   ORDER BY p.position DESC LIMIT 1) AS plan ON true
    LEFT JOIN LATERAL (SELECT * FROM congress_report r WHERE r.congress_id = c.id ORDER BY r.position DESC LIMIT 1) AS report ON true
   GROUP BY c.level, c.pilot`;

interface Row {
  what: string;
  milliseconds: number[];
}

async function run(closers: Closers): Promise<void> {
  const country = await openCountry(closers);
  const { date, commit, processors, memory, loadAtStart } = describeMachine(country.postgresVersion);
  const rows = await measure(country);
  const downloads = await downloadAtOnce(country, closers);
  process.stdout.write(
    `${describe(rows)}\n\n${downloads}\n\n- ${date}, commit ${commit}; ${processors}, ${memory}; node ${process.versions.node}, postgresql ${country.postgresVersion}; load ${loadAtStart} at the start, ${loadNow()} at the end\n`,
  );
}

/** They take turns, round by round: whatever else the machine does hits all of them. */
async function measure(country: Country): Promise<Row[]> {
  const client = new Client({ connectionString: country.start.databaseUrl });
  await client.connect();
  const get = async (name: string): Promise<void> => {
    const headers = { authorization: `Bearer ${country.token}` };
    const response = await fetch(`${country.writerUrl}/briefings/${name}`, { headers });
    if (!response.ok) throw new Error(`${name} was answered with ${response.status}.`);
    await response.arrayBuffer();
  };
  const ways: [string, () => Promise<unknown>][] = [
    ['the figures of congresses, counted in SQL from plans and reports', () => client.query(COUNTED)],
    ['all figures of the briefing, over HTTP', () => country.ask(country.writerUrl, FIGURES)],
    ['`/briefings/2020-03.md`', () => get('2020-03.md')],
    ['`/briefings/2020-03.html`', () => get('2020-03.html')],
    ['`/briefings/2020-03.docx`', () => get('2020-03.docx')],
  ];
  const rows = ways.map(([what]): Row => ({ what, milliseconds: [] }));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, [, work]] of ways.entries()) {
      const milliseconds = await time(work);
      // The first round warms up.
      if (round >= 0) rows[index]?.milliseconds.push(milliseconds);
    }
    const reports = country.draw(100).map(reportOf);
    await country.ask(country.writerUrl, MANY, { input: { reports } });
  }
  await client.end();
  const publish = 'mutation { publishBriefing(input: { month: "2020-03" }) { position } }';
  const published = await time(() => country.ask(country.writerUrl, publish));
  const restated = await time(() =>
    country.ask(country.writerUrl, '{ briefing(month: "2020-03") { restatements { before after } } }'),
  );
  return [
    ...rows,
    { what: '`publishBriefing`, once', milliseconds: [published] },
    { what: 'its `restatements`, once', milliseconds: [restated] },
  ];
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function describe(rows: readonly Row[]): string {
  const [first] = rows;
  const base = medianOf(first?.milliseconds ?? []);
  const lines = rows.map(({ what, milliseconds }) => {
    const median = medianOf(milliseconds);
    return `| ${what} | ${median.toFixed(0)} | ${(median / base).toFixed(2)} |`;
  });
  return ['| what | milliseconds, median | × counted in SQL |', '| --- | ---: | ---: |', ...lines].join('\n');
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

void runToEnd(run);
