/** The same questions in countries of several sizes, each answer new: what grows with the country, and what does not. */
import { Client } from 'pg';
import type { Closers } from '../../src/process/closers';
import { openCountryAt } from '../open-country';
import { stopChildren } from '../start-child';
import { rowOf, round } from './describe-answers';
import { measureRound } from './measure-new';
import { Table } from './measured';
import { openDatabase } from './open-database';
import { openOurs } from './open-contenders';
import { resizeCountry } from './resize-country';
import { warmUp } from './rounds';
import type { Stage } from './stage';
import type { Work } from './works';

const SIZES = [520, 53_482, 300_000];
/** Of a round: the smallest country has not many congresses to report. */
const CHANGES = 10;

export interface Place {
  postgresUrl: string;
  logs: string;
}

export async function describeGrowth(
  stage: Stage,
  closers: Closers,
  place: Place,
  works: readonly Work[],
): Promise<string> {
  const stages: Stage[] = [];
  for (const size of SIZES) stages.push(await openSize(stage, closers, place, size));
  const table = new Table();
  for (const work of works) {
    stage.tell(`growth ${work.name} …`);
    for (const each of stages) await warmUp(each, work);
    for (let turn = 0; turn < stage.settings.rounds; turn += 1) {
      for (const each of stages) {
        const { figures } = await measureRound(each, work, turn, CHANGES);
        for (const [contender, figure] of figures) table.add(work, contender, figure);
      }
    }
  }
  return describe(table, stages, works);
}

async function openSize(stage: Stage, closers: Closers, { postgresUrl, logs }: Place, size: number): Promise<Stage> {
  const name = `${size.toLocaleString('en-US')} organizations`;
  stage.tell(`Loading a country of ${name} …`);
  const databaseUrl = await openDatabase(closers, postgresUrl, (country) => resizeCountry(country, size));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  closers.add(() => client.end());
  const country = await openCountryAt(databaseUrl);
  closers.add(stopChildren);
  const ours = await openOurs(closers, country.start, { folder: stage.settings.server, logs, name });
  return { ...stage, contenders: [ours], country, client };
}

function describe(table: Table, stages: readonly Stage[], works: readonly Work[]): string {
  const contenders = stages.flatMap((stage) => stage.contenders);
  const [smallest, ...others] = contenders;
  if (smallest === undefined) return '';
  const heads = [
    'work',
    ...others.flatMap(({ name }) => [`${name}: × CPU`, '× PostgreSQL']),
    ...contenders.map(({ name }) => `${name}: CPU + PostgreSQL, ms`),
  ];
  const lines = works.map((work) => {
    const [base, ofDatabase] = (['cpu', 'database'] as const).map((each) => table.medianOf(work, smallest, each));
    return [
      work.title,
      ...others.flatMap((each) => [
        round(table.medianOf(work, each, 'cpu') / (base ?? NaN)),
        round(table.medianOf(work, each, 'database') / (ofDatabase ?? NaN)),
      ]),
      ...contenders.map(
        (each) => `${round(table.medianOf(work, each, 'cpu'))} + ${round(table.medianOf(work, each, 'database'))}`,
      ),
    ];
  });
  return [heads, ['---', ...heads.slice(1).map(() => '---:')], ...lines].map(rowOf).join('\n');
}
