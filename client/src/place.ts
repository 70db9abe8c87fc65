/** Where a subscription to events is in the log: the newest cursor, and the proof that nothing was missed before it. */
import type { Answer, Payload } from './operation.ts';
import { readOperation } from './operation-text.ts';

/** `seen`: it came before, over another line. `gap`: something before it did not come. */
type Verdict = 'next' | 'seen' | 'gap';

interface Edge {
  cursor?: unknown;
  previousCursor?: unknown;
  node?: unknown;
}

/** So many cursors are remembered to tell what comes twice from what comes after a gap. */
const MOST_REMEMBERED = 256;

export class Place {
  /** Whether the subscription says where it begins: then it takes events, and can go on where it was. */
  readonly isGiven: boolean;
  private readonly payload: Payload;
  /** The variable that says so. */
  private readonly variable: string;
  private readonly seen = new Set<string>();
  private newest: string | undefined;

  constructor(payload: Payload) {
    this.payload = payload;
    const operation = readOperation(payload.query, payload.operationName);
    // Pages are asked for by `after`, too: by queries, and by fields of a state.
    const variable = operation?.type === 'subscription' ? operation.after : undefined;
    this.isGiven = variable !== undefined;
    this.variable = variable ?? '';
    const after = payload.variables?.[this.variable];
    if (this.isGiven && typeof after === 'string') this.newest = after;
  }

  get cursor(): string | undefined {
    return this.newest;
  }

  /** Goes on after this one, whatever was before. */
  moveTo(cursor: string | undefined): void {
    this.newest = cursor;
    this.seen.clear();
  }

  /** The operation as it is to be sent now. */
  toPayload(): Payload {
    if (!this.isGiven || this.newest === undefined) return this.payload;
    return { ...this.payload, variables: { ...this.payload.variables, [this.variable]: this.newest } };
  }

  /** Throws when the subscription does not select what it needs to go on. */
  judge({ data }: Answer): Verdict {
    const edge = Object.values(data ?? {})[0] as Edge | null | undefined;
    if (!this.isGiven || edge == null || typeof edge !== 'object') return 'next';
    const { cursor, previousCursor } = edge;
    if (typeof cursor !== 'string' || previousCursor === undefined) {
      throw new Error(
        'Select cursor and previousCursor beside node: a subscription that takes $after goes on from the newest cursor, and proves by them that nothing was missed.',
      );
    }
    if (this.seen.has(cursor) || cursor === this.newest) return 'seen';
    const isProven = this.newest === undefined || previousCursor === this.newest;
    if (!isProven) return 'gap';
    this.newest = cursor;
    this.seen.add(cursor);
    const [oldest] = this.seen;
    if (this.seen.size > MOST_REMEMBERED && oldest !== undefined) this.seen.delete(oldest);
    return 'next';
  }
}
