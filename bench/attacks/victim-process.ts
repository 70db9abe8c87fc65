/** The others: clients who do nothing wrong, in a process of their own. They measure how long they wait. */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { answerCommands } from '../answer-commands';
import { reportOf } from '../report-congresses';
import { WaitGauge, type Waits } from './waits';

export interface Meeting {
  url: string;
  /** Who asks, who subscribes, and who reports. */
  tokens: { asker: string; subscriber: string; reporter: string };
}

/** By what was waited for. */
export type Waiting = Record<'query' | 'report' | 'event' | 'readiness' | 'socket' | 'state', Waits>;

const EVERY_MILLISECONDS = { query: 50, report: 250, readiness: 1_000, socket: 1_000 };
/** Nobody waits longer than this after the last question. */
const PATIENCE_MILLISECONDS = 10_000;
const QUERY = '{ progress { planned completed } }';
const PLANNED =
  '{ congresses(status: PLANNED, level: GRASSROOTS, first: 200) { edges { node { organization { code } } } } }';
const REPORT =
  'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
const EVENTS =
  'subscription ($after: Cursor) { congressCompleted(after: $after) { cursor node { congress { note } } } }';

const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
let meeting: Meeting;
let codes: string[] = [];
let reported = 0;
let subscriber: WebSocket | undefined;
let after: string | undefined;
/** By the remark in the report. */
const expected = new Map<string, (isAnswered: boolean) => void>();

function send(path: string, token: string | undefined, body?: string): Promise<{ isAnswered: boolean; text: string }> {
  const { hostname: host, port } = new URL(meeting.url);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return new Promise((resolve) => {
    const fail = (): void => {
      resolve({ isAnswered: false, text: '' });
    };
    const asked = request(
      { agent, host, port, path, headers, method: body === undefined ? 'GET' : 'POST' },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.once('error', fail);
        answer.once('end', () => {
          resolve({ isAnswered: answer.statusCode === 200 && !text.includes('"errors"'), text });
        });
      },
    );
    asked.once('error', fail).end(body);
  });
}

function openSocket(token: string, then: (message: { type: string; payload?: unknown }, socket: WebSocket) => void) {
  const socket = new WebSocket(`${meeting.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  socket.once('open', () => {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  });
  socket.on('message', (data: Buffer) => {
    then(JSON.parse(data.toString()) as { type: string }, socket);
  });
  return socket;
}

/** Subscribes for good, and where it was cut off again from the last event on. */
function keepSubscribed(): void {
  const mine = openSocket(meeting.tokens.subscriber, (message, socket) => {
    if (message.type === 'connection_ack')
      socket.send(
        JSON.stringify({ type: 'subscribe', id: 'events', payload: { query: EVENTS, variables: { after } } }),
      );
    if (message.type !== 'next') return;
    const { data } = message.payload as {
      data: { congressCompleted: { cursor: string; node: { congress: { note: string | null } } } };
    };
    after = data.congressCompleted.cursor;
    const { note } = data.congressCompleted.node.congress;
    expected.get(note ?? '')?.(true);
    expected.delete(note ?? '');
  });
  subscriber = mine;
  mine.once('close', () => {
    if (subscriber === mine) setTimeout(keepSubscribed, 200);
  });
}

async function report(answered: WaitGauge, delivered: WaitGauge): Promise<void> {
  const code = codes.pop();
  if (code === undefined) return;
  const note = `report ${(reported += 1)}`;
  const [finish, arrive] = [answered.begin(), delivered.begin()];
  expected.set(note, arrive);
  const input = { ...reportOf({ id: 0, code }), note };
  const { isAnswered } = await send(
    '/graphql',
    meeting.tokens.reporter,
    JSON.stringify({ query: REPORT, variables: { input } }),
  );
  finish(isAnswered);
  if (isAnswered) return;
  arrive(false);
  expected.delete(note);
}

/** A new socket until it is acknowledged, and from then until the first state of a subscription of its own. */
function openAnother(acknowledged: WaitGauge, begun: WaitGauge, index: number): void {
  const acknowledge = acknowledged.begin();
  let see: ((isAnswered: boolean) => void) | undefined;
  const query = `subscription { a${index}: progress { planned completed } }`;
  const opened = openSocket(meeting.tokens.asker, ({ type }, socket) => {
    if (type === 'connection_ack') {
      acknowledge(true);
      see = begun.begin();
      socket.send(JSON.stringify({ type: 'subscribe', id: 'state', payload: { query } }));
    } else if (type === 'next' || type === 'error') {
      see?.(type === 'next');
      socket.close();
    }
  });
  opened.once('close', () => {
    acknowledge(false);
    see?.(false);
  });
}

const commands = {
  /** Gets to know the server, and what there is to report. */
  meet: async (given: Meeting): Promise<void> => {
    const previous = subscriber;
    meeting = given;
    [subscriber, after] = [undefined, undefined];
    previous?.terminate();
    const { text } = await send('/graphql', given.tokens.asker, JSON.stringify({ query: PLANNED }));
    const { data } = JSON.parse(text) as {
      data: { congresses: { edges: { node: { organization: { code: string } } }[] } };
    };
    codes = data.congresses.edges.map(({ node }) => node.organization.code);
    keepSubscribed();
  },
  /** Asks all along for so many seconds; resolves when all is answered, or the patience is over. */
  measure: async (seconds: number): Promise<Waiting> => {
    const gauges = {
      query: new WaitGauge(),
      report: new WaitGauge(),
      event: new WaitGauge(),
      readiness: new WaitGauge(),
      socket: new WaitGauge(),
      state: new WaitGauge(),
    };
    const body = JSON.stringify({ query: QUERY });
    const ask = (gauge: WaitGauge, path: string, token?: string): void => {
      const finish = gauge.begin();
      void send(path, token, token === undefined ? undefined : body).then(({ isAnswered }) => {
        finish(isAnswered);
      });
    };
    let index = 0;
    const timers = [
      setInterval(() => {
        ask(gauges.query, '/graphql', meeting.tokens.asker);
      }, EVERY_MILLISECONDS.query),
      setInterval(() => void report(gauges.report, gauges.event), EVERY_MILLISECONDS.report),
      setInterval(() => {
        ask(gauges.readiness, '/readyz');
      }, EVERY_MILLISECONDS.readiness),
      setInterval(() => {
        openAnother(gauges.socket, gauges.state, (index += 1));
      }, EVERY_MILLISECONDS.socket),
    ];
    await pause(seconds * 1_000);
    for (const timer of timers) clearInterval(timer);
    const until = performance.now() + PATIENCE_MILLISECONDS;
    while (performance.now() < until && !Object.values(gauges).every(({ isSettled }) => isSettled)) await pause(20);
    expected.clear();
    const entries = Object.entries(gauges).map(([name, gauge]) => [name, gauge.finish()]);
    return Object.fromEntries(entries) as Waiting;
  },
  cpu: (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
};

export type VictimCommands = typeof commands;

answerCommands(commands);
