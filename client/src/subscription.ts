/** Keeps a subscription going from where it was: over lost lines, ended streams, RESYNC and gaps. */
import { GiaoBanError, lostMutation } from './fault.ts';
import type { Line } from './line.ts';
import { LinkedAbort } from './linked-abort.ts';
import { codeOf, retryAfterOf, type Answer, type GraphQLErrors, type Payload, type Sink } from './operation.ts';
import { readOperation } from './operation-text.ts';
import type { Pace } from './pace.ts';
import { Place } from './place.ts';
import { maySendAgain } from './sent-again.ts';

/** Why a subscription to events cannot simply go on: its entry is gone, or something in between did not come. */
export type Gap = 'RESYNC' | 'MISSED';

export interface Subscribed {
  payload: Payload;
  next: Sink['next'];
  signal: AbortSignal;
  /** Where to begin when it does not say. */
  begin: () => Promise<string | undefined>;
  /** Sees to it that what was missed is asked for; resolves to the place after which to go on. */
  onGap: (why: Gap) => Promise<string | undefined>;
}

/** Resolves when it is over; rejects with what ended it. */
export class Subscription {
  private readonly line: Line;
  private readonly pace: Pace;
  private readonly subscribed: Subscribed;
  private readonly place: Place;
  private readonly type: string | undefined;
  private attempts = 0;
  private opened = 0;
  /** What came last, if it may be the reason for which the stream ends after it. */
  private refusal: GraphQLErrors | undefined;
  private hasGap = false;
  private fault: Error | undefined;
  /** It shows a state, whole each time: nothing is lost with what lies in between. */
  private isState = false;

  constructor(line: Line, pace: Pace, subscribed: Subscribed) {
    const { query, operationName } = subscribed.payload;
    this.line = line;
    this.pace = pace;
    this.subscribed = subscribed;
    this.place = new Place(subscribed.payload);
    this.type = readOperation(query, operationName)?.type;
  }

  async run(): Promise<void> {
    const { signal, begin } = this.subscribed;
    if (this.place.isGiven && this.place.cursor === undefined) this.place.moveTo(await begin());
    do await this.attempt();
    while (!signal.aborted && (await this.goesOn()));
  }

  private async attempt(): Promise<void> {
    this.attempts += 1;
    const attempt = new LinkedAbort(this.subscribed.signal);
    try {
      await this.line.carry({
        payload: (wasSent) => this.toSend(wasSent || this.attempts > 1),
        onAnswer: (answer) => {
          if (!this.take(answer)) attempt.abort();
        },
        onOpen: () => {
          this.opened += 1;
          // What ends the client, or refuses its token, ends the subscription by itself.
          if (this.opened > 1 && this.isBlind()) this.subscribed.onGap('MISSED').catch(() => undefined);
        },
        signal: attempt.signal,
      });
    } catch (error) {
      // Refused before anything was begun: it may come again.
      if (!(error instanceof GiaoBanError) || retryAfterOf(error.errors) === undefined) throw error;
      this.refusal = error.errors;
      this.attempts -= 1;
    } finally {
      attempt.release();
    }
  }

  /** A subscription to events that does not say where it goes on: nobody knows what came meanwhile. */
  private isBlind(): boolean {
    return this.type === 'subscription' && !this.place.isGiven && !this.isState;
  }

  private toSend(wasSent: boolean): Payload {
    if (wasSent && !maySendAgain(this.subscribed.payload)) throw lostMutation();
    return this.place.toPayload();
  }

  /** False: the rest is not wanted. What the application throws ends its own subscription, and no other. */
  private take(answer: Answer): boolean {
    try {
      this.refusal = refusalOf(answer);
      // Whether it passes is for us to deal with, when the stream ends.
      if (isForUs(this.refusal)) return true;
      if (answer.data == null) {
        this.subscribed.next(answer);
        return true;
      }
      const verdict = this.place.judge(answer);
      this.hasGap = verdict === 'gap';
      if (verdict !== 'next') return !this.hasGap;
      this.isState ||= !isEdge(answer);
      this.pace.succeed();
      this.subscribed.next(answer);
      return true;
    } catch (error) {
      this.fault = error instanceof Error ? error : new Error(String(error));
      return false;
    }
  }

  /** What becomes of it after a stream has ended. */
  private async goesOn(): Promise<boolean> {
    const { refusal, hasGap, fault } = this;
    this.refusal = undefined;
    this.hasGap = false;
    if (fault !== undefined) throw fault;
    if (refusal === undefined ? !hasGap && this.type !== 'subscription' : !isForUs(refusal)) return false;
    await this.pace.pause(retryAfterOf(refusal));
    if (hasGap || codeOf(refusal) === 'RESYNC')
      this.place.moveTo(await this.subscribed.onGap(hasGap ? 'MISSED' : 'RESYNC'));
    return true;
  }
}

/**
 * A request that is refused has no data at all. One whose execution failed has `data: null`: a push like any other, after which the
 * next one comes, but the only answer to a query.
 */
function refusalOf({ data, errors = [] }: Answer): GraphQLErrors | undefined {
  if (errors.length === 0 || data != null) return undefined;
  return data === undefined || isForUs(errors) ? errors : undefined;
}

function isForUs(errors: GraphQLErrors | undefined): boolean {
  return ['RESYNC', 'UNAVAILABLE'].includes(codeOf(errors) ?? '') || retryAfterOf(errors) !== undefined;
}

function isEdge({ data }: Answer): boolean {
  const root = Object.values(data ?? {})[0];
  return typeof root === 'object' && root !== null && 'node' in root;
}
