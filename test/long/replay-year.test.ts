/** `giaoban replay` plays the whole year of the whole country over the API, and ends each stage with the figures that are published. */
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { startGiaoban } from '../support/run-giaoban';
import { SECRET, startTestApp, type TestApp } from '../support/start-test-app';

/** Two minutes where nothing else runs, ten where much does. */
const MOST_MILLISECONDS = 1_800_000;

const cleanUp = openCleanUp();
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({}, { country: 'whole' });
  cleanUp.add(() => app.close());
});
afterAll(() => cleanUp.closeAll());

async function giaoban(...words: string[]): Promise<string> {
  const settings = { DATABASE_URL: app.databaseUrl, AUTH_JWT_SECRET: SECRET };
  const { code, out, err } = await startGiaoban(words, { folder: tmpdir(), settings }).ended;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

const play = (to: string): Promise<string> =>
  giaoban('replay', '--url', `${app.url}/graphql`, '--to', to, '--speed', 'max');

/** How many are held of how many, of one level as of a day. */
async function countHeld(level: string, asOf: string, within = 'VN'): Promise<[number, number]> {
  const document = `{ progress(level: ${level}, asOf: "${asOf}", within: "${within}") { completed planned } }`;
  const { progress } = await app.ask<{ progress: { completed: number; planned: number } }>(document);
  return [progress.completed, progress.planned];
}

interface Bodies {
  progress: { children: { edges: { node: { completed: number; planned: number; organization: { code: string } } }[] } };
}

/** The bodies below the root all of whose grassroots have met by the day. */
async function listThrough(asOf: string): Promise<string[]> {
  const { progress } = await app.ask<Bodies>(`{ progress(level: GRASSROOTS, asOf: "${asOf}") {
    children(first: 100) { edges { node { completed planned organization { code } } } } } }`);
  const through = progress.children.edges.filter(({ node }) => node.completed === node.planned);
  return through.map(({ node }) => node.organization.code).sort();
}

test(
  'up to 30 June: 51,985 of 52,105; Thái Bình, then Yên Bái, then Quảng Ninh are through',
  async () => {
    expect(await play('2020-06-30')).toMatch(/\n2020-06-30: 51,985 of 52,105 grassroots, /);
    expect(await countHeld('GRASSROOTS', '2020-06-30')).toEqual([51_985, 52_105]);
    expect(await listThrough('2020-06-04')).toEqual([]);
    expect(await listThrough('2020-06-05')).toEqual(['34']);
    expect(await listThrough('2020-06-10')).toEqual(['15', '34']);
    expect(await listThrough('2020-06-12')).toEqual(['15', '22', '34']);
  },
  MOST_MILLISECONDS,
);

test(
  'going on to 1 November: 67 of 67 on 29 October, and every counter is what a recount says',
  async () => {
    const out = await play('2020-11-01');
    expect(out).toMatch(/\n2020-10-31: 52,105 of 52,105 grassroots, .*, 67 of 67 centrally-run, 0 of 1 central\.\n/);
    expect(await countHeld('CENTRALLY_RUN', '2020-10-29')).toEqual([67, 67]);
    expect(await countHeld('GRASSROOTS', '2020-06-30')).toEqual([51_985, 52_105]);
    const [held, planned] = await countHeld('UPPER_GRASSROOTS', '2020-08-31');
    expect(held / planned).toBeGreaterThan(0.9);
    expect(await giaoban('verify')).toMatch(/^Nothing differs: /);
  },
  MOST_MILLISECONDS,
);
