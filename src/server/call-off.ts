/** Calls an operation off: when its client has left, or when its time is over. */
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Asker } from '../database/snapshot';
import { Problem } from '../problem';
import { say } from '../words/message';
import type { ServedOperation } from './served-operation';

export class CallOff {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  /** `seconds` is the time of the operation; it does not count for a change that has begun. */
  constructor(
    private readonly served: Pick<ServedOperation, 'type' | 'hasLeft'>,
    seconds: number,
  ) {
    this.timer = setTimeout(() => {
      this.controller.abort(served.type === 'mutation' ? waitedTooLong() : tookTooLong(seconds));
    }, seconds * 1_000).unref();
  }

  /** Aborted with a Problem that says why. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** To be called when nobody takes the answer any more. */
  readonly leave = (): void => {
    this.served.hasLeft = true;
    this.controller.abort(clientLeft());
  };

  /** To be called when it is answered. */
  readonly end = (): void => {
    clearTimeout(this.timer);
  };

  askFor(whose: object): Asker {
    return { whose, signal: this.signal, takeTime: this.end };
  }

  /** Ends it for the reason of another signal, too. */
  follow(signal: AbortSignal): () => void {
    const end = (): void => {
      this.controller.abort(signal.reason);
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    return () => {
      signal.removeEventListener('abort', end);
    };
  }
}

/** Does work for many, with a signal that is aborted with `wanted`, or when the time is over. */
export async function withinTime<T>(
  wanted: AbortSignal,
  seconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const callOff = new CallOff({ type: 'subscription', hasLeft: false }, seconds);
  const forget = callOff.follow(wanted);
  try {
    return await work(callOff.signal);
  } finally {
    forget();
    callOff.end();
  }
}

/** The calling off of a request's work, begun only when there is something to wait for: most answers are there at once. */
export class RequestCallOff {
  private callOff: CallOff | undefined;
  private forget: (() => void) | undefined;

  constructor(
    private readonly request: Pick<FastifyRequest, 'raw'>,
    private readonly served: Pick<ServedOperation, 'type' | 'hasLeft'>,
    private readonly seconds: number,
  ) {}

  /** Called off when the connection is closed meanwhile. */
  get begun(): CallOff {
    if (this.callOff !== undefined) return this.callOff;
    const callOff = new CallOff(this.served, this.seconds);
    this.callOff = callOff;
    this.forget = whenGone(this.request, callOff.leave);
    return callOff;
  }

  readonly end = (): void => {
    this.forget?.();
    this.callOff?.end();
  };
}

/** Does the work of a request, called off when the connection is closed meanwhile. */
export async function untilGone<T>(
  request: FastifyRequest,
  callOff: CallOff,
  work: (callOff: CallOff) => Promise<T>,
): Promise<T> {
  const forget = whenGone(request, callOff.leave);
  try {
    return await work(callOff);
  } finally {
    forget();
    callOff.end();
  }
}

const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Acts when the connection of the request is closed. The response does not always say so: one that waits behind another on its
 * connection has no socket yet. Returns what calls it off.
 */
export function whenGone({ raw: { socket } }: Pick<FastifyRequest, 'raw'>, act: () => void): () => void {
  if (socket.destroyed) {
    act();
    return () => undefined;
  }
  const acts = waiting.get(socket) ?? listenTo(socket);
  acts.add(act);
  return () => {
    acts.delete(act);
  };
}

/** One listener for all requests of a connection: they may be many. */
function listenTo(socket: Socket): Set<() => void> {
  const acts = new Set<() => void>();
  waiting.set(socket, acts);
  socket.once('close', () => {
    for (const act of acts) act();
  });
  return acts;
}

function clientLeft(): Problem {
  return new Problem('UNAVAILABLE', say`The client that asked has left.`, { retry: true });
}

function tookTooLong(seconds: number): Problem {
  const message = say`The answer took longer than ${seconds} seconds. Ask for less at once.`;
  return new Problem('LIMIT', message, { limit: seconds });
}

function waitedTooLong(): Problem {
  const message = say`The change has waited too long for others. Nothing was changed; try again.`;
  return new Problem('UNAVAILABLE', message, { retry: true });
}
