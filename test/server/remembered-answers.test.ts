/** P19, P20: what is remembered is given for one look at the log, to those with the same rights, and never after a change that was answered before. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { GivenAnswer } from '../../src/answers/answers-by-position';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { HEAD } from '../../src/feed/log';
import { SetCongressPilotDocument } from '../generated/operations';
import { connect, type RawSocket } from '../support/raw-socket';
import { spyStatements } from '../support/spy-statements';
import { findPlanned } from '../support/stream-reports';
import { post, requireData, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { askWhole } from '../support/whole-answers';

const RICH = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };
const PROGRESS = { query: '{ progress(pilot: true) { planned completed position } campaign { today } }' };

interface Shown {
  data: { progress: { planned: number; position: number } };
  extensions: { position: number };
}

let app: TestApp;
/** Another process on the same database, which knows nothing of the first one. */
let other: App;
let admin: string;
let viewer: string;
let codes: string[];
const origins: string[] = [];
const note = (message: unknown): void => {
  origins.push((message as GivenAnswer).origin);
};

beforeAll(async () => {
  app = await startTestApp(RICH);
  other = await startOn(app.databaseUrl, RICH);
  admin = await tokenFor(Role.ADMIN);
  viewer = await tokenFor(Role.VIEWER);
  codes = await findPlanned(app.url, admin, 20, { within: '01' });
  subscribe('giaoban.answers.given', note);
});
beforeEach(() => {
  origins.length = 0;
});
afterAll(async () => {
  unsubscribe('giaoban.answers.given', note);
  await other.close();
  await app.close();
});

const pilots = new Map<string, boolean>();

/** Turns a flag of one congress over, and gives back at which position. */
async function change(url: string, code: string): Promise<number> {
  const pilot = !(pilots.get(code) ?? false);
  pilots.set(code, pilot);
  const input = { organization: code, pilot };
  const { setCongressPilot } = requireData(await post(url, SetCongressPilotDocument, { input }, admin));
  return setCongressPilot!.position;
}

async function ask(url: string, token = viewer): Promise<{ shown: Shown; body: string }> {
  const { body, status } = await askWhole(url, token, PROGRESS);
  expect(status).toBe(200);
  return { shown: JSON.parse(body) as Shown, body };
}

/** Texts of the statements that are sent while it is done, but those by which servers follow the log. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { sent, stop } = spyStatements();
  try {
    await work();
  } finally {
    stop();
  }
  return sent.map(({ text }) => text);
}

describe('asked again without a change', () => {
  test('P20: it takes one look, and is the same, byte for byte, whoever asks', async () => {
    const { body } = await ask(app.url);
    const someone = await tokenFor(Role.REPORTER, 'VN', 'somebody else');
    await ask(app.url, someone);
    origins.length = 0;
    const bodies: string[] = [];
    const statements = await statementsOf(async () => {
      for (const token of [viewer, someone, admin]) bodies.push((await ask(app.url, token)).body);
    });
    expect(bodies).toEqual([body, body, body]);
    expect(origins).toEqual(['remembered', 'remembered', 'remembered']);
    expect(statements.filter((text) => text === HEAD).length).toBeLessThanOrEqual(3);
    expect(statements.filter((text) => /progress_current|BEGIN|COMMIT/.test(text))).toEqual([]);
  });

  test('P20: hundreds who ask at once have it executed once', async () => {
    await change(other.url, codes[0]!);
    const statements = await statementsOf(async () => {
      const asked = await Promise.all(Array.from({ length: 200 }, () => ask(app.url)));
      expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
    });
    expect(origins).toHaveLength(200);
    expect(origins.filter((origin) => origin === 'worked_out')).toHaveLength(1);
    expect(statements.filter((text) => text.includes('FROM progress_current'))).toHaveLength(1);
  });

  test('P20: what is asked at once over one socket takes a look each at most, and nothing else', async () => {
    await ask(app.url);
    const raw = await connect(app.url, viewer);
    const bodies = new Set<string>();
    const statements = await statementsOf(async () => {
      for (let id = 1; id <= 100; id += 1) raw.send({ type: 'subscribe', id: `${id}`, payload: PROGRESS });
      for (let left = 100; left > 0;) {
        const { type, payload } = await raw.next();
        if (type === 'next') bodies.add(JSON.stringify(payload));
        else left -= 1;
      }
    });
    raw.socket.terminate();
    expect(bodies.size).toBe(1);
    // How many share one is a matter of when they come: test/feed/head-looks.test.ts holds them back.
    expect(statements.filter((text) => text === HEAD).length).toBeLessThanOrEqual(100);
    expect(statements.filter((text) => /BEGIN|progress_current/.test(text))).toEqual([]);
  });

  test('P20: over WebSocket and as an event stream it is the same one', async () => {
    await ask(app.url);
    origins.length = 0;
    const raw = await connect(app.url, viewer);
    await askOver(raw);
    raw.socket.terminate();
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${viewer}`,
      'content-type': 'application/json',
    };
    const init = { method: 'POST', headers, body: JSON.stringify(PROGRESS) };
    expect(await (await fetch(`${app.url}/graphql/stream`, init)).text()).toContain('"planned"');
    expect(origins).toEqual(['remembered', 'remembered']);
  });
});

async function askOver(raw: RawSocket): Promise<number> {
  raw.send({ type: 'subscribe', id: '1', payload: PROGRESS });
  const message = await raw.next();
  expect(message.type).toBe('next');
  expect((await raw.next()).type).toBe('complete');
  return (message.payload as Shown).data.progress.position;
}

describe('P19: after a change that another process has answered', () => {
  test('the very next question sees it, hundreds of times without a pause', async () => {
    for (let round = 0; round < 200; round += 1) {
      const position = await change(round % 2 === 0 ? other.url : app.url, codes[round % codes.length]!);
      for (const url of [app.url, other.url]) {
        const { shown } = await ask(url);
        expect(shown.extensions.position).toBe(position);
        expect(shown.data.progress.position).toBe(position);
      }
    }
    // It was remembered whenever it could be.
    await ask(app.url);
    expect(origins.at(-1)).toBe('remembered');
  });

  test('so does the next over a socket that is open', async () => {
    const raw = await connect(app.url, viewer);
    for (let round = 0; round < 100; round += 1) {
      const position = await change(other.url, codes[round % codes.length]!);
      expect(await askOver(raw)).toBe(position);
    }
    raw.socket.terminate();
  });

  test('so does everyone who asks while others change and ask', async () => {
    let newest = 0;
    let left = 4;
    let asked = 0;
    const write = async (url: string, own: readonly string[]): Promise<void> => {
      for (let round = 0; round < 40; round += 1) {
        newest = Math.max(newest, await change(url, own[round % own.length]!));
      }
      left -= 1;
    };
    const read = async (url: string): Promise<void> => {
      for (let last = 0; left > 0;) {
        const atLeast = Math.max(newest, last);
        last = (await ask(url)).shown.extensions.position;
        expect(last).toBeGreaterThanOrEqual(atLeast);
        asked += 1;
      }
    };
    const writers = [0, 1, 2, 3].map((each) =>
      write(each % 2 === 0 ? app.url : other.url, codes.slice(each * 5, each * 5 + 5)),
    );
    const readers = Array.from({ length: 8 }, (_, each) => read(each % 2 === 0 ? app.url : other.url));
    await Promise.all([...writers, ...readers]);
    expect(asked).toBeGreaterThan(100);
    expect((await ask(app.url)).shown).toEqual((await ask(other.url)).shown);
  });
});
