/** The chain of events is proven by previousCursor (P5): what comes twice is dropped, and what was missed is asked for. */
import { afterEach, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { openLyingServer, type Lies, type LyingServer, type Told } from './lying-server';
import { disposerOf, EVENTS, openImpatientClient, openScreen, type Screen } from './screen';
import type { Staleness } from '../../client/src/client.ts';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

const told = (position: number, after = position - 1): Told => ({
  cursor: `c${position}`,
  previousCursor: `c${after}`,
  node: { position, kind: 'CONGRESS_COMPLETED' },
});

async function openServer(lies: Lies): Promise<LyingServer> {
  const server = await openLyingServer(lies);
  closers.add(server.close);
  return server;
}

function show({ url }: LyingServer): Screen {
  const screen = openScreen(openImpatientClient(url, null));
  closers.add(screen.close);
  return screen;
}

test('what comes twice is shown once', async () => {
  const server = await openServer({ states: [3], streams: [[told(4), told(4), told(5), told(4), told(6)]] });
  const screen = show(server);
  await screen.until(() => screen.events.includes(6));
  expect(screen.events).toEqual([4, 5, 6]);
  expect(server.afters).toEqual(['c3']);
});

test('when something before an event did not come, the state is read again, and followed from there', async () => {
  const server = await openServer({ states: [3, 7], streams: [[told(4), told(6)], [told(8)]] });
  const screen = show(server);
  await screen.until(() => screen.events.includes(8));
  expect(screen.states).toEqual([
    { position: 3, why: 'BEGIN' },
    { position: 7, why: 'MISSED' },
  ]);
  expect(screen.events).toEqual([8]);
  expect(server.afters).toEqual(['c3', 'c7']);
});

test('an application that subscribes by itself is told that something is missing, and goes on where nothing is asked before', async () => {
  const server = await openServer({ head: 7, streams: [[told(4), told(6)], [told(8)]] });
  const client = openImpatientClient(server.url, null);
  closers.add(disposerOf(client));
  const stale: Staleness[] = [];
  client.onStale((why) => stale.push(why));
  const positions: number[] = [];
  await new Promise<void>((resolve, reject) => {
    client.subscribe<{ congressChanged: Told }>(
      { query: EVENTS, variables: { after: 'c3' } },
      {
        next: ({ data }) => {
          positions.push(data?.congressChanged.node.position ?? 0);
          if (positions.at(-1) === 8) resolve();
        },
        error: reject,
        complete: reject,
      },
    );
  });
  expect(positions).toEqual([4, 8]);
  expect(stale).toEqual(['MISSED']);
  expect(server.afters).toEqual(['c3', 'c7']);
});

test('a subscription that begins nowhere begins at the head, and so can go on from there', async () => {
  const server = await openServer({ head: 5, streams: [[told(6)]] });
  const client = openImpatientClient(server.url, null);
  closers.add(disposerOf(client));
  await new Promise((resolve, reject) => {
    client.subscribe({ query: EVENTS }, { next: resolve, error: reject, complete: () => undefined });
  });
  expect(server.afters).toEqual(['c5']);
});

test.each(['cursor', 'previousCursor'] as const)(
  'a subscription that does not select %s is told so, and no other ends with it',
  async (left) => {
    const { [left]: _left, ...bare } = told(4);
    const server = await openServer({ streams: [[bare], [told(4)]] });
    const client = openImpatientClient(server.url, null);
    closers.add(disposerOf(client));
    const payload = { query: EVENTS, variables: { after: 'c3' } };
    const subscribe = (): Promise<unknown> =>
      new Promise((resolve) => {
        client.subscribe(payload, { next: resolve, error: resolve, complete: () => undefined });
      });
    expect(await subscribe()).toMatchObject({
      message: expect.stringMatching(/^Select cursor and previousCursor/) as unknown,
    });
    expect(await subscribe()).toMatchObject({ data: { congressChanged: { node: { position: 4 } } } });
  },
);
