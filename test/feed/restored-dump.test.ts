/** P5: a dump is restored with PostgreSQL's own programs: in place, under servers that run or are stopped, or elsewhere. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { hasExternalPostgres, openExternalDatabase, type ExternalDatabase } from '../support/external-postgres';
import { readOracleLog } from '../support/oracle-log';
import { write } from '../support/replaceable-servers';
import {
  expectAlive,
  expectAll,
  expectCursors,
  lose,
  openReplacedStage,
  openStageOn,
  type Loss,
} from '../support/replaced-stage';

// Nothing but Node is needed to run the tests; in continuous integration none may be left out.
const withPrograms = hasExternalPostgres() || process.env['CI'] !== undefined ? describe : describe.skip;

const closers = openCleanUp();
afterEach(() => closers.closeAll());

async function open(): Promise<ExternalDatabase> {
  const database = await openExternalDatabase();
  closers.add(database.drop);
  return database;
}

async function freshFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-dump-'));
  closers.add(() => rm(folder, { recursive: true }));
  return join(folder, 'dump');
}

withPrograms('with pg_dump and pg_restore', () => {
  test.each<Pick<Loss, 'overtakenBy' | 'servers'>>([
    { overtakenBy: 8, servers: 'keep their connections' },
    { overtakenBy: 8, servers: 'are stopped' },
  ])('P5: in place and all at once, servers $servers', async (loss) => {
    const database = await open();
    const file = await freshFile();
    const stage = await openReplacedStage(() => database.url, closers);
    const { rows: kept } = await readOracleLog(database.url);
    await database.dump(file);
    const before = await lose(stage, {
      ...loss,
      lost: 5,
      seenBy: 0,
      fault: () => database.restore(file, 'at once'),
    });
    await write(database.url, 3);
    await expectAll(stage);
    await expectCursors(stage, before, kept.length);
    await expectAlive(stage);
  });

  test('P5: into another database: cursors of entries that were dumped go on, those without a mark do not', async () => {
    const [database, other] = [await open(), await open()];
    const file = await freshFile();
    const stage = await openReplacedStage(() => database.url, closers);
    const { rows: kept } = await readOracleLog(database.url);
    await database.dump(file);
    await write(database.url, 5);
    const before = await expectAll(stage);
    await other.restore(file, 'at once');
    await write(other.url, 8);
    const restored = await openStageOn(() => other.url, closers);
    await expectCursors(restored, before, kept.length);
    expect((await readOracleLog(other.url)).epoch).not.toBe(before.epoch);
    await expectAlive(restored);
  });
});
