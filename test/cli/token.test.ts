/** `giaoban token`: for whom, for what and for how long is said; an organization that is not there gets none. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { openCleanUp } from '../support/clean-up';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { cloneTemplate } from '../support/templates';
import { openEmptyDatabase } from '../support/open-empty-database';
import { runGiaoban, type Ended } from '../support/run-giaoban';
import { runHere } from '../support/run-here';
import { startServerProcess } from '../support/server-process';
import { post } from '../support/start-test-app';

const FOLDER = join(__dirname, '..', '..', 'examples', 'campaign');
const FILES = ['campaign.json', 'organizations.csv', 'plans.csv', 'reports.csv'];
const SECRET = 'a secret of thirty-two bytes, or more';
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+\n$/;
const DAY = 86_400;

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

/** Whoever wants a token of this organization, with these settings. */
function ask(settings: Record<string, string>, organization: string, ...words: string[]): Promise<Ended> {
  return runHere(typed(organization, words), { folder: FOLDER, settings });
}

function typed(organization: string, words: readonly string[] = []): string[] {
  return ['token', '--role', 'REPORTER', '--organization', organization, ...words];
}

describe('on the embedded database', () => {
  let settings: Record<string, string>;

  beforeAll(async () => {
    const dataDirectory = await freshDataDirectory();
    cleanUp.add(() => removeDataDirectory(dataDirectory));
    settings = { DATA_DIR: dataDirectory };
  });

  test('where there is none yet it is refused, and nothing is made', async () => {
    const { code, out, err } = await ask(settings, 'TW');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^giaoban: \S+ \(DATA_DIR\) holds no database yet: [^\n]+ With --unchecked [^\n]+\n$/);
    expect(existsSync(settings['DATA_DIR'] ?? '')).toBe(false);
  });

  test('with the server stopped, and beside it: both are good for it', async () => {
    await runHere(['import', ...FILES], { folder: FOLDER, settings });
    const apart = await runGiaoban(typed('AH.CT'), { folder: FOLDER, settings });
    expect(apart.err).toMatch(/^A token for "demo", REPORTER of AH\.CT \([^)]+\), until \d{4}-\d\d-\d\dT[\d:]+Z\.\n$/);
    const server = await startServerProcess(settings);
    cleanUp.add(() => server.kill('SIGTERM'));
    const beside = await ask(settings, 'AH.CT', '--subject', 'chau-thanh', '--expires', '90m');
    for (const { code, out } of [apart, beside]) {
      expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(TOKEN) });
      const { data } = await post(server.url, '{ viewer { role } }', {}, out.trim());
      expect(data).toEqual({ viewer: { role: 'REPORTER' } });
    }
    expect(lifetimeOf(apart)).toBe(30 * DAY);
    expect(lifetimeOf(beside)).toBe(90 * 60);
    const wrong = await ask(settings, 'VN');
    expect({ code: wrong.code, out: wrong.out }).toEqual({ code: 1, out: '' });
    expect(wrong.err).toMatch(/^giaoban: There is no organization "VN" here \(--organization\)\. The root is "TW", /);
  });
});

describe('on a database of DATABASE_URL', () => {
  let settings: Record<string, string>;

  beforeAll(async () => {
    const database = await cloneTemplate('small');
    cleanUp.add(() => database.drop());
    settings = { DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET };
  });

  test('an organization that is there gets one, one that is not there gets none', async () => {
    expect(await ask(settings, '01.002')).toMatchObject({ code: 0, out: expect.stringMatching(TOKEN) });
    const { code, out, err } = await ask(settings, '99');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^giaoban: There is no organization "99" here [^\n]+The root is "VN", [^\n]+\n$/);
    expect(err).not.toContain('--unchecked');
  });

  test('one that does not expire only when it is asked for, and it says so', async () => {
    const forGood = await ask(settings, 'VN', '--expires', 'never');
    expect(decodeJwt(forGood.out.trim()).exp).toBeUndefined();
    expect(forGood.err).toMatch(
      /^A token for "demo", REPORTER of VN \([^)]+\), without an end: it is valid as long as the secret\.\n$/,
    );
  });

  test('a database that cannot be asked refuses it, and --unchecked does without', async () => {
    const url = new URL(settings['DATABASE_URL'] ?? '');
    url.port = '1';
    const away = { ...settings, DATABASE_URL: url.href };
    const refused = await ask(away, '99');
    expect({ code: refused.code, out: refused.out }).toEqual({ code: 1, out: '' });
    expect(refused.err).toMatch(
      /^giaoban: DATABASE_URL points to \S+, where nothing answers: .+ With --unchecked .+\n$/,
    );
    const made = await ask(away, '99', '--unchecked');
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(TOKEN) });
    expect(made.err).toContain('REPORTER of 99 (which was not looked up)');
  });

  test('an empty one has no organizations', async () => {
    const empty = await openEmptyDatabase();
    cleanUp.add(() => empty.drop());
    const { code, err } = await ask({ ...settings, DATABASE_URL: empty.url }, 'VN');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('holds no organizations yet') });
  });
});

function lifetimeOf({ out }: Ended): number {
  const { iat = 0, exp = 0 } = decodeJwt(out.trim());
  return exp - iat;
}
