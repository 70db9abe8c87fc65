/** What the newest events belong to, by position; and how many spans of each there are already. */
import type { Context } from '@opentelemetry/api';

const KEPT = 4_096;
/** An event that concerns thousands of groups is told of by the first of them. */
const MOST_SPANS = 16;

export class Origins {
  private readonly byPosition = new Map<number, { context: Context; render: number; deliver: number }>();

  has(position: number): boolean {
    return this.byPosition.has(position);
  }

  /** A transaction that is tried again takes the same positions: the last one counts. */
  set(position: number, context: Context): void {
    this.byPosition.delete(position);
    this.byPosition.set(position, { context, render: 0, deliver: 0 });
    if (this.byPosition.size <= KEPT) return;
    const [oldest] = this.byPosition.keys();
    if (oldest !== undefined) this.byPosition.delete(oldest);
  }

  /** The context for one more span; undefined when there are enough, or the event is an old one. */
  take(position: number, what: 'render' | 'deliver'): Context | undefined {
    const origin = this.byPosition.get(position);
    if (origin === undefined || origin[what] >= MOST_SPANS) return undefined;
    origin[what] += 1;
    return origin.context;
  }
}
