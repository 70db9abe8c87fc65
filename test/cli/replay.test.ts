/** `giaoban replay`: plays the demo's year over the API of a running server, and goes on from what is recorded. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { Stopped } from '../../src/process/stopping';
import { openCleanUp } from '../support/clean-up';
import { onDatabase } from '../support/oracle-log';
import { expectPlayed, newestPosition, readPlayed } from '../support/read-played';
import type { Ended } from '../support/run-giaoban';
import { runHere } from '../support/run-here';
import { startImportedCountry } from '../support/start-imported-country';
import { SECRET, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { openTcpProxy } from '../support/tcp-proxy';
import { waitInDatabase } from '../support/wait-in-database';

/** Until 14 March all of its bodies are in the small country, too. */
const LAST_DAY = '2020-03-14';
const GIVEN = { folder: tmpdir(), settings: { AUTH_JWT_SECRET: SECRET } };

const cleanUp = openCleanUp();
let app: TestApp;
let loaded: number;

beforeAll(async () => {
  app = await startTestApp();
  cleanUp.add(() => app.close());
  loaded = await newestPosition(app.databaseUrl);
});
afterAll(() => cleanUp.closeAll());

const run = (...more: string[]): Promise<Ended> => runHere(['replay', '--url', `${app.url}/graphql`, ...more], GIVEN);

/** Resolves when so much has been recorded since the demo was loaded. */
async function untilRecorded(count: number): Promise<void> {
  await onDatabase(app.databaseUrl, (client) =>
    waitInDatabase(client, `SELECT FROM log_head WHERE position >= ${loaded + count}`),
  );
}

describe('is refused with what to do, before anything is recorded', () => {
  test.each([
    [
      'from a later day than the server is at',
      ['--from', '2020-03-01'],
      /is 2020-02-29, before --from 2020-03-01: .*Leave --from out/,
    ],
    [
      'to a day that has passed',
      ['--to', '2020-02-28'],
      /is 2020-02-29, after --to 2020-02-28: the day cannot be turned back/,
    ],
    [
      'to a day after the campaign',
      ['--to', '2021-02-03'],
      /--to 2021-02-03 is after the campaign, which ends on 2021-02-01/,
    ],
    ['at no speed', ['--speed', '0'], /'0' is invalid\. Use a number of days a second .* or max\./],
    ['at no rate', ['--rate', 'x'], /'x' is invalid\. Use a number of events a second/],
    [
      'at a speed and a rate',
      ['--speed', '1', '--rate', '1'],
      /'--rate <events>' cannot be used with option '--speed <days>'/,
    ],
    [
      'at an address that is none',
      ['--url', 'localhost:4000'],
      /--url is "localhost:4000", which is not an address of HTTP/,
    ],
    [
      'on another machine, without a token',
      ['--url', 'http://192.0.2.1/graphql'],
      /is not on this machine: give an ADMIN's token/,
    ],
    ['with a token that is none', ['--token', 'x'], /The authorization is not "Bearer" and a token/],
  ])('%s', async (_name, more, message) => {
    const { code, err } = await run(...more);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(message) });
    expect(await newestPosition(app.databaseUrl)).toBe(loaded);
  });

  test('where nobody listens', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    const url = `http://127.0.0.1:${port}/graphql`;
    expect(await run('--url', url)).toMatchObject({
      code: 1,
      err: `giaoban: There is no server that answers at ${url}: nobody listens there. Start one with \`npx giaoban serve\`, or say with --url where it is.\n`,
    });
  });

  test('at another address of the server', async () => {
    const { code, err } = await run('--url', `${app.url}/graphqls`);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^giaoban: The server answers 404 there/) });
  });

  test.each([
    [
      'with a secret that is not that of the server',
      { AUTH_JWT_SECRET: `not ${SECRET}` },
      /Give the server's DATA_DIR or AUTH_JWT_SECRET/,
    ],
    [
      'without a secret, and makes none',
      { DATA_DIR: '/nowhere/at/all' },
      /\/nowhere\/at\/all \(DATA_DIR\) holds no secret/,
    ],
  ])('%s', async (_name, settings: Record<string, string>, message) => {
    const words = ['replay', '--url', `${app.url}/graphql`];
    const { code, err } = await runHere(words, { folder: tmpdir(), settings });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(message) });
  });

  test.each([
    [Role.REPORTER, 'VN'],
    [Role.ADMIN, '01'],
  ])('with a token of %s of %s', async (role, organization) => {
    const { code, err } = await run('--token', await tokenFor(role, organization));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`The token says ${role} of ${organization}, and turning the day takes ADMIN of VN`),
    });
  });

  test('where another campaign is served', async () => {
    const other = await startImportedCountry();
    cleanUp.add(other.close);
    const { code, err } = await run('--url', `${other.url}/graphql`, '--token', other.admin);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/holds the campaign ".+" .*, and not the demo country/),
    });
  });
});

describe('plays the days as the generator has them, each thing once, in its order', () => {
  afterAll(async () => {
    // Whatever stopped it in between: nothing is missing, and nothing is there twice.
    expect(await readPlayed(app.databaseUrl, loaded)).toEqual(await expectPlayed('2020-02-29', LAST_DAY));
  });

  test('as fast as it goes, and says what it does', async () => {
    const { code, out, err } = await run('--from', '2020-02-29', '--to', '2020-03-04', '--speed', 'max');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      `Playing from 2020-02-29 to 2020-03-04 at ${app.url}/graphql. Ctrl-C stops; the same command goes on from there.`,
      expect.stringMatching(
        /^2020-02-29: 295 of [\d,]+ grassroots, 0 of [\d,]+ upper-grassroots, 0 of 67 centrally-run/,
      ),
      '2020-03-02: 5 recorded, 94 % of 405.',
      '2020-03-03: 9 recorded, 97 % of 405.',
      '2020-03-04: 12 recorded, 100 % of 405.',
      expect.stringMatching(/^2020-03-04: 317 of /),
      'Played: the business day is 2020-03-04.',
      '',
    ]);
    expect(await readPlayed(app.databaseUrl, loaded)).toEqual(await expectPlayed('2020-02-29', '2020-03-04'));
  });

  test('stopped in the middle of a day, and says where it is', async () => {
    const stop = new AbortController();
    const words = ['replay', '--url', `${app.url}/graphql`, '--to', LAST_DAY, '--rate', '60'];
    const playing = runHere(words, GIVEN, stop.signal);
    await untilRecorded(60);
    stop.abort(new Stopped());
    expect(await playing).toMatchObject({
      code: 130,
      err: expect.stringMatching(
        /^Stopped: the business day is 2020-03-0\d, \d+ of 619 are recorded\. The same command goes on from there\.\n$/,
      ),
    });
  });

  test('going on over a line that breaks: what was under way is not known, and the server is asked', async () => {
    const proxy = await openTcpProxy(app.url);
    cleanUp.add(proxy.close);
    const playing = run('--url', `${proxy.url}/graphql`, '--to', LAST_DAY, '--rate', '100');
    await untilRecorded(120);
    proxy.cut();
    const { code, out } = await playing;
    expect(code).toBe(0);
    expect(out).toMatch(
      /\nLost the server: [^\n]+; trying again\.\nThe server is back: going on from what it has recorded\.\n/,
    );
  });

  test('again: nothing is left, and nothing is recorded', async () => {
    const newest = await newestPosition(app.databaseUrl);
    const { code, out } = await run('--to', LAST_DAY, '--speed', 'max');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/\nPlayed: the business day is 2020-03-14\.\n$/),
    });
    expect(await newestPosition(app.databaseUrl)).toBe(newest);
  });
});

describe('where the server differs from the demo', () => {
  let other: TestApp;
  let before: number;
  const runThere = (...more: string[]) => run('--url', `${other.url}/graphql`, ...more);

  beforeAll(async () => {
    other = await startTestApp();
    cleanUp.add(() => other.close());
    before = await newestPosition(other.databaseUrl);
  });

  test('days that were turned without their reports are caught up with; a report that says something else stays, and is told', async () => {
    const expected = await expectPlayed('2020-02-29', '2020-03-10');
    const particulars = (lines: string[]): string[] =>
      lines.filter((line) => line.includes(' COMPLETED ')).map((line) => line.slice('2020-03-02 COMPLETED '.length));
    const [code = ''] = particulars(expected).at(-1)?.split(' ') ?? [];
    const report = `{ organization: "${code}", heldOn: "2020-02-20" }`;
    await other.ask(`mutation { reportCongressCompleted(input: ${report}) { position } }`);
    await other.ask('mutation { turnDay(input: { to: "2020-03-09" }) { position } }');
    const { code: exit, out } = await runThere('--to', '2020-03-10', '--speed', 'max');
    expect(exit).toBe(0);
    expect(out.split('\n').at(-2)).toBe(
      `1 left out, of which the server has something else. The first: ${code}: The congress was reported held on 2020-02-20, with other particulars. Use correctCongressReport to change that report, with a reason.`,
    );
    const left = particulars(expected).filter((line) => !line.startsWith(`${code} `));
    expect(particulars(await readPlayed(other.databaseUrl, before)).sort()).toEqual(
      [...left, `${code} 2020-02-20`].sort(),
    );
  });

  test('an organization that is missing ends it; what came before is recorded', async () => {
    const { code, err } = await runThere('--to', '2020-03-16', '--speed', 'max');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^giaoban: The server has no organization [\d.]+, which the demo country has: /),
    });
    expect((await other.ask<{ campaign: { today: string } }>('{ campaign { today } }')).campaign.today).toBe(
      '2020-03-16',
    );
  });
});
