/** A small TCP proxy between a client and a server: it cuts, stalls and half-closes lines on demand. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TcpProxy {
  /** Where clients connect, as `http://127.0.0.1:5000`. */
  url: string;
  /** Lines that are open now. */
  lines: () => number;
  /** Resolves when so many lines have been opened since the start, cut ones included. */
  opened: (count: number) => Promise<void>;
  /** Resolves when one more line has been opened. */
  another: () => Promise<void>;
  /** Cuts every line: both ends are reset. */
  cut: () => void;
  /** Bytes go no further, in either direction, on lines there are and lines to come; nothing is lost. */
  stall: () => void;
  /** Like `stall`, but lines to come flow. */
  freeze: () => void;
  /** Only what the server sends goes no further: the client has stopped reading. */
  stallClient: () => void;
  /** What was stalled flows on. */
  flow: () => void;
  /** The client is told that the server has ended, while the server goes on. */
  halfClose: () => void;
  /** New lines are refused until `admit`. */
  refuse: () => void;
  admit: () => void;
  /** Where new lines lead from now on. */
  leadTo: (target: string) => void;
  close: () => Promise<void>;
}

interface Line {
  client: Socket;
  server: Socket;
  /** The client has been told that the server has ended: nothing more goes to it. */
  isHalfClosed: boolean;
  isFrozen: boolean;
}

export async function openTcpProxy(target: string): Promise<TcpProxy> {
  let to = new URL(target);
  const lines = new Set<Line>();
  const waiting = new Set<() => void>();
  const held = { fromClient: false, fromServer: false };
  let count = 0;
  let isRefusing = false;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const onward = connect({ host: to.hostname, port: Number(to.port), allowHalfOpen: true });
    const line = { client, server: onward, isHalfClosed: false, isFrozen: false };
    lines.add(line);
    tie(line, () => lines.delete(line));
    hold(line, held);
    count += 1;
    for (const look of waiting) look();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const setHeld = (fromClient: boolean, fromServer: boolean): void => {
    Object.assign(held, { fromClient, fromServer });
    for (const line of lines) {
      line.isFrozen = false;
      hold(line, held);
    }
  };
  const cut = (): void => {
    for (const { client, server: other } of lines) {
      reset(client);
      reset(other);
    }
  };
  const opened = (wanted: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (count < wanted) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines: () => lines.size,
    opened,
    another: () => opened(count + 1),
    cut,
    stall: () => {
      setHeld(true, true);
    },
    freeze: () => {
      for (const line of lines) {
        line.isFrozen = true;
        hold(line, held);
      }
    },
    stallClient: () => {
      setHeld(false, true);
    },
    flow: () => {
      setHeld(false, false);
    },
    halfClose: () => {
      for (const line of lines) {
        line.isHalfClosed = true;
        hold(line, held);
        line.client.end();
      }
    },
    refuse: () => (isRefusing = true),
    admit: () => (isRefusing = false),
    leadTo: (next) => (to = new URL(next)),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}

/** One that is about to end cannot be reset any more: Node would never close it, and never exit. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

/** When one end breaks, so does the other. */
function tie({ client, server }: Line, forget: () => void): void {
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => {
      to.destroy();
      forget();
    });
  }
}

function hold(line: Line, held: { fromClient: boolean; fromServer: boolean }): void {
  const { client, server, isHalfClosed, isFrozen } = line;
  const serverFlows = !isFrozen && !held.fromServer;
  copy(client, server, !isFrozen && !held.fromClient);
  copy(server, client, serverFlows && !isHalfClosed);
  if (serverFlows && isHalfClosed) server.resume();
}

/** A socket that is piped twice to the same other one says everything twice. */
function copy(from: Socket, to: Socket, isFlowing: boolean): void {
  from.unpipe(to);
  if (isFlowing) from.pipe(to);
  else from.pause();
}
