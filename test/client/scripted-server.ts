/** A server that answers requests and subscriptions as a test writes it: faults that ours has only now and then. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Payload } from '../../client/src/client.ts';

export interface Script {
  /** Each request, with its body. */
  answer?: (request: IncomingMessage, response: ServerResponse, body: string) => void;
  /** Each operation over a WebSocket; `say` sends a message of the protocol about it. */
  carry?: (
    payload: Payload,
    say: (type: 'next' | 'error' | 'complete', payload?: object) => void,
    parameters: object,
  ) => void;
}

export interface ScriptedServer {
  url: string;
  close: () => Promise<void>;
}

interface Message {
  id: string;
  type: string;
  payload: object;
}

export async function openScriptedServer({ answer, carry }: Script, port = 0): Promise<ScriptedServer> {
  const http = createServer((request, response) => {
    void text(request).then((body) => answer?.(request, response, body));
  });
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket: WebSocket) => {
    let parameters = {};
    socket.on('message', (data: Buffer) => {
      const { id, type, payload } = JSON.parse(data.toString()) as Message;
      if (type === 'connection_init') {
        parameters = payload;
        socket.send('{"type":"connection_ack"}');
      }
      if (type !== 'subscribe') return;
      const say = (said: string, about?: object): void => {
        socket.send(JSON.stringify({ id, type: said, payload: about }));
      };
      carry?.(payload as Payload, say, parameters);
    });
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
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
