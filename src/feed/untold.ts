/** The changes that a state has not shown yet: how late each is shown is measured. */
import { tellDelivered } from './deliveries';
import type { LogEntry } from './log-entry';

/** Changes that one look may report together, as far as they are measured. */
const MOST = 32;

export class Untold {
  private entries: LogEntry[] = [];

  add(entry: LogEntry): void {
    this.entries = [...this.entries.slice(1 - MOST), entry];
  }

  /** None of them counts. */
  forget(): void {
    this.entries = [];
  }

  /** All up to the position were shown to so many. */
  tell(position: number, members: number): void {
    const shown = this.entries.filter((entry) => entry.position <= position);
    tellDelivered('state', shown, members);
    this.entries = this.entries.filter((entry) => entry.position > position);
  }
}
