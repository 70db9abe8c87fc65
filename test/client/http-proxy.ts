/** An HTTP proxy as those in offices: it may not let WebSocket through; and it can be told what to answer by itself. */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface HttpProxy {
  url: string;
  /** From now on a handshake of WebSocket is answered with 403, and sockets that are open are cut. */
  blockWebSocket: () => void;
  letWebSocketThrough: () => void;
  /** Resolves when so many handshakes were turned away. */
  turnedAway: (count: number) => Promise<void>;
  /** Resolves when no WebSocket is open. */
  socketsClosed: () => Promise<void>;
  /** Answers requests by itself from now on; undefined: the server does. */
  answerBy: (answer: ((response: ServerResponse) => void) | undefined) => void;
  /** Bodies of the requests to /graphql, those that it answered itself included. */
  asked: string[];
  close: () => Promise<void>;
}

/** `serve` answers what is not for the server behind. */
export async function openHttpProxy(
  target: string,
  serve?: (path: string, response: ServerResponse) => boolean,
): Promise<HttpProxy> {
  const to = new URL(target);
  const asked: string[] = [];
  let answer: ((response: ServerResponse) => void) | undefined;
  const tunnels = new Set<Socket>();
  let isBlocking = false;
  let turnedAway = 0;
  const waiting = new Set<() => void>();

  const server = createServer((incoming, response) => {
    if (serve?.(incoming.url ?? '/', response) === true) return;
    void pass(incoming, response).catch(() => response.destroy());
  });
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (incoming.url === '/graphql') asked.push(body.toString());
    if (answer !== undefined) {
      answer(response);
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = request({ host: to.hostname, port: to.port, method, path, headers }, (given) => {
      response.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(response);
      given.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(body);
  };
  server.on('upgrade', ({ url: path, headers }: IncomingMessage, client: Socket) => {
    client.on('error', () => undefined);
    if (isBlocking) {
      turnedAway += 1;
      for (const look of waiting) look();
      client.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const onward = connect(Number(to.port), to.hostname);
    tunnels.add(client);
    onward.on('error', () => client.destroy());
    onward.on('close', () => client.destroy());
    client.on('close', () => {
      tunnels.delete(client);
      for (const look of waiting) look();
      onward.destroy();
    });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    onward.write(`GET ${path ?? '/'} HTTP/1.1\r\n${lines.join('')}\r\n`);
    client.pipe(onward).pipe(client);
  });
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (isSo()) resolve();
      };
      waiting.add(look);
      look();
    });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    blockWebSocket: () => {
      isBlocking = true;
      for (const tunnel of tunnels) tunnel.destroy();
    },
    letWebSocketThrough: () => {
      isBlocking = false;
    },
    turnedAway: (count) => until(() => turnedAway >= count),
    socketsClosed: () => until(() => tunnels.size === 0),
    answerBy: (next) => (answer = next),
    asked,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const tunnel of tunnels) tunnel.destroy();
      await closed;
    },
  };
}
