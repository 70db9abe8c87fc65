/** The first minutes of a newcomer: the two commands of README.md, and its examples, in a place where nothing is yet. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openFreshPlace, type Command, type FreshPlace } from './open-fresh-place';
import { readReadme, type Readme } from './read-readme';

const ROOT = join(__dirname, '..', '..');
const ADDRESS = '127.0.0.1:4000';
const READY = /Ctrl-C stops the server\.\n/;

const readme = readReadme(join(ROOT, 'README.md'));
let place: FreshPlace;
let address: string;
let server: Command;

beforeAll(async () => {
  // The address of the README where it is free, as it is for a newcomer; else another one, put into the examples.
  const port = (await isFree(4000)) ? {} : { PORT: '0' };
  place = openFreshPlace(port);
});
afterAll(() => {
  for (const line of place.processes()) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  place.remove();
});

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  const isListening = await Promise.race([
    once(probe, 'listening').then(() => true),
    once(probe, 'error').then(() => false),
  ]);
  probe.close();
  return isListening;
}

/** All but npm's own news of a newer npm. */
function complaintsOf(command: Command): string[] {
  return command
    .err()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('npm notice'));
}

/** Runs an example, and gives back what it prints. */
async function run(example: string): Promise<string> {
  const command = place.start(example.replaceAll(ADDRESS, address));
  expect(await command.ended).toBe(0);
  expect(command.err()).toBe('');
  return command.out().trimEnd();
}

test('npm ci && npm start install, build and serve, and npm has nothing to warn of', async () => {
  server = place.start(readme.install);
  await server.until(READY);
  expect(`${server.out()}${server.err()}`).not.toMatch(/npm (warn|error)|deprecated|vulnerabilit/i);
  address = /GraphQL +http:\/\/(\S+)\/graphql/.exec(server.out())?.[1] ?? '';
  expect(complaintsOf(server)).toEqual([]);
});

test('the first address that it prints is that of the page, which has the campaign in it', async () => {
  const [first = ''] = /http:\S+/.exec(server.out().slice(server.out().indexOf('Giao Ban is ready'))) ?? [];
  expect(first).toBe(`http://${address}/`);
  const page = await fetch(first, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('id="state"');
});

/** Asked in the order of reading: what stands behind the mutation has its figures. */
async function expectAnswers(shown: Readme['shown']): Promise<void> {
  expect(shown.length).toBeGreaterThan(0);
  for (const { document, answer } of shown) {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: document });
    const response = await fetch(`http://${address}/graphql`, { method: 'POST', headers, body });
    expect(await response.json()).toEqual(JSON.parse(answer));
  }
}

test('the questions that the README shows first are answered as it shows', () => expectAnswers(readme.shown));

test('the query of the README prints its answer', async () => {
  expect(await run(readme.query)).toBe(readme.queryAnswer);
});

test('the mutation of the README prints its answer, and the subscription its event', async () => {
  const token = /^ {2}reporter +(\S+)$/m.exec(server.out())?.[1] ?? '';
  expect(readme.mutation).toMatch(/^TOKEN=…$/m);
  const watch = place.start(`${readme.watch}${address === ADDRESS ? '' : ` --url ws://${address}/graphql`}`);
  try {
    await watch.until(/^Watching everything/m);
    expect(await run(readme.mutation.replace('TOKEN=…', `TOKEN=${token}`))).toBe(readme.mutationAnswer);
    await watch.until(/COMPLETED.*\n/);
    expect(watch.out().trimEnd()).toBe(readme.event);
  } finally {
    watch.interrupt();
    await watch.ended;
  }
});

test('the questions that it shows after the mutation are answered as it shows', () => expectAnswers(readme.shownLater));

test('the README in Vietnamese has the same commands, questions and answers', () => {
  const { shown, shownLater, ...others } = readReadme(join(ROOT, 'README.vi.md'));
  expect({ ...readme, ...others }).toEqual(readme);
  expect(readme.shown).toEqual(expect.arrayContaining(shown));
  expect(readme.shownLater).toEqual(expect.arrayContaining(shownLater));
});

test('Ctrl-C stops the server and its database, and nothing is left running', async () => {
  expect(place.processes().some((line) => line.includes('bin/postgres'))).toBe(true);
  server.interrupt();
  // A shell that was interrupted, too, ends by that.
  expect([0, 130, 'SIGINT']).toContain(await server.ended);
  expect(server.out()).toMatch(/Stopping: .*\nStopped\.\n$/);
  expect(complaintsOf(server)).toEqual([]);
  expect(place.processes()).toEqual([]);
  expect(existsSync(join(place.project, '.data', 'lock'))).toBe(false);
});

test('a later start has the data, and a signal to npm alone ends all of it too', async () => {
  server = place.start('exec npm start');
  await server.until(READY);
  expect(server.out()).not.toContain('Loading the demo country');
  expect(server.out()).not.toContain('left running');
  address = /GraphQL +http:\/\/(\S+)\/graphql/.exec(server.out())?.[1] ?? '';
  expect(await run(readme.query)).toBe(
    readme.queryAnswer.replace('"completed":33', '"completed":34').replace('54351', '54352'),
  );
  server.child.kill('SIGTERM');
  await server.ended;
  expect(server.out()).toMatch(/Stopped\.\n$/);
  expect(place.processes()).toEqual([]);
});
