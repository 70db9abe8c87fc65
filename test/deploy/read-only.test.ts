/** Read-only mode: all is read and followed as ever, nothing is changed, and a newer program's migrations pass by. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildApiSchema } from '../../src/api-schema';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { CongressChangedDocument, ProgressDocument, ReportCongressCompletedDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { follow } from '../support/follow';
import { openEmptyDatabase } from '../support/open-empty-database';
import { ROOT_FIELDS } from '../support/outsider-probes';
import { askSocket, connect } from '../support/raw-socket';
import { post, requireData, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';

const cleanUp = openCleanUp();
/** Takes changes, on the same database. */
let open: TestApp;
let readOnly: App;
let admin: string;
let code: string;

const query = async <Row extends object>(sql: string): Promise<Row[]> => {
  const client = new Client({ connectionString: open.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
};
const REFUSED = {
  message:
    'No changes are accepted at the moment, because the database is under maintenance. Nothing was recorded; try again in a few minutes.',
  extensions: { code: 'UNAVAILABLE' },
};

beforeAll(async () => {
  open = await startTestApp();
  cleanUp.add(open.close);
  readOnly = await startOn(open.databaseUrl, { READ_ONLY: 'on' });
  cleanUp.add(readOnly.close);
  admin = await tokenFor(Role.ADMIN);
  [code = ''] = await findPlanned(open.url, admin, 1);
});
afterAll(() => cleanUp.closeAll());

describe('a server that is read-only', () => {
  const mutations = Object.keys(buildApiSchema().getMutationType()?.getFields() ?? {});

  test.each(mutations)('refuses %s over HTTP and over WebSocket', async (field) => {
    const { query: document, variables } = ROOT_FIELDS[`Mutation.${field}`]!;
    const given = variables?.({ congress: 'an id', organization: 'an id', progress: 'an id' }) ?? {};
    const before = await query('SELECT position FROM log_head');
    const overHttp = await post(readOnly.url, document, given, admin);
    const socket = await connect(readOnly.url, admin);
    const overSocket = await askSocket(socket, document, given);
    socket.socket.terminate();
    expect([overHttp.errors, overSocket.errors]).toMatchObject([[REFUSED], [REFUSED]]);
    expect(await query('SELECT position FROM log_head')).toEqual(before);
  });

  test('answers queries, and pushes what others record', async () => {
    const follower = follow(readOnly.url, CongressChangedDocument, {}, admin);
    cleanUp.add(follower.stop);
    const before = requireData(await post(readOnly.url, ProgressDocument, {}, admin)).progress;
    const resumed = follow(readOnly.url, CongressChangedDocument, { after: before?.cursor ?? null }, admin);
    cleanUp.add(resumed.stop);
    const reported = await open.send(ReportCongressCompletedDocument, {
      input: { organization: code, heldOn: HELD_ON },
    });
    const { position } = requireData(reported).reportCongressCompleted!;
    const [event] = await resumed.waitFor(1);
    expect(event?.congressChanged.node.position).toBe(position);
    const after = requireData(await post(readOnly.url, ProgressDocument, {}, admin)).progress;
    expect(after?.completed).toBe((before?.completed ?? 0) + 1);
  });

  test('does not turn the day, where the campaign follows the clock', async () => {
    const other = await startTestApp();
    cleanUp.add(other.close);
    const url = other.databaseUrl;
    const client = new Client({ connectionString: url });
    await client.connect();
    cleanUp.add(() => client.end());
    await client.query("UPDATE campaign SET follows_clock = true, ends_on = '2999-01-01'");
    const today = async (): Promise<unknown> =>
      (await client.query<{ today: string }>('SELECT today::text FROM campaign')).rows[0]?.today;
    const reading = await startOn(url, { READ_ONLY: 'on' });
    // Its first look at the clock would be over before it has closed.
    await reading.close();
    expect(await today()).toBe('2020-02-29');
    const taking = await startOn(url);
    await taking.close();
    expect(await today()).not.toBe('2020-02-29');
  });

  test('migrates nothing: of an empty database it says that there is nothing to read', async () => {
    const empty = await openEmptyDatabase();
    cleanUp.add(() => empty.drop());
    await expect(startOn(empty.url, { READ_ONLY: 'on' })).rejects.toMatchObject({
      message: 'The database of DATABASE_URL holds no campaign: there is nothing to read.',
    });
    const dataSource = await empty.connect();
    expect(await dataSource.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual([]);
  });
});

class Wider9999999999999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE log_entry ADD COLUMN seal text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE log_entry DROP COLUMN seal');
  }
}

describe('while a newer program migrates', () => {
  test('readers wait no longer than the lock is waited for, and read on; the server does not start again on it', async () => {
    const { databaseUrl } = open;
    const newer = await openDataSource({
      url: databaseUrl,
      entities: ENTITIES,
      migrations: [...MIGRATIONS, Wider9999999999999],
      onError: () => undefined,
    });
    cleanUp.add(() => newer.destroy());
    const holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    cleanUp.add(() => holder.end());
    await holder.query('BEGIN; SELECT FROM log_entry LIMIT 1');
    let isDone = false;
    const migrated = migrate(newer, databaseUrl).finally(() => (isDone = true));
    // It waits for the table that the long transaction reads, and everyone who comes now waits behind it.
    const waiting = `SELECT FROM pg_locks WHERE relation = 'log_entry'::regclass AND NOT granted AND mode = 'AccessExclusiveLock'`;
    for (let rows: object[] = []; rows.length === 0;) rows = await query(waiting);
    const { errors } = await post(readOnly.url, '{ events(first: 1) { edges { node { position } } } }', {}, admin);
    expect({ errors, isDone }).toEqual({ errors: undefined, isDone: false });
    await holder.query('COMMIT');
    expect(await migrated).toEqual(['Wider9999999999999']);

    const follower = follow(readOnly.url, CongressChangedDocument, {}, admin);
    cleanUp.add(follower.stop);
    const events = await post(readOnly.url, '{ events(first: 1) { edges { node { position } } } }', {}, admin);
    expect(events.errors).toBeUndefined();
    await expect(startOn(databaseUrl, { READ_ONLY: 'on' })).rejects.toMatchObject({
      message:
        'The database was migrated by a newer Giao Ban (Wider9999999999999). Start that version, or restore a backup from before the upgrade.',
    });
    await newer.undoLastMigration();
  });

  test('a newer program does not start read-only on a database that is behind', async () => {
    await query("DELETE FROM migration WHERE name = 'IdempotencyKey1582900000006'");
    await expect(startOn(open.databaseUrl, { READ_ONLY: 'on' })).rejects.toMatchObject({
      message: 'The database of DATABASE_URL is of an older version of Giao Ban: run `giaoban migrate` first.',
    });
    await query("INSERT INTO migration (timestamp, name) VALUES (1582900000006, 'IdempotencyKey1582900000006')");
  });
});
