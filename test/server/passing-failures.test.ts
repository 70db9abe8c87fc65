/** P8, P19: a failure that passes is told to those who asked then, and to nobody after it has passed. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { lead, plantSmallTree, startReplaceable, write, type ReplaceableServer } from '../support/replaceable-servers';
import { cloneTemplate } from '../support/templates';
import { tokenFor } from '../support/start-test-app';
import { connect } from '../support/raw-socket';
import { askWhole, type AskedWhole } from '../support/whole-answers';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

const ASKED: AskedWhole = { query: '{ progress { planned completed position } campaign { today } }' };

interface Told {
  errors?: { extensions: { code: string; retry?: boolean } }[];
  data?: { progress: { position: number } | null };
}

async function open() {
  const { url, drop } = await cloneTemplate('empty');
  closers.add(drop);
  await plantSmallTree(url);
  const server = await startReplaceable(url, closers);
  const token = await tokenFor(Role.VIEWER, 'O0');
  const ask = async (method: 'GET' | 'POST' = 'POST') => {
    const { body, status, headers } = await askWhole(server.app.url, token, ASKED, { method });
    return { status, headers, told: JSON.parse(body) as Told };
  };
  return { url, server, token, ask };
}

function cutOff({ line }: ReplaceableServer): void {
  line.refuse();
  line.cut();
}

function expectAway({ errors }: Told): void {
  expect(errors?.map(({ extensions: { code, retry } }) => ({ code, retry }))).toEqual(
    errors?.map(() => ({ code: 'UNAVAILABLE', retry: true })),
  );
  expect(errors).not.toHaveLength(0);
  expect(errors).toBeDefined();
}

describe.each([true, false])('while the database is away, remembered before: %s', (isRemembered) => {
  test('it is said that it is away, and the right answer is given once it is back', async () => {
    const { url, server, ask } = await open();
    if (isRemembered) expect((await ask()).told.data?.progress?.position).toBe(6);
    cutOff(server);
    await write(url, 2);
    for (const method of ['POST', 'GET', 'POST', 'GET'] as const) {
      const { told, headers } = await ask(method);
      expectAway(told);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('etag');
    }
    lead(server, url);
    const { told } = await ask();
    expect(told).toMatchObject({ data: { progress: { position: 8 } } });
    expect(told.errors).toBeUndefined();
  });
});

test('who asks over a socket is told so too, and goes on with it', async () => {
  const { url, server, token } = await open();
  const raw = await connect(server.app.url, token);
  const askSocket = async (): Promise<Told> => {
    raw.send({ type: 'subscribe', id: '1', payload: ASKED });
    const message = await raw.next();
    if (message.type === 'error') return { errors: message.payload as Told['errors'] & object };
    expect((await raw.next()).type).toBe('complete');
    return message.payload as Told;
  };
  expect((await askSocket()).data?.progress?.position).toBe(6);
  cutOff(server);
  expectAway(await askSocket());
  expectAway(await askSocket());
  await write(url, 1);
  lead(server, url);
  expect((await askSocket()).data?.progress?.position).toBe(7);
  raw.socket.terminate();
});

test('a line that breaks in the middle of an answer is told to all who wait for it, and is forgotten', async () => {
  const { url, server, ask } = await open();
  await ask();
  await write(url, 1);
  server.line.stallClient();
  const waiting = Array.from({ length: 10 }, () => ask());
  await new Promise(setImmediate);
  cutOff(server);
  server.line.flow();
  for (const { told } of await Promise.all(waiting)) {
    if (told.errors !== undefined) expectAway(told);
  }
  lead(server, url);
  expect((await ask()).told).toMatchObject({ data: { progress: { position: 7 } } });
});
