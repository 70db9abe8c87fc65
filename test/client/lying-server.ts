/** A server that says over WebSocket and HTTP what it is told to say: ours never skips an event, so nothing else could be caught at it. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';

export interface Told {
  cursor?: string;
  previousCursor?: string;
  node: { position: number; kind: string };
}

export interface LyingServer {
  url: string;
  /** The `after` of each subscription, in the order in which they came. */
  afters: (string | undefined)[];
  close: () => Promise<void>;
}

export interface Lies {
  /** What each subscription to events is told after another. */
  streams: Told[][];
  /** The position of the state at each time it is read; its cursor is `c` and the position. */
  states?: number[];
  /** Where the log ends, for those who ask for that alone. */
  head?: number;
}

interface Message {
  id: string;
  type: string;
  payload: { query: string; variables?: { after?: string } };
}

export async function openLyingServer({ streams, states = [], head = 0 }: Lies): Promise<LyingServer> {
  const afters: (string | undefined)[] = [];
  const http = createServer((request, response) => {
    void text(request).then((body) => {
      answer(response, body.includes('planned') ? (states.shift() ?? 0) : head);
    });
  });
  const answer = (response: ServerResponse, position: number): void => {
    const progress = { position, cursor: `c${position}`, completed: 0, planned: 1 };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { progress } }));
  };
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket) => {
    const say = (message: object): void => {
      socket.send(JSON.stringify(message));
    };
    socket.on('message', (data: Buffer) => {
      const { id, type, payload } = JSON.parse(data.toString()) as Message;
      if (type === 'connection_init') say({ type: 'connection_ack' });
      // The day is followed, too; it never turns here.
      if (type !== 'subscribe' || !payload.query.includes('congressChanged')) return;
      afters.push(payload.variables?.after);
      for (const congressChanged of streams.shift() ?? []) {
        say({ id, type: 'next', payload: { data: { congressChanged } } });
      }
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    afters,
    close: async () => {
      const closed = once(http, 'close');
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
}
