/** One advisory lock for one thing: each number once, in one place, and nobody waits for what is no business of theirs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Role } from '../../src/access/viewer';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { AddWorkItemDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { holdTable } from '../support/hold-table';
import { openTestDatabase } from '../support/open-database';
import { onDatabase } from '../support/oracle-log';
import { playSmallCampaign } from '../support/play-small-campaign';
import { post, startOn, tokenFor } from '../support/start-test-app';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['src', 'migrations', 'test', 'bench'];
const HOME = 'src/database/advisory-locks.ts';

const closers = openCleanUp();
afterAll(() => closers.closeAll());

describe('the numbers of advisory locks', () => {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file) && !file.includes('node_modules'))
      .map((file) => join(ROOT, folder, file)),
  )
    .filter((path) => path !== __filename)
    .map((path) => ({ file: relative(ROOT, path), text: readFileSync(path, 'utf8') }));

  test('are different', () => {
    const numbers: number[] = Object.values(LOCK_NUMBERS);
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  test('stand nowhere else', () => {
    const stating = sources.filter(({ text }) => /7_?20[23]_?\d{3}\b/.test(text)).map(({ file }) => file);
    expect(stating).toEqual([HOME]);
  });

  test('are what every advisory lock is taken by, each of them in one file', () => {
    const users = new Map<string, Set<string>>(Object.keys(LOCK_NUMBERS).map((name) => [name, new Set()]));
    // Tests may take the locks of others, to see who waits.
    for (const { file, text } of sources.filter((source) => !source.file.endsWith('.test.ts'))) {
      const calls = [...text.matchAll(/pg_(?:try_)?advisory_\w*lock\w*\(([^)]*)\)/g)].map(([, given]) => given);
      const numbered = [...text.matchAll(/\[LOCK_NUMBERS\.(\w+)\]/g)].map(([, name = '']) => name);
      expect({ file, calls }).toEqual({ file, calls: numbered.map(() => '$1') });
      for (const name of numbered) users.get(name)?.add(file);
    }
    expect([...users.values()].map(({ size }) => size)).toEqual([...users.keys()].map(() => 1));
  });
});

class Waits9999999999999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE briefing ADD COLUMN seal text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE briefing DROP COLUMN seal');
  }
}

test('a recording is answered while a migration waits for a table that somebody holds', async () => {
  const database = await openTestDatabase();
  closers.add(() => database.close());
  await playSmallCampaign(database.dataSource);
  const app = await startOn(database.url);
  closers.add(() => app.close());
  const newer = await openDataSource({
    url: database.url,
    entities: ENTITIES,
    migrations: [...MIGRATIONS, Waits9999999999999],
    onError: () => undefined,
  });
  closers.add(() => newer.destroy());
  const held = await holdTable(database.url, 'briefing');
  let isDone = false;
  const migrated = migrate(newer, database.url).finally(() => (isDone = true));
  try {
    await held.waitFor(1);
    const input = { organization: 'O1', year: 2020, kind: 'TASK' as const, title: 'Báo cáo tổng kết', dueQuarter: 2 };
    const answer = await post(app.url, AddWorkItemDocument, { input }, await tokenFor(Role.ADMIN, 'O0'));
    expect({ answer, isDone }).toMatchObject({ answer: { data: { addWorkItem: { position: 17 } } }, isDone: false });
  } finally {
    await held.letGo();
  }
  expect(await migrated).toEqual(['Waits9999999999999']);
});

class TakesTwo9999999999999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE rating ADD COLUMN seal text');
    await queryRunner.query('ALTER TABLE briefing ADD COLUMN seal text');
  }

  async down(): Promise<void> {
    // Nobody goes back.
  }
}

test('a migration that meets somebody who takes its tables in the opposite order is carried out after them', async () => {
  const database = await openTestDatabase();
  closers.add(() => database.close());
  const newer = await openDataSource({
    url: database.url,
    entities: ENTITIES,
    migrations: [...MIGRATIONS, TakesTwo9999999999999],
    onError: () => undefined,
  });
  closers.add(() => newer.destroy());
  await onDatabase(database.url, async (writer) => {
    // So that the migration is the one that PostgreSQL ends.
    await writer.query("SET deadlock_timeout = '1h'; BEGIN; LOCK TABLE briefing");
    const migrated = migrate(newer, database.url);
    const waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'briefing'::regclass";
    while ((await database.dataSource.query<object[]>(waiting)).length === 0);
    await writer.query('SELECT FROM rating');
    await writer.query('COMMIT');
    expect(await migrated).toEqual(['TakesTwo9999999999999']);
  });
});
