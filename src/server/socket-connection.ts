/** One WebSocket: what is written to it, how far it is behind, what runs for it, and how it is closed. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { AHEAD_BYTES } from '../feed/outlet';
import type { CallOff } from './call-off';
import type { Claim } from './claim';
import type { RefusedDocument } from './document-checker';
import type { Backlog } from './backlog';
import type { SubscriberConnection } from './connections';
import type { Limits } from './limits';
import type { Newcomer } from './newcomers';
import { PacedWriter } from './paced-writer';
import type { OperationOrigin } from './operation-origin';
import type { ReadingBudgets, ReadingPace } from './reading-pace';
import type { Session } from './session';
import { textFrame } from './text-frame';
import { say, type Message } from '../words/message';
import { type MessageLanguage, translate } from '../words/translate';
import { cutReason, endSoon, tellClosed, TRY_AGAIN_LATER } from './close-socket';
import { SocketHolds } from './socket-holds';

const SERVICE_RESTART = 1012;
/** What the other side sees when the line is broken without a close. */
const ABNORMAL = 1006;

interface SocketSurroundings {
  limits: Pick<Limits, 'stallSeconds' | 'pingSeconds'>;
  /** In which it is told what is wrong. */
  language: MessageLanguage;
  origin: OperationOrigin;
  backlog: Backlog;
  reading: ReadingBudgets;
}

export class SocketConnection implements SubscriberConnection, Newcomer {
  session: Session | undefined;
  /** Set with the session: calls off what happens when its right ends. */
  forgetExpiry: () => void = () => undefined;
  /** Set when it is acknowledged: whether the operation of that id has been asked for, and not been completed. */
  isWanted: (id: string) => boolean = () => false;
  /** Why the message at hand is refused unread. */
  heavy: RefusedDocument | undefined;
  /** Gives its place back, whether among the newcomers or among those who were let in. */
  leavePlace: () => void = () => undefined;
  language: MessageLanguage;
  readonly origin: OperationOrigin;
  readonly shared: Backlog;
  readonly pace: ReadingPace;
  /** Pings that it has not answered. */
  unanswered = 0;
  /** By id the newest operation that is accepted and not settled. */
  private readonly claims = new Map<string, Claim>();
  /** Operations that are accepted and not settled, also those that the client has completed meanwhile. */
  private unsettled = 0;
  private readonly writer: PacedWriter;
  private readonly mostUnanswered: number;
  readonly holds: SocketHolds;
  private running = 0;
  private isRetiring = false;
  private whenIdle: (() => void) | undefined;

  constructor(
    readonly socket: WebSocket,
    duplex: Duplex,
    { limits, language, origin, backlog, reading }: SocketSurroundings,
  ) {
    this.language = language;
    this.origin = origin;
    this.shared = backlog;
    this.mostUnanswered = Math.max(1, Math.ceil(limits.stallSeconds / limits.pingSeconds));
    this.holds = new SocketHolds(socket);
    this.pace = reading.open(origin.address, (isHeld) => {
      this.holds.set('flood', isHeld);
    });
    this.writer = new PacedWriter(duplex, {
      patienceMilliseconds: limits.stallSeconds * 1_000,
      // A client that is fed at its own pace gets no new messages read meanwhile.
      mostBehindBytes: AHEAD_BYTES,
      shared: backlog,
      isOpen: () => this.isOpen,
      onStalled: () => {
        this.close(TRY_AGAIN_LATER, say`The connection takes too little. Come back with your newest cursor.`);
      },
      // Its messages are not read until it has taken what it asked for.
      onBehind: (isBehind) => {
        this.holds.set('behind', isBehind);
      },
      onCutOff: () => {
        this.close(TRY_AGAIN_LATER, say`Too much waits for those who take little. Come back with your newest cursor.`);
        endSoon(this.socket);
      },
    });
  }

  get address(): string {
    return this.origin.address;
  }

  get backlog(): number {
    return this.writer.backlog;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Whether messages of the client are still acted upon. */
  get isServed(): boolean {
    return this.isOpen && !this.isRetiring;
  }

  /** Sends a text message of these parts. What comes after the close is dropped: the client comes back. */
  send(parts: readonly Buffer[]): void {
    if (this.isOpen) this.writer.write(textFrame(parts));
  }

  /** Sends text messages, each of its parts, in one piece: writing is what costs. */
  sendAll(messages: readonly (readonly Buffer[])[]): void {
    if (this.isOpen) this.writer.write(Buffer.concat(messages.map(textFrame)));
  }

  emptied(): Promise<void> {
    return this.writer.emptied();
  }

  /** The words of others are in the language that they have. */
  close(code: number, reason: Message | string): void {
    if (this.isOpen) tellClosed(code);
    this.socket.close(code, cutReason(typeof reason === 'string' ? reason : translate(reason, this.language)));
    this.writer.drop();
    this.leavePlace();
    if (this.session === undefined) endSoon(this.socket);
    // It may be paused, and would never see the answer to the close.
    this.holds.set('behind', false);
  }

  /** It is a newcomer no more; its place is given back when it begins to close. */
  letIn(session: Session, leavePlace: () => void): void {
    this.leavePlace();
    this.session = session;
    this.leavePlace = leavePlace;
  }

  makeRoom(): void {
    this.close(
      TRY_AGAIN_LATER,
      say`Others have come before you said who you are. Come back, and send "connection_init" at once.`,
    );
  }

  /** The connection is gone. */
  forget(): void {
    this.forgetExpiry();
    this.pace.stop();
    this.leavePlace();
  }

  /**
   * Asks for a sign of life. A socket that gave none for as long as it may take nothing is gone: before that, the ping may
   * just be waiting behind much that the system has buffered for a slow client.
   */
  ping(): void {
    if (!this.isOpen) return;
    // Its answers are not read meanwhile.
    if (this.writer.isWaiting || this.pace.isHeld) this.unanswered = 0;
    else if (this.unanswered >= this.mostUnanswered) this.cutOff();
    else this.ask();
  }

  private cutOff(): void {
    tellClosed(ABNORMAL);
    this.socket.terminate();
  }

  private ask(): void {
    this.unanswered += 1;
    this.socket.ping();
  }

  /** How many operations there are with the new one; graphql-ws knows its id, and those of all that are settled. */
  countOperations(ids: readonly string[], newId: string): number {
    return this.unsettled + ids.filter((id) => id === newId || !this.claims.has(id)).length;
  }

  /** A client may use an id again as soon as it has completed it: the earlier operation loses it then. */
  claim(id: string, callOff: CallOff): Claim {
    const earlier = this.claims.get(id);
    if (earlier !== undefined) earlier.isLost = true;
    const claim = { id, isLost: false, callOff };
    this.claims.set(id, claim);
    this.unsettled += 1;
    return claim;
  }

  /**
   * Calls off what the client has completed, or has left behind with the socket. graphql-ws tells that of streams that have begun only; of
   * what is still under way it just forgets the id.
   */
  dropUnwanted(): void {
    for (const { id, callOff } of this.claims.values()) if (!this.isWanted(id)) callOff.leave();
  }

  /** The result of an operation; never resolves for one whose id belongs to another by now. */
  async settle<T>(claim: Claim, work: () => Promise<T>, discard: (result: T) => void): Promise<T> {
    try {
      const result = await work();
      if (!claim.isLost) return result;
      discard(result);
    } catch (error) {
      if (!claim.isLost) throw error;
    } finally {
      claim.callOff.end();
      this.unsettled -= 1;
      if (this.claims.get(claim.id) === claim) this.claims.delete(claim.id);
    }
    // graphql-ws would tell the client that the id is complete.
    return new Promise<never>(() => undefined);
  }

  /** Counts an operation that must be finished before the socket is retired. */
  async run<T>(operation: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await operation();
    } finally {
      this.running -= 1;
      // The answer is written in the turns that follow.
      if (this.running === 0) setImmediate(() => this.whenIdle?.());
    }
  }

  async retire(): Promise<void> {
    this.isRetiring = true;
    while (this.running > 0) {
      await new Promise<void>((resolve) => {
        this.whenIdle = resolve;
      });
    }
    await this.emptied();
    this.close(SERVICE_RESTART, say`The server restarts. Come back.`);
  }

  terminate(): void {
    this.socket.terminate();
  }
}
