/** Ctrl-C of commands: each stops what it started, in order, and says what came of it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { identifyProcess } from '../../src/embedded/identify-process';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import { openCleanUp } from '../support/clean-up';
import { copyStopped } from '../support/copy-cluster';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import {
  HOLD_COMMIT,
  HOLD_WRITING,
  inEmbedded,
  LET_GO,
  UNDO_HOLD,
  untilGone,
  untilHeldUp,
} from '../support/embedded-under-way';
import { holdTable } from '../support/hold-table';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { onDatabase } from '../support/oracle-log';
import { playSmallCampaign } from '../support/play-small-campaign';
import { startGiaoban, type Running } from '../support/run-giaoban';
import { runHere } from '../support/run-here';
import { waitInDatabase } from '../support/wait-in-database';

const CAMPAIGN = join(__dirname, '..', '..', 'examples', 'campaign');
const given = (name: string): string => join(CAMPAIGN, name);
const SECRET = 'a secret of thirty-two bytes, or more';

const closers = openCleanUp();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-stopping-'));
  closers.add(() => rm(folder, { recursive: true }));
});
afterAll(() => closers.closeAll());

describe('an import into the embedded database', () => {
  const perTest = openCleanUp();
  let dataDirectory: string;
  /** Has its campaign, and plans that are still to come: made once, and copied by each test. */
  let prepared: string;
  beforeAll(async () => {
    prepared = await freshDataDirectory();
    closers.add(() => removeDataDirectory(prepared));
    const words = ['import', given('campaign.json'), given('organizations.csv')];
    const { code, err } = await runHere(words, { folder, settings: { DATA_DIR: prepared } });
    expect({ code, err }).toMatchObject({ code: 0 });
  });
  beforeEach(async () => {
    dataDirectory = await freshDataDirectory();
    perTest.add(() => removeDataDirectory(dataDirectory));
  });
  afterEach(() => perTest.closeAll());

  const settings = (): Record<string, string> => ({ DATA_DIR: dataDirectory });
  const start = (...words: string[]): Running => startGiaoban(words, { folder, settings: settings() });
  const run = (...words: string[]) => runHere(words, { folder, settings: settings() });
  const importPlans = (): Running => start('import', '--no-annotate', given('plans.csv'));

  /** Holds up the import of plans. */
  async function prepare(hold: string): Promise<void> {
    await copyStopped(prepared, dataDirectory);
    await inEmbedded(dataDirectory, (client) => client.query(hold));
  }

  /** What is there, after what held it up was taken away; nobody has the directory. */
  async function countPlans(): Promise<number> {
    expect(existsSync(join(dataDirectory, 'lock'))).toBe(false);
    return inEmbedded(dataDirectory, async (client) => {
      await client.query(UNDO_HOLD);
      const { rows } = await client.query<{ count: number }>('SELECT count(*)::integer AS count FROM congress_plan');
      return rows[0]?.count ?? -1;
    });
  }

  test('while it reads its files: no database is even made', async () => {
    const pipe = join(folder, 'plans.csv');
    execFileSync('/usr/bin/mkfifo', [pipe]);
    const importing = start('import', given('campaign.json'), pipe);
    // Opens when it is read from.
    const writer = await open(pipe, 'w');
    importing.kill('SIGINT');
    expect(await importing.ended).toEqual({ code: 130, out: '', err: 'Stopped: nothing was recorded.\n' });
    await writer.close();
    expect(existsSync(dataDirectory)).toBe(false);
  });

  test('while it writes: nothing is recorded, PostgreSQL is stopped, and the same import goes through later', async () => {
    await prepare(HOLD_WRITING);
    const importing = importPlans();
    const { pid } = await untilHeldUp(dataDirectory, importing);
    importing.kill('SIGINT');
    const { code, out, err } = await importing.ended;
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(/^Importing …\nStopped: nothing was recorded\.\n$/);
    expect(await identifyProcess(pid)).toBeUndefined();
    expect(await countPlans()).toBe(0);
    expect(await run('import', given('plans.csv'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('Recorded'),
    });
  });

  test('while it is committed: it waits for the answer, and says that all of it was recorded', async () => {
    await prepare(HOLD_COMMIT);
    const importing = importPlans();
    const { url, pid } = await untilHeldUp(dataDirectory, importing);
    importing.kill('SIGTERM');
    await importing.until('Stopping as soon as the database has committed');
    await onDatabase(url, (client) => client.query(LET_GO));
    const { code, out, err } = await importing.ended;
    expect({ code, last: err.split('\n').at(-2) }).toEqual({
      code: 143,
      last: 'Stopped: what is listed above had already been recorded.',
    });
    const [, events] = /Recorded (\d+) events/.exec(out) ?? [];
    expect(await identifyProcess(pid)).toBeUndefined();
    expect(await countPlans()).toBe(Number(events));
  });

  test('while it is committed, and the database goes away: nobody can say, and it says so', async () => {
    await prepare(HOLD_COMMIT);
    const importing = importPlans();
    const { url, pid } = await untilHeldUp(dataDirectory, importing);
    importing.kill('SIGTERM');
    await importing.until('Stopping as soon as the database has committed');
    await onDatabase(url, (client) =>
      client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'COMMIT'"),
    );
    const { code, out, err } = await importing.ended;
    expect({ code, out }).toEqual({ code: 143, out: '' });
    expect(err).toContain('It is not known whether the import was recorded');
    expect(err).not.toContain('nothing was recorded');
    expect(await identifyProcess(pid)).toBeUndefined();
  });

  test('and again, while it is committed: it ends at once, PostgreSQL with it, and says how to find out', async () => {
    await prepare(HOLD_COMMIT);
    const importing = importPlans();
    const { pid } = await untilHeldUp(dataDirectory, importing);
    const state = { isOver: false };
    const ended = importing.ended.finally(() => (state.isOver = true));
    importing.kill('SIGINT');
    await importing.until('Stopping as soon as the database has committed');
    // Signals of the same moment are one.
    while (!state.isOver) {
      importing.kill('SIGINT');
      await new Promise(setImmediate);
    }
    expect(await ended).toMatchObject({ code: 130, err: expect.stringContaining('It is not known whether') });
    await untilGone(pid);
    await inEmbedded(dataDirectory, (client) => client.query(UNDO_HOLD));
    const tried = await run('import', '--dry-run', given('plans.csv'));
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('A real run would record') });
  });

  test('a server that is still loading the demo stops in order, too', async () => {
    const serving = startGiaoban(['serve'], { folder, settings: { ...settings(), PORT: '0' } });
    await serving.until('Loading the demo country');
    const [pid] = (await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    serving.kill('SIGINT');
    expect(await serving.ended).toMatchObject({ code: 130, err: 'Stopped.\n' });
    expect(await identifyProcess(Number(pid))).toBeUndefined();
    expect(existsSync(join(dataDirectory, 'lock'))).toBe(false);
    const rows = await inEmbedded(dataDirectory, (client) => client.query('SELECT FROM campaign'));
    expect(rows.rowCount).toBe(0);
  });
});

describe('on somebody’s database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    closers.add(() => database.close());
    await playSmallCampaign(database.dataSource);
  });

  const start = (...words: string[]): Running =>
    startGiaoban(words, { folder, settings: { DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET } });

  /** Neither statements nor locks of the command are left. */
  async function expectNoneLeft(): Promise<void> {
    const left = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'giaoban%'
      AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'`;
    expect(await database.dataSource.query(left)).toEqual([]);
  }

  test('an import that waits for a table lets go of everything', async () => {
    const held = await holdTable(database.url, 'organization');
    const file = join(folder, 'organizations.csv');
    await writeFile(file, 'code,parent,name,level,kind\nO9,O0,Nine,CENTRALLY_RUN,LOCAL\n');
    const importing = start('import', '--no-annotate', file);
    await held.waitFor(1);
    importing.kill('SIGINT');
    expect(await importing.ended).toMatchObject({ code: 130, err: expect.stringMatching(/nothing was recorded\.\n$/) });
    await expectNoneLeft();
    await held.letGo();
  });

  test.each([
    { words: ['export', '--to', 'there'], table: 'congress', said: 'Stopped: no file was changed.' },
    { words: ['export', 'congresses'], table: 'congress', said: 'Stopped: what was written is incomplete.' },
    { words: ['verify'], table: 'congress', said: 'Stopped: not everything was recounted.' },
    { words: ['briefing', '2020-03', '--output', 'b.md'], table: 'rating', said: 'Stopped: nothing was written.' },
  ])('$words', async ({ words, table, said }) => {
    const held = await holdTable(database.url, table);
    const running = start(...words);
    await held.waitFor(1);
    running.kill('SIGTERM');
    const { code, err } = await running.ended;
    expect({ code, last: err.split('\n').at(-2) }).toEqual({ code: 143, last: said });
    await expectNoneLeft();
    await held.letGo();
    expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a migration that waits for another one', async () => {
    await onDatabase(database.url, async (client) => {
      await client.query('SELECT pg_advisory_lock($1)', [LOCK_NUMBERS.migration]);
      const migrating = start('migrate');
      await waitInDatabase(
        client,
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK_NUMBERS.migration}`,
      );
      migrating.kill('SIGHUP');
      expect(await migrating.ended).toMatchObject({
        code: 129,
        err: expect.stringMatching(/^Stopped: each migration/),
      });
    });
    await expectNoneLeft();
  });
});
