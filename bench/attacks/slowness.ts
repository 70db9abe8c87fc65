/** Attacks by clients that are slow: to read, to introduce themselves, to send. */
import type { Attack, Target } from './attack';
import { HostileSocket, openLine, upgradeHead } from './hostile-socket';
import { atRate } from './pace';
import { operation, read } from './send-request';
import { ALL_OF_EVERY_EVENT } from '../selections';

const FROM_THE_BEGINNING = ALL_OF_EVERY_EVENT.replace('subscription', 'subscription ($after: Cursor)').replace(
  'congressChanged',
  'congressChanged(after: $after)',
);
const LONG_PAGE = `{ events(first: 200) { edges { cursor node { id position kind recordedAt by reason
  organization { code name nameEn parentName } ... on CongressEvent { congress { id status plannedOn heldOn note } } } } } }`;
const CONNECTIONS = 500;
const OPENED_PER_SECOND = 250;

export const SLOWNESS: readonly Attack[] = [
  {
    name: 'slow sockets',
    what: `${CONNECTIONS} WebSockets that follow the whole log from its beginning, and read nothing`,
    begin: async (target) => {
      const { events } = await read<{ events: { edges: { cursor: string }[] } }>(
        target,
        '{ events(first: 1) { edges { cursor } } }',
      );
      const after = events.edges[0]?.cursor;
      openGradually(target, CONNECTIONS, () => {
        const socket = new HostileSocket(target, 'token');
        void socket.hear('connection_ack').then(() => {
          socket.line.pause();
          socket.subscribe('slow', FROM_THE_BEGINNING, { after });
        });
      });
    },
  },
  {
    name: 'slow answers',
    what: `${CONNECTIONS} requests for a page of 200 events, ten on each connection, whose answers nobody reads`,
    begin: (target) => {
      const body = operation(LONG_PAGE);
      const head = headOf(target, Buffer.byteLength(body));
      openGradually(target, CONNECTIONS / 10, () => {
        const line = openLine(target);
        line.pause();
        for (let index = 0; index < 10; index += 1) {
          target.tally('sent');
          line.write(`${head}\r\n${body}`);
        }
      });
    },
  },
  {
    name: 'silent sockets',
    what: '2,000 WebSockets that never introduce themselves',
    begin: (target) => {
      openGradually(target, 2_000, () => new HostileSocket(target, 'silence').line.resume());
    },
  },
  {
    name: 'sockets without a token',
    what: '2,000 WebSockets that introduce themselves without a token',
    begin: (target) => {
      openGradually(target, 2_000, () => new HostileSocket(target, 'no token').line.resume());
    },
  },
  { name: 'slow heads', what: `${CONNECTIONS} requests whose head comes a byte a second`, begin: trickle(headOf) },
  {
    name: 'slow bodies',
    what: `${CONNECTIONS} requests whose body comes a byte a second`,
    begin: trickle(
      () => ' '.repeat(1_000),
      (target) => `${headOf(target, 100_000)}\r\n`,
    ),
  },
  {
    name: 'slow upgrades',
    what: `${CONNECTIONS} upgrades whose head comes a byte a second`,
    begin: trickle((target) => upgradeHead(target)),
  },
];

function headOf({ hostname, port, token }: Target, length = 100): string {
  return (
    `POST /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\n` +
    `Authorization: Bearer ${token}\r\nContent-Length: ${length}\r\n`
  );
}

/** As many as wanted, in some seconds. */
function openGradually(target: Target, most: number, open: () => unknown): void {
  let opened = 0;
  atRate(target, Math.max(OPENED_PER_SECOND, most / 4), () => {
    if (opened >= most) return;
    opened += 1;
    open();
  });
}

/** Sends `first` at once, and what follows it byte by byte. */
function trickle(rest: (target: Target) => string, first: (target: Target) => string = () => '') {
  return (target: Target): void => {
    const [begun, slow] = [first(target), rest(target)];
    openGradually(target, CONNECTIONS, () => {
      const line = openLine(target);
      line.resume();
      let at = 0;
      if (begun !== '') line.write(begun);
      const timer = setInterval(() => {
        if (line.writable) line.write(slow.charAt(at));
        target.tally('sent');
        at += 1;
      }, 1_000);
      line.once('close', () => {
        clearInterval(timer);
      });
    });
  };
}
