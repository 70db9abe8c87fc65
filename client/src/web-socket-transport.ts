/** Operations over one WebSocket, by graphql-ws; notices a line that is dead, and hears nothing more from it. */
import { createClient, type Client as ProtocolClient } from 'graphql-ws/client';
import { GiaoBanError, LineLost, messageOf, TokenRefused, type Identification } from './fault.ts';
import type { Identity } from './identity.ts';
import type { Answer, GraphQLErrors, Payload } from './operation.ts';
import type { RunListener, Transport } from './transport.ts';

/** What browsers have, Node from 22 on, and the package `ws`. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => Socket;

interface Socket {
  onmessage: ((event: never) => unknown) | null;
  addEventListener: (type: 'message' | 'error', listener: () => void) => void;
  /** Of `ws` alone: it would wait half a minute for an answer to the close. */
  terminate?: () => void;
}

interface Options {
  url: string;
  identity: Identity;
  webSocketImpl: WebSocketConstructor;
  /** Milliseconds of silence after which the other side is asked whether it is there, and given up if it says nothing for as long again. */
  quiet: number;
}

/** An operation goes on over the same socket shortly after the one before it: between them it stays open. */
const LINGER_MILLISECONDS = 1_000;
const FORBIDDEN = 4403;
/** Closing codes of the protocol that pass: no acknowledgement in time, hung up by ourselves. All others from 4000 on are about what we said. */
const PASSING = [4401, 4408, 4499, 4504];
const OURS = 4000;
const UNREADABLE = [1002, 1003, 1007, 1008, 1009, 1010];
/** The socket was closed without a word of the server. */
const ABNORMAL = 1006;

export class WebSocketTransport implements Transport {
  readonly name = 'websocket';
  private readonly client: ProtocolClient;
  private readonly runs = new Set<RunListener>();
  private readonly quiet: number;
  private socket: Socket | undefined;
  private sent: Identification = {};
  private isOpen = false;
  /** The last socket was acknowledged before it ended. */
  private wasOpen = false;
  /** Whether the other side is there. Its answer may stand behind much else. */
  private isAsked = false;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor({ url, identity, webSocketImpl, quiet }: Options) {
    this.quiet = quiet;
    this.client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: this.watch(webSocketImpl),
      connectionParams: async () => (this.sent = await identity.current()),
      // Coming back is decided for both transports alike, in line.ts.
      retryAttempts: 0,
      keepAlive: quiet,
      lazyCloseTimeout: LINGER_MILLISECONDS,
      on: {
        connecting: () => {
          this.wasOpen = false;
          this.isAsked = false;
          // A handshake may never be answered, nor the first message.
          this.expectLife(3 * quiet);
        },
        connected: () => {
          this.isOpen = true;
          this.wasOpen = true;
          clearTimeout(this.silence);
          identity.accept();
          for (const { onOpen } of this.runs) onOpen();
        },
        ping: (isReceived) => {
          if (isReceived) return;
          this.isAsked = true;
          this.expectLife(quiet);
        },
        pong: () => {
          this.isAsked = false;
          clearTimeout(this.silence);
        },
        closed: () => {
          this.isOpen = false;
          clearTimeout(this.silence);
        },
      },
    });
  }

  run(payload: Payload, listener: RunListener, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      let leave = (): void => undefined;
      const end = (): void => {
        this.runs.delete(listener);
        signal.removeEventListener('abort', callOff);
      };
      const callOff = (): void => {
        end();
        leave();
        resolve();
      };
      this.runs.add(listener);
      signal.addEventListener('abort', callOff);
      leave = this.client.subscribe(payload, {
        next: (answer) => {
          if (!signal.aborted) listener.onAnswer(answer as Answer);
        },
        error: (reason) => {
          end();
          reject(this.explain(reason));
        },
        complete: () => {
          end();
          resolve();
        },
      });
      if (this.isOpen) listener.onOpen();
    });
  }

  hangUp(): void {
    const { socket } = this;
    // If the dead line comes back to life, nobody listens: what it says comes over the next one, too.
    if (socket !== undefined) socket.onmessage = null;
    this.client.terminate();
    socket?.terminate?.();
  }

  close(): void {
    const { isOpen } = this;
    // It waits for a socket that may never come, and rejects when it does not.
    void Promise.resolve(this.client.dispose()).catch(() => undefined);
    if (!isOpen) this.hangUp();
    clearTimeout(this.silence);
  }

  private expectLife(milliseconds: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.hangUp();
    }, milliseconds);
  }

  /** graphql-ws shows a socket only once it is open, and not what it hears. */
  private watch(implementation: WebSocketConstructor): WebSocketConstructor {
    const watched = (socket: Socket): void => {
      this.socket = socket;
      socket.addEventListener('message', () => {
        if (this.isAsked && socket === this.socket) this.expectLife(this.quiet);
      });
      // An error after it was given up is no news, and with `ws` the end of the process.
      socket.addEventListener('error', () => undefined);
    };
    return class extends implementation {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols);
        watched(this);
      }
    };
  }

  private explain(reason: unknown): Error {
    if (Array.isArray(reason)) return new GiaoBanError(reason as GraphQLErrors);
    if (reason instanceof LineLost || reason instanceof GiaoBanError) return reason;
    const { code } = reason as { code?: unknown };
    const message = messageOf(reason);
    const { wasOpen } = this;
    // Before the acknowledgement nothing is sent.
    const isUndone = !wasOpen;
    if (typeof code !== 'number') return new LineLost(message, { wasOpen, isUndone });
    const said = message === '' ? `The socket was closed with ${code}.` : message;
    if (code === FORBIDDEN) return new TokenRefused(said, this.sent);
    const isFinal = UNREADABLE.includes(code) || (code >= OURS && !PASSING.includes(code));
    // What the server says, it has said over a socket that works.
    return isFinal ? new Error(said) : new LineLost(said, { wasOpen: wasOpen || code !== ABNORMAL, isUndone });
  }
}
