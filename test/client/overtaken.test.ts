/** Two real connections that overtake each other: an answer is held up on HTTP while pushes go on over WebSocket (P18). */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { createClient, type Client } from '../../client/src/client.ts';
import { openCleanUp } from '../support/clean-up';
import { carryOut } from '../support/command';
import { openApolloScreen } from './apollo-screen';
import type { CachedServer, OpenScreen, Screen } from './cached-screen';
import { openPlantedServer, type PlantedServer } from './recorded-log';
import { openRelayScreen } from './relay-screen';
import { openUrqlScreen } from './urql-screen';

const cleanUp = openCleanUp();
let planted: PlantedServer;
let client: Client;
let server: CachedServer;
/** Answers that were read, and are not handed over yet. */
let held: (() => void)[];
let isHolding: boolean;
let look: () => void;

beforeEach(async () => {
  planted = await openPlantedServer(cleanUp);
  client = createClient({
    url: planted.url,
    identify: () => ({ authorization: planted.authorization }),
    webSocketImpl: WebSocket,
  });
  cleanUp.add(() => {
    client.dispose();
    return Promise.resolve();
  });
  held = [];
  isHolding = false;
  look = () => undefined;
  const fetch: Client['fetch'] = async (_anyUrl, init) => {
    const response = await client.fetch(`${planted.url}/graphql`, init);
    const text = await response.text();
    if (isHolding) {
      await new Promise<void>((resolve) => {
        held.push(resolve);
        look();
      });
    }
    return new Response(text, response);
  };
  server = { subscribe: client.subscribe, onStale: client.onStale, fetch };
});
afterEach(() => cleanUp.closeAll());

function untilHeld(): Promise<void> {
  return new Promise((resolve) => {
    look = resolve;
    if (held.length > 0) resolve();
  });
}

const completedIn = ({ shown }: Screen): unknown[] =>
  shown.headline.map(({ progress }) => (progress as { completed: number }).completed);

/** The screen shows one congress completed by a push, while an answer from before is held up; then that arrives. */
async function overtake(open: OpenScreen, isOrdered: boolean): Promise<unknown[]> {
  const screen = open(server, isOrdered);
  cleanUp.add(() => {
    screen.close();
    return Promise.resolve();
  });
  const { shown } = screen;
  const shows = (completed: number): Promise<void> => shown.until(() => completedIn(screen).at(-1) === completed);
  const report = (organization: number): Promise<unknown> =>
    carryOut(planted.database.dataSource, { key: null, name: 'report', organization, days: 0, attended: null });
  await shown.until(() => shown.headline.length > 0 && shown.list.length > 0 && shown.pushes > 0);
  isHolding = true;
  // Another query than that of the screen: Apollo Client shows nothing new of one that is being asked again.
  screen.glance();
  await untilHeld();
  await report(3);
  await shows(1);
  isHolding = false;
  for (const release of held) release();
  if (isOrdered) {
    // Nothing else is handed on before the answer to the second asking.
    await report(4);
    await shows(2);
  } else {
    await shows(0);
  }
  return completedIn(screen);
}

const ascending = (values: readonly unknown[]): unknown[] => [...values].sort((a, b) => Number(a) - Number(b));

describe.each<[string, OpenScreen]>([
  ['Apollo Client', openApolloScreen],
  ['urql with graphcache', openUrqlScreen],
  ['Relay', openRelayScreen],
])('an answer that comes after a newer push, through %s,', (_name, open) => {
  test('is asked for again: the number on the screen only grows', async () => {
    const completed = await overtake(open, true);
    expect(completed).toEqual(ascending(completed));
  });

  test('would take the number on the screen back', async () => {
    const completed = await overtake(open, false);
    expect(completed).not.toEqual(ascending(completed));
  });
});
