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
  /** Cuts every line: both ends are reset. */
  cut: () => void;
  /** Bytes go no further, in either direction, on lines there are and lines to come; nothing is lost. */
  stall: () => void;
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
    const line = { client, server: connect({ host: to.hostname, port: Number(to.port), allowHalfOpen: true }) };
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
    for (const line of lines) hold(line, held);
  };
  const cut = (): void => {
    for (const { client, server: other } of lines) {
      client.resetAndDestroy();
      other.resetAndDestroy();
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines: () => lines.size,
    opened: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (count < wanted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    cut,
    stall: () => {
      setHeld(true, true);
    },
    stallClient: () => {
      setHeld(false, true);
    },
    flow: () => {
      setHeld(false, false);
    },
    halfClose: () => {
      for (const { client, server: other } of lines) {
        other.unpipe(client);
        client.end();
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

/** Copies both ways; when one end breaks, so does the other. */
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

function hold({ client, server }: Line, held: { fromClient: boolean; fromServer: boolean }): void {
  switchFlow(client, server, held.fromClient);
  switchFlow(server, client, held.fromServer);
}

function switchFlow(from: Socket, to: Socket, isHeld: boolean): void {
  // Piped twice, everything would arrive twice.
  from.unpipe(to);
  if (isHeld) from.pause();
  else from.pipe(to);
}
