/** Carries operations to the server until they are over: whatever breaks, over whatever transport gets through. */
import type { StatusBoard } from './connection-status.ts';
import { GiaoBanError, LineLost, TokenRefused } from './fault.ts';
import type { Identity } from './identity.ts';
import type { Answer, Payload } from './operation.ts';
import { Pace } from './pace.ts';
import type { RunListener, Transport } from './transport.ts';

export interface LineOptions {
  identity: Identity;
  status: StatusBoard;
  /** The one that is taken first. */
  preferred: Transport;
  /** What is left where the preferred one does not get through; none: it is waited for. */
  fallback?: Transport | undefined;
  /** Whether the server answers a plain request. */
  isReachable: () => Promise<boolean>;
  /** Milliseconds after which the preferred one is tried again. */
  retryPreferredAfter: number;
  longestWait: number;
  closed: AbortSignal;
}

export interface Carried {
  /** What to send, each time anew; throws what stands against sending it again, if it may have been sent before. */
  payload: (wasSent: boolean) => Payload;
  onAnswer: (answer: Answer) => void;
  /** A line is there that was not there before. */
  onOpen?: (() => void) | undefined;
  signal: AbortSignal;
}

/** Once may be a server that has come back just between an attempt and the question whether it is there. */
const ENOUGH_TO_CALL_BLOCKED = 2;

export class Line {
  private readonly options: LineOptions;
  private readonly pace: Pace;
  private transport: Transport;
  /** Operations under way, and whether their line is there. */
  private readonly underWay = new Map<Carried, boolean>();
  /** So often in a row the preferred transport did not get through although the server answered. */
  private blocked = 0;
  private retryPreferred: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LineOptions) {
    this.options = options;
    this.transport = options.preferred;
    this.pace = new Pace(options.longestWait, options.closed);
    options.closed.addEventListener('abort', () => {
      clearTimeout(this.retryPreferred);
      options.preferred.close();
      options.fallback?.close();
    });
  }

  /** Resolves when the operation is complete or called off; rejects with what trying again does not solve. */
  async carry(carried: Carried): Promise<void> {
    const { payload, signal } = carried;
    let wasSent = false;
    this.set(carried, false);
    try {
      for (;;) {
        await this.pace.ready();
        if (signal.aborted) return;
        const { transport } = this;
        try {
          await transport.run(payload(wasSent), this.listen(carried), signal);
          return;
        } catch (reason) {
          wasSent ||= !(reason instanceof LineLost && reason.isUndone);
          await this.lose(carried, transport, reason);
        }
      }
    } finally {
      this.underWay.delete(carried);
      this.show();
    }
  }

  /** Leaves the lines that there are, for others under the identification of now. */
  readonly reconnect = (): void => {
    this.transport.hangUp('Who asks has changed.');
  };

  private listen(carried: Carried): RunListener {
    return {
      onAnswer: carried.onAnswer,
      onOpen: () => {
        this.pace.succeed();
        this.blocked = 0;
        this.set(carried, true);
        carried.onOpen?.();
      },
    };
  }

  /** Resolves when it may be tried again; throws when that would not help. */
  private async lose(carried: Carried, transport: Transport, reason: unknown): Promise<void> {
    if (carried.signal.aborted) return;
    if (reason instanceof TokenRefused) await this.renew(carried, reason);
    else if (!(reason instanceof LineLost)) throw reason;
    const { message } = reason;
    this.set(carried, false, message);
    // One socket breaks under many operations at once.
    if (transport !== this.transport) return;
    if (this.pace.isPausing) {
      await this.pace.ready();
      return;
    }
    const comeBackAfter = reason instanceof LineLost ? reason.comeBackAfter : 0;
    const pause = this.pace.pause(comeBackAfter);
    if (reason instanceof LineLost && !reason.wasOpen && transport === this.options.preferred) await this.suspect();
    await pause;
  }

  private async renew(carried: Carried, refused: TokenRefused): Promise<void> {
    try {
      await this.options.identity.renew(refused);
    } catch (error) {
      if (error instanceof LineLost) return;
      this.set(carried, false);
      const { name: transport } = this.transport;
      if (error instanceof GiaoBanError) {
        this.options.status.show({ state: 'refused', transport, reason: error.message });
      }
      throw error;
    }
  }

  /** The server answers, but this transport does not get through: then by the other one. */
  private async suspect(): Promise<void> {
    const { fallback, isReachable } = this.options;
    if (fallback === undefined) return;
    this.blocked = (await isReachable()) ? this.blocked + 1 : 0;
    if (this.blocked < ENOUGH_TO_CALL_BLOCKED) return;
    this.blocked = 0;
    this.transport = fallback;
    this.planReturn();
  }

  private planReturn(): void {
    this.retryPreferred = setTimeout(() => {
      void this.tryPreferred();
    }, this.options.retryPreferredAfter);
  }

  private async tryPreferred(): Promise<void> {
    const { preferred, closed } = this.options;
    const nothing = (): void => undefined;
    try {
      await preferred.run({ query: '{ __typename }' }, { onOpen: nothing, onAnswer: nothing }, closed);
    } catch {
      if (!closed.aborted) this.planReturn();
      return;
    }
    if (closed.aborted) return;
    const left = this.transport;
    this.transport = preferred;
    left.hangUp('WebSocket gets through again.');
  }

  private set(carried: Carried, isOpen: boolean, reason?: string): void {
    this.underWay.set(carried, isOpen);
    this.show(reason);
  }

  private show(reason?: string): void {
    const { status } = this.options;
    const { name: transport } = this.transport;
    const { state, reason: former } = status.current;
    if (this.underWay.size === 0) {
      if (state !== 'refused') status.show({ state: 'idle', transport });
      return;
    }
    if ([...this.underWay.values()].every((isOpen) => isOpen)) {
      status.show({ state: 'live', transport });
      return;
    }
    const why = reason ?? former;
    if (reason !== undefined || state === 'lost') {
      status.show({ state: 'lost', transport, ...(why === undefined ? {} : { reason: why }) });
    } else if (state !== 'live') status.show({ state: 'connecting', transport });
  }
}
