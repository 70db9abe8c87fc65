/** The released version and this one on one database, as in a rolling upgrade: nothing lost, nothing twice, nobody left waiting (P3, P5). */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { follow, type Follower } from '../support/follow';
import { openMovingFollower, type MovingFollower, type Version } from '../support/moving-follower';
import { openEmptyDatabase } from '../support/open-empty-database';
import { onDatabase } from '../support/oracle-log';
import { unpackReleasedVersion } from '../support/released-version';
import { runGiaoban } from '../support/run-giaoban';
import { startServerProcess } from '../support/server-process';
import { post, requireData, SECRET, tokenFor } from '../support/start-test-app';
import { send, startCongressWriter, startRecordWriter, type UpgradeWriter } from '../support/upgrade-writer';

const closers = openCleanUp();
afterAll(() => closers.closeAll());

const BODIES = 120;
const bodyOf = (number: number): string => `A.${String(number)}`;
const share = (writer: number, of: number): string[] =>
  Array.from({ length: BODIES }, (_, number) => number)
    .filter((number) => number % of === writer)
    .map(bodyOf);

/** Two provinces, and bodies below the first one, each with a plan. */
async function writeFiles(folder: string, campaign: string): Promise<string[]> {
  const numbers = Array.from({ length: BODIES }, (_, number) => number);
  const tree = [
    'TW,,Centre,CENTRAL,ROOT',
    'A,TW,Province A,CENTRALLY_RUN,PROVINCE',
    'B,TW,Province B,CENTRALLY_RUN,PROVINCE',
  ];
  const bodies = numbers.map((number) => `${bodyOf(number)},A,Body ${String(number)},GRASSROOTS,`);
  const plans = numbers.map((number) => `${bodyOf(number)},2025-04-30`);
  await copyFile(campaign, join(folder, 'campaign.json'));
  await writeFile(
    join(folder, 'organizations.csv'),
    ['code,parent,name,level,kind', ...tree, ...bodies, ''].join('\n'),
  );
  await writeFile(join(folder, 'plans.csv'), ['organization,plannedOn', ...plans, ''].join('\n'));
  return ['campaign.json', 'organizations.csv', 'plans.csv'];
}

interface LogLine {
  position: number;
  kind: string;
}

const KINDS: Readonly<Record<string, RegExp>> = {
  congressChanged: /^(RESCHEDULED|COMPLETED|DAY_TURNED)$/,
  workItemChanged: /^WORK_ITEM\./,
  ratingChanged: /^RATING\./,
};

interface Told {
  field: string;
  follower: MovingFollower;
}

/** What the log says that it had to be told, but for what a RESYNC told it to read afresh. */
function expectedOf({ field, follower }: Told, log: readonly LogLine[]): number[] {
  const positions = log.filter(({ kind }) => KINDS[field]?.test(kind)).map(({ position }) => position);
  const isSkipped = (position: number): boolean =>
    follower.skipped.some(([after, upTo]) => position > after && position <= upTo);
  return positions.filter((position) => position > follower.from && !isSkipped(position));
}

/** The released version and a database that it has imported a campaign into. */
async function importByReleased() {
  const released = await unpackReleasedVersion();
  closers.add(released.remove);
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-upgrade-'));
  closers.add(() => rm(folder, { recursive: true }));
  const database = await openEmptyDatabase();
  closers.add(database.drop);
  const settings = { DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET };
  const files = await writeFiles(folder, released.campaign);
  const imported = await runGiaoban(['import', ...files], { folder, settings, root: released.root });
  expect(imported).toMatchObject({
    code: 0,
    err: 'Importing …\n',
    out: expect.stringContaining(`Recorded a campaign and ${BODIES} events`),
  });
  return { released, folder, url: database.url, settings };
}

/** Each was told what the log says, once and in order; whatever was answered is in it. */
function expectAllTold(
  told: readonly Told[],
  answered: readonly number[],
  writers: readonly UpgradeWriter[],
  log: readonly LogLine[],
): void {
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
  for (const each of told) {
    expect({ field: each.field, faults: each.follower.faults }).toEqual({ field: each.field, faults: [] });
    expect({ field: each.field, told: each.follower.positions }).toEqual({
      field: each.field,
      told: expectedOf(each, log),
    });
  }
  expect(writers.flatMap(({ faults }) => faults)).toEqual([]);
  const answeredPositions = [...answered, ...writers.flatMap(({ positions }) => positions)].sort((a, b) => a - b);
  const kinds = [KINDS['congressChanged'], KINDS['workItemChanged']];
  const recorded = log.filter(({ kind }) => kinds.some((each) => each?.test(kind)));
  expect(answeredPositions).toEqual(recorded.map(({ position }) => position));
}

test('a rolling upgrade from the released version: its writers and subscribers go on, here and there', async () => {
  const { released, folder, url: databaseUrl, settings } = await importByReleased();
  const token = await tokenFor(Role.ADMIN, 'TW');

  const start = async (isNew: boolean): Promise<Version & { stop: () => Promise<unknown> }> => {
    const server = await startServerProcess({ ...settings, PUBLIC_TOTALS: 'on' }, isNew ? undefined : released.root);
    closers.add(() => server.kill('SIGKILL'));
    return { url: server.url, isNew, stop: () => server.kill('SIGTERM') };
  };
  const [one, two] = await Promise.all([start(false), start(false)]);

  const told: Told[] = [];
  const subscribe = async (field: string, server: Version): Promise<MovingFollower> => {
    const follower = await openMovingFollower(field, server, token);
    closers.add(() => {
      follower.stop();
      return Promise.resolve();
    });
    told.push({ field, follower });
    return follower;
  };
  const writers: UpgradeWriter[] = [];
  const begin = (...more: UpgradeWriter[]): UpgradeWriter[] => {
    for (const writer of more) closers.add(writer.stop);
    writers.push(...more);
    return more;
  };
  const stopAll = (some: readonly UpgradeWriter[]) => Promise.all(some.map((writer) => writer.stop()));
  const answered = (count: number, some: readonly UpgradeWriter[]) =>
    Promise.all(some.map((writer) => writer.answers(count)));

  // Those that follow the old ones, while these are written to.
  const movers: MovingFollower[] = [];
  for (const field of Object.keys(KINDS)) movers.push(await subscribe(field, one), await subscribe(field, two));
  const stateOfOld = followState(one, token);
  const oldWriters = begin(
    startCongressWriter(one.url, token, share(0, 3)),
    startCongressWriter(two.url, token, share(1, 3)),
    startRecordWriter(one.url, token, share(0, 2)),
    startRecordWriter(two.url, token, share(1, 2)),
  );
  await answered(10, oldWriters);

  // The new one comes, and finds somebody who reads the log: a migration that changes it has to wait.
  const next = await onDatabase(databaseUrl, async (client) => {
    await client.query('BEGIN; SELECT FROM log_entry LIMIT 1; SELECT FROM log_head');
    const starting = start(true);
    await answered(3, oldWriters);
    expect(await send(one.url, token, rating('A'))).toEqual(expect.any(Number));
    await client.query('COMMIT');
    const started = await starting;
    await answered(10, oldWriters);
    return started;
  });

  // Both are written to, and subscribers go back and forth between them.
  const newWriters = begin(
    startCongressWriter(next.url, token, share(2, 3)),
    startRecordWriter(next.url, token, share(0, 1)),
  );
  for (const field of Object.keys(KINDS)) await subscribe(field, next);
  const stateOfNew = followState(next, token);
  await answered(10, [...oldWriters, ...newWriters]);
  // A process of the released version turns the day; what was due, and moves after that, is not due any more.
  const turned = [await turnDay(two.url, token, '2025-05-05')];
  const [first, second, third, fourth, ...others] = movers;
  for (const mover of [first, third]) mover?.moveTo(next);
  await answered(10, [...oldWriters, ...newWriters]);
  expect(await send(next.url, token, rating('B'))).toEqual(expect.any(Number));
  for (const mover of [first, third]) {
    await mover?.reaches((await readPosition(next.url, token)) - 20);
    mover?.moveTo(two);
  }
  await answered(10, [...oldWriters, ...newWriters]);
  for (const mover of [first, third, second, fourth, ...others]) mover?.moveTo(next);
  await answered(10, [...oldWriters, ...newWriters]);

  // Two provinces use one word: what each version counts stays apart, and an old one never takes one for the other.
  await countBeside(two, next, token);

  // The old ones go.
  await stopAll(oldWriters);
  await whenShown(stateOfOld, completedIn(await readLog(databaseUrl)));
  expect(await Promise.all([one.stop(), two.stop()])).toEqual([0, 0]);
  await answered(10, newWriters);
  expect(await readSparse(databaseUrl)).toEqual([]);
  turned.push(await turnDay(next.url, token, '2025-05-10'));
  await answered(10, newWriters);
  await stopAll(newWriters);

  const log = await readLog(databaseUrl);
  for (const { field, follower } of told) {
    await follower.reaches(log.findLast(({ kind }) => KINDS[field]?.test(kind))?.position ?? 0);
  }
  await whenShown(stateOfNew, completedIn(log));
  expect(await readPosition(next.url, token)).toBe(log.length);
  expectAllTold(told, turned, writers, log);
  // Written since the day turned without them, of what they could not read.
  const sparse = log.filter(({ position, kind }) => position >= (turned[1] ?? 0) && !kind.includes('.'));
  expect(await readSparse(databaseUrl)).toEqual(sparse.map(({ position }) => position));
  expect(await readDueByNow(next.url, token)).toBe(await countDue(databaseUrl));
  expect(await runGiaoban(['verify'], { folder, settings })).toMatchObject({
    code: 0,
    out: expect.stringContaining('Nothing differs'),
  });
});

async function countBeside(old: Version, next: Version, token: string): Promise<void> {
  const ask = async ({ url }: Version, query: string): Promise<unknown> =>
    requireData(await post<unknown, object>(url, query, {}, token));
  const about =
    'name: "Lượt", nameEn: "Visits", unit: "lượt", unitEn: "visits", overOrganizations: SUM, overMonths: LAST';
  const value = (more: string): string => `recordIndicatorValues(input: { values: [{ ${more}, month: "2025-01" }] })`;
  await ask(old, `mutation { defineIndicator(input: { organization: "A", code: "visits", ${about} }) { position } }`);
  await ask(next, `mutation { addIndicator(input: { organization: "B", code: "visits", ${about} }) { position } }`);
  await ask(old, `mutation { ${value(`organization: "${bodyOf(0)}", indicator: "visits", value: 3`)} { accepted } }`);
  await ask(next, `mutation { ${value('organization: "B", code: "visits", value: 40')} { accepted } }`);
  await ask(next, `mutation { ${value(`organization: "${bodyOf(1)}", code: "visits", value: 5`)} { accepted } }`);
  const figures = (organization: string): string =>
    `indicator(organization: "${organization}", code: "visits") { code figures(month: "2025-02") { atEnd } }`;
  expect(await ask(next, `{ a: ${figures(bodyOf(2))} b: ${figures('B')} }`)).toEqual({
    a: { code: 'visits', figures: { atEnd: 8 } },
    b: { code: 'visits', figures: { atEnd: 40 } },
  });
  expect(await ask(old, '{ indicator(code: "visits", month: "2025-02") { atEnd } }')).toEqual({
    indicator: { atEnd: 8 },
  });
}

type States = Follower<{ progress: { position: number; completed: number } }>;

function followState({ url }: Version, token: string): States {
  const state: States = follow(url, 'subscription { progress { position completed } }', {}, token);
  closers.add(state.stop);
  return state;
}

/** It ends up with the newest, and never goes back. */
async function whenShown({ received, waitFor }: States, completed: number): Promise<void> {
  while ((received.at(-1)?.progress.completed ?? -1) < completed) await waitFor(received.length + 1);
  const positions = received.map(({ progress }) => progress.position);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
}

function completedIn(log: readonly LogLine[]): number {
  return log.filter(({ kind }) => kind === 'COMPLETED').length;
}

function rating(organization: string) {
  const grades = { excellent: 3, good: 7, satisfactory: 1, unsatisfactory: 0 };
  return { name: 'recordRating', input: { organization, year: 2024, finishedOn: '2025-01-10', ...grades } };
}

async function turnDay(url: string, token: string, to: string): Promise<number> {
  const answer = await send(url, token, { name: 'turnDay', input: { to } });
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}

/** Positions of the entries whose totals the released version could not read. */
function readSparse(url: string): Promise<number[]> {
  return onDatabase(url, async (client) => {
    const sql = 'SELECT position FROM log_entry WHERE totals[1] < 0 ORDER BY position';
    const { rows } = await client.query<{ position: number }>(sql);
    return rows.map(({ position }) => position);
  });
}

/** Held or not; both turns of the day moved nothing away from a day that had come. */
function countDue(url: string): Promise<number> {
  return onDatabase(url, async (client) => {
    const sql = 'SELECT count(*)::integer AS due FROM congress WHERE planned_on <= (SELECT today FROM campaign)';
    const { rows } = await client.query<{ due: number }>(sql);
    return rows[0]?.due ?? -1;
  });
}

async function readDueByNow(url: string, token: string): Promise<number> {
  const answer = await post<{ progress: { dueByNow: number } }, object>(url, '{ progress { dueByNow } }', {}, token);
  return requireData(answer).progress.dueByNow;
}

async function readPosition(url: string, token: string): Promise<number> {
  const answer = await post<{ progress: { position: number } }, object>(url, '{ progress { position } }', {}, token);
  return requireData(answer).progress.position;
}

function readLog(url: string): Promise<LogLine[]> {
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<LogLine>('SELECT position, kind FROM log_entry ORDER BY position');
    return rows;
  });
}
