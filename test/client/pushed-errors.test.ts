/** Results with errors reach the application when they come; only what refuses a subscription ends it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Answer, Client, Payload } from '../../client/src/client.ts';
import { watch } from '../../client/src/watch.ts';
import { openCleanUp } from '../support/clean-up';
import { disposerOf, openImpatientClient } from './screen';
import { openScriptedServer, type Script } from './scripted-server';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

async function openClient(script: Script): Promise<Client> {
  const server = await openScriptedServer(script);
  closers.add(server.close);
  const client = openImpatientClient(server.url, null, { transport: 'websocket' });
  closers.add(disposerOf(client));
  return client;
}

/** Says to each operation what stands in the next list; `end` completes it. */
function replay(...scripts: (object | 'end')[][]): { carry: NonNullable<Script['carry']>; sent: Payload[] } {
  const sent: Payload[] = [];
  return {
    sent,
    carry: (payload, say) => {
      sent.push(payload);
      for (const each of scripts.shift() ?? []) {
        if (each === 'end') say('complete');
        else say('next', each);
      }
    },
  };
}

/** What a sink is told, until it was told so many times. */
function listen(client: Client, payload: Payload, count: number): Promise<(Answer | string)[]> {
  return new Promise((resolve) => {
    const told: (Answer | string)[] = [];
    const hear = (each: Answer | string): void => {
      told.push(each);
      if (told.length === count) resolve(told);
    };
    client.subscribe(payload, {
      next: hear,
      error: (reason) => {
        hear(JSON.stringify(reason));
      },
      complete: () => {
        hear('complete');
      },
    });
  });
}

const faulty = (code: string): object => ({ message: code, extensions: { code } });
const state = (completed: number): object => ({ data: { progress: { completed } } });
const STATE = { query: 'subscription { progress { completed } }' };

test('a push without data is told when it comes, and ends nothing: the end of the stream is no end either', async () => {
  const failed = { data: null, errors: [faulty('BAD_USER_INPUT')] };
  const server = replay([state(1), failed, state(2), failed, 'end'], [state(3)]);
  const client = await openClient(server);
  expect(await listen(client, STATE, 5)).toEqual([state(1), failed, state(2), failed, state(3)]);
});

test('a refusal is told, and is the end', async () => {
  const refusal = { errors: [faulty('NOT_FOUND')] };
  const client = await openClient(replay([state(1), refusal, 'end']));
  expect(await listen(client, STATE, 3)).toEqual([state(1), refusal, 'complete']);
});

test.each([{ errors: [faulty('UNAVAILABLE')] }, { data: null, errors: [faulty('UNAVAILABLE')] }])(
  'what passes is not told: %j',
  async (away) => {
    const client = await openClient(replay([away, 'end'], [state(1)]));
    expect(await listen(client, STATE, 1)).toEqual([state(1)]);
  },
);

test('a state that is watched shows the error, and the next good one without it', async () => {
  const client = await openClient(replay([state(1), { data: null, errors: [faulty('BAD_USER_INPUT')] }, state(2)]));
  const watched = watch<{ progress: { completed: number } }, unknown>(client, STATE.query);
  const shown: unknown[] = [];
  await new Promise<void>((resolve) => {
    const leave = watched.onChange(() => {
      const { data, error, connection } = watched.current;
      if (connection === 'live') shown.push([data?.progress.completed, (error as { code?: string } | undefined)?.code]);
      if (data?.progress.completed === 2) resolve();
    });
    closers.add(() => {
      leave();
      return Promise.resolve();
    });
  });
  expect(shown).toEqual([
    [1, undefined],
    [1, 'BAD_USER_INPUT'],
    [2, undefined],
  ]);
});

test('a refusal ends what is followed, with its code', async () => {
  const head = JSON.stringify({ data: { progress: { cursor: 'c1' } } });
  const client = await openClient({
    ...replay([], [{ errors: [faulty('NOT_FOUND')] }, 'end'], [{ errors: [faulty('NOT_FOUND')] }, 'end']),
    answer: (_request, response) => response.end(head),
    carry: ({ query }, say) => {
      if (query.includes('DAY_TURNED')) return;
      say('next', { errors: [faulty('NOT_FOUND')] });
      say('complete');
    },
  });
  const states: string[] = [];
  const error = await new Promise((resolve) => {
    client.follow(
      {
        state: '{ progress { cursor } }',
        events: 'subscription ($after: Cursor) { congressChanged(after: $after) { cursor previousCursor } }',
      },
      { onState: (_state, why) => states.push(why), onEvent: resolve, onError: resolve },
    );
  });
  expect(error).toMatchObject({ name: 'GiaoBanError', code: 'NOT_FOUND' });
  expect(states).toEqual(['BEGIN']);
});

describe('pages are asked for by $after, too:', () => {
  const page = { data: { organizations: { pageInfo: { endCursor: 'p2' } } } };
  const QUERY = 'query ($after: Cursor) { organizations(first: 2, after: $after) { pageInfo { endCursor } } }';

  test.each([{ after: null }, { after: 'p1' }])('a query is sent as it is, with %j', async (variables) => {
    const server = replay([page, 'end']);
    const client = await openClient(server);
    expect(await listen(client, { query: QUERY, variables }, 2)).toEqual([page, 'complete']);
    expect(server.sent).toEqual([{ query: QUERY, variables }]);
  });

  test('a state with a page of its own is sent as it is', async () => {
    const query = `subscription ($after: Cursor) { progress { completed children(first: 2, after: $after) { totalCount } } }`;
    const server = replay([state(1), 'end'], [state(2)]);
    const client = await openClient(server);
    expect(await listen(client, { query, variables: { after: 'p1' } }, 2)).toEqual([state(1), state(2)]);
    expect(server.sent.map(({ variables }) => variables)).toEqual([{ after: 'p1' }, { after: 'p1' }]);
  });
});

test('events go on by the variable that their field takes as after, whatever its name', async () => {
  const query = 'subscription ($since: Cursor) { congressChanged(after: $since) { cursor previousCursor } }';
  const event = { data: { congressChanged: { cursor: 'c2', previousCursor: 'c1' } } };
  const server = replay([event, 'end'], [event, { data: { congressChanged: { cursor: 'c3', previousCursor: 'c2' } } }]);
  const client = await openClient(server);
  await listen(client, { query, variables: { since: 'c1' } }, 2);
  expect(server.sent.map(({ variables }) => variables)).toEqual([{ since: 'c1' }, { since: 'c2' }]);
});

test('a budget that is used up is waited for: over a socket as over HTTP', async () => {
  const refusal = [{ message: 'Wait.', extensions: { code: 'LIMIT', retryAfter: 0 } }];
  let asked = 0;
  const client = await openClient({
    carry: (_payload, say) => {
      asked += 1;
      if (asked <= 2) say('error', refusal);
      else say('next', state(asked));
    },
  });
  expect(await listen(client, STATE, 1)).toEqual([state(3)]);
});

test('a limit that waiting does not lift is told', async () => {
  const refusal = [{ message: 'Too deep.', extensions: { code: 'LIMIT', limit: 15, actual: 16 } }];
  const client = await openClient({
    carry: (_payload, say) => {
      say('error', refusal);
    },
  });
  const [told] = await listen(client, STATE, 1);
  expect(JSON.parse(told as string)).toMatchObject([{ message: 'Too deep.' }]);
});
