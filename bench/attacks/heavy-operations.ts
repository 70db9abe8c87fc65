/** Attacks by operations that are allowed, and as much work as they can be. */
import { request } from 'node:http';
import type { Attack, Target } from './attack';
import { keepSocket } from './hostile-socket';
import { atRate, inParallel } from './pace';
import { operation, readCodes, sendRequest } from './send-request';

const aliased = (count: number, field: string): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')} }`;

/** As many as the limit of cost let pass when a count cost little. */
const COUNTS = aliased(48, 'congresses(search: "x", first: 1) { totalCount }');
const TOO_MANY_COUNTS = aliased(200, 'congresses(search: "x", first: 1) { totalCount }');
const EVENTS = `{ events(first: 200) { edges { cursor node { id position kind recordedAt by reason
  organization { code name nameEn level parentName }
  ... on CongressEvent { congress { id status plannedOn heldOn note } progress { planned completed overdue rate } } } } } }`;
const HISTORIES = aliased(
  29,
  'indicatorValues(first: 200) { edges { node { history(first: 1) { edges { node { position } } } } } }',
);
const STATE = (alias: string): string => `subscription { ${alias}: progress { planned completed overdue rate
  children(first: 200) { edges { node { planned completed overdue rate organization { code name } } } }
  timeline(interval: DAY) { day due completed } } }`;

export const HEAVY_OPERATIONS: readonly Attack[] = [
  {
    name: 'counts',
    what: '20 requests at a time of 48 × `congresses(search: "x", first: 1) { totalCount }`',
    begin: (target) => {
      inParallel(target, 20, () => sendRequest(target, { body: operation(COUNTS) }));
    },
  },
  {
    name: 'counts by WebSocket',
    what: 'the same over one WebSocket, 20 operations at a time',
    begin: (target) =>
      void keepSocket(target, 'token', (socket) => {
        let asked = 0;
        inParallel(socket, 20, async (worker) => {
          const id = `w${worker}n${(asked += 1)}`;
          const answered = socket.hear(`"id":"${id}"`);
          socket.subscribe(id, COUNTS);
          await answered;
        });
      }),
  },
  {
    name: 'counts by event stream',
    what: 'the same over 20 event streams',
    begin: (target) => {
      const headers = { accept: 'text/event-stream' };
      inParallel(target, 20, () => sendRequest(target, { path: '/graphql/stream', headers, body: operation(COUNTS) }));
    },
  },
  {
    name: 'too many counts',
    what: '20 requests at a time of 200 of them, which is too much at once',
    begin: (target) => {
      inParallel(target, 20, () => sendRequest(target, { body: operation(TOO_MANY_COUNTS) }));
    },
  },
  {
    name: 'events',
    what: '60 requests at a time of `events(first: 200)` with all that they have',
    begin: (target) => {
      inParallel(target, 60, () => sendRequest(target, { body: operation(EVENTS) }));
    },
  },
  {
    name: 'histories',
    what: '29 × `indicatorValues(first: 200)` with their histories, one request after another',
    begin: (target) => {
      inParallel(target, 1, () => sendRequest(target, { body: operation(HISTORIES) }));
    },
  },
  {
    name: 'states',
    what: '64 states on one socket, each with 200 children, every day and another alias',
    begin: (target) =>
      void keepSocket(target, 'token', (socket) => {
        for (let index = 0; index < 64; index += 1) socket.subscribe(`${index}`, STATE(`a${index}`));
      }),
  },
  {
    name: 'aborted requests',
    what: '50 requests a second of 48 counts, each left as soon as it was sent',
    begin: (target) => {
      const { hostname: host, port, localAddress, token, tally } = target;
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      atRate(target, 50, () => {
        tally('sent');
        const asked = request({ host, port, localAddress, path: '/graphql', method: 'POST', headers, agent: false });
        asked.on('error', () => undefined);
        asked.end(operation(COUNTS), () => setTimeout(() => asked.destroy(), 5));
      });
    },
  },
  {
    name: 'groups',
    what: 'eight sockets, each with 128 subscriptions that nobody else has',
    begin: async (target) => {
      const codes = await readCodes(target);
      for (let socket = 0; socket < 8; socket += 1) void keepGroups(target, codes, `s${socket}`, 128);
    },
  },
  {
    name: 'groups by the thousand',
    what: 'forty sockets, each with 128 subscriptions that nobody else has, again every two seconds',
    begin: async (target) => {
      const codes = await readCodes(target);
      for (let socket = 0; socket < 40; socket += 1) void keepGroups(target, codes, `s${socket}`, 128, 2_000);
    },
  },
];

/** Subscriptions to states and events by turns; left and opened anew after so many milliseconds. */
async function keepGroups(
  target: Target,
  codes: readonly string[],
  name: string,
  count: number,
  anewAfter?: number,
): Promise<void> {
  let round = 0;
  await keepSocket(target, 'token', (socket) => {
    round += 1;
    for (let index = 0; index < count; index += 1) {
      const [alias, within] = [`${name}r${round}n${index}`, codes[index % codes.length] ?? ''];
      const state = `subscription { ${alias}: progress(within: "${within}") { planned completed } }`;
      const event = `subscription { ${alias}: eventRecorded(within: "${within}") { node { position } } }`;
      socket.subscribe(alias, index % 2 === 0 ? state : event);
    }
    if (anewAfter !== undefined) setTimeout(() => socket.line.destroy(), anewAfter);
  });
}
