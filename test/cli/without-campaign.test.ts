/** A folder in which nothing is yet: only `serve` and `demo` load the demo there, every other command says what to do. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { runGiaoban } from '../support/run-giaoban';
import { runHere } from '../support/run-here';

const FOLDER = join(__dirname, '..', '..', 'examples', 'campaign');
const FILES = ['campaign.json', 'organizations.csv', 'plans.csv'];
const COMMANDS = [['export', 'congresses'], ['briefing', '2020-03'], ['verify']];

const cleanUp = openCleanUp();
let dataDirectory: string;

beforeAll(async () => {
  dataDirectory = await freshDataDirectory();
  cleanUp.add(() => removeDataDirectory(dataDirectory));
});

afterAll(() => cleanUp.closeAll());

const giaoban = (words: readonly string[], settings: Record<string, string> = {}) =>
  runHere(words, { folder: FOLDER, settings: { DATA_DIR: dataDirectory, ...settings } });

describe('a command that reads', () => {
  test.each(COMMANDS)('%s makes nothing, and says what to do', async (...words) => {
    const { code, out, err } = await giaoban(words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^giaoban: \S+ \(DATA_DIR\) holds no campaign yet\. Import your own with `giaoban import [^`]+`, or load the demo country with `giaoban demo`; [^\n]+\n$/,
    );
    expect(existsSync(dataDirectory)).toBe(false);
  });

  test('says it in Vietnamese, too', async () => {
    const { code, err } = await giaoban(['export', 'congresses'], { LC_ALL: 'vi_VN.UTF-8', LANG: 'C' });
    expect(code).toBe(1);
    expect(err).toMatch(/^giaoban: Thư mục \S+ \(DATA_DIR\) chưa có đợt đại hội nào\. /);
  });
});

test('a database that was only migrated is left without the demo, and takes a campaign', async () => {
  expect((await giaoban(['migrate'])).out).toMatch(/^The database is up to date: /);
  for (const words of COMMANDS) expect((await giaoban(words)).err).toMatch(/holds no campaign yet\. /);
  expect(await giaoban(['import', ...FILES])).toMatchObject({ code: 0 });
  expect((await giaoban(['verify'])).out).toMatch(/^Nothing differs: 9 congresses/);
});

test('the demo in a folder gives way, and its tokens with it', async () => {
  const other = join(dirname(dataDirectory), 'demo');
  const settings = { DATA_DIR: other };
  expect(await giaoban(['demo'], settings)).toMatchObject({ code: 0, out: 'The demo country is loaded.\n' });
  const secret = join(other, 'token.secret');
  expect(existsSync(secret)).toBe(true);
  expect(await giaoban(['import', ...FILES], settings)).toMatchObject({ code: 1 });
  expect(existsSync(secret)).toBe(true);
  expect(await giaoban(['import', '--replace-demo', '--dry-run', ...FILES], settings)).toMatchObject({ code: 0 });
  expect(existsSync(secret)).toBe(true);
  expect(await giaoban(['import', '--replace-demo', ...FILES], settings)).toMatchObject({ code: 0 });
  expect(existsSync(secret)).toBe(false);
  await rm(other, { recursive: true });
});

test('without a command there is help, and nothing is made', async () => {
  const folder = dirname(dataDirectory);
  const { code, out, err } = await runGiaoban([], { folder, settings: { DATA_DIR: join(folder, 'none') } });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Usage: giaoban /);
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
