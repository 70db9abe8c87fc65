/** The least that anybody could do: a loop over the sockets of `ws` that sends the same bytes to each. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answerCommands } from './answer-commands';
import { gauges, markEvent } from './gauges';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    if (data.includes('connection_init')) socket.send('{"type":"connection_ack"}');
  });
});

const commands = {
  ...gauges,
  start: async (): Promise<string> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  fire: (message: string): void => {
    const bytes = Buffer.from(message);
    markEvent();
    for (const socket of sockets.clients) socket.send(bytes, { binary: false });
  },
};

export type BareCommands = typeof commands;

answerCommands(commands);
