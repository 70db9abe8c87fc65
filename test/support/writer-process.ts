/** A process of its own that carries out commands as they come, several at a time. Started by start-writers.ts. */
import 'reflect-metadata';
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/open-data-source';
import { sqlStateOf } from '../../src/database/sql-state';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { Problem } from '../../src/problem';
import { carryOut, type Command } from './command';
import type { Outcome } from './start-writers';

const AT_ONCE = 2;

/** SQLSTATEs that a retry would hide: 40P01 is a deadlock. */
const states: string[] = [];

function open(url: string): Promise<DataSource> {
  subscribe('tracing:giaoban.database.transaction:error', (message) => {
    const { error } = message as { error: unknown };
    const state = sqlStateOf(error);
    if (state !== undefined) states.push(`${state} ${String(error)}`);
  });
  return openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    poolSize: 2 * AT_ONCE,
    onError: (error) => states.push(error.message),
  });
}

async function run(dataSource: DataSource, command: Command): Promise<Outcome> {
  try {
    const answer = await carryOut(dataSource, command);
    // Answered means committed (P1): another connection sees it now.
    const positions = answer.entries.map((entry) => entry.position);
    const [seen] = await dataSource.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM log_entry WHERE position = ANY($1)',
      [[...new Set(positions)]],
    );
    if (seen?.count !== new Set(positions).size) return { failed: `Answered before the commit: ${positions.join()}` };
    return { answer: JSON.parse(JSON.stringify(answer)) as Outcome['answer'] };
  } catch (error) {
    if (error instanceof Problem) return { refused: error.code };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function runAll(dataSource: DataSource, commands: readonly Command[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  // One iterator for all: each takes the next command when it is done with one.
  const queue = commands.values();
  const work = async (): Promise<void> => {
    for (const command of queue) outcomes.push(await run(dataSource, command));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...outcomes, ...states.splice(0).map((state) => ({ failed: state }))];
}

async function main(url: string): Promise<void> {
  const dataSource = await open(url);
  process.on('message', (commands: Command[]) => {
    void runAll(dataSource, commands).then((outcomes) => process.send?.(outcomes));
  });
  process.send?.('ready');
  await once(process, 'disconnect');
  await dataSource.destroy();
}

void main(process.argv[2] ?? '');
