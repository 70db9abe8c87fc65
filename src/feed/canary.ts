/** Takes the path of an entry to subscribers who ask for next to nothing: where it gets stuck, delivery is behind for all. */
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { RenderingBounds } from './rendering-bounds';
import type { Turns } from '../process/turns';

export class Canary {
  /** When the oldest entry was taken that the canary has not come through behind: the one under way, and the one to follow. */
  private goingSince: number | undefined;
  private dueSince: number | undefined;

  constructor(
    private readonly bounds: Pick<RenderingBounds, 'live' | 'turns'>,
    private readonly turns: Turns,
  ) {}

  /** How long ago the oldest entry was taken that may not have reached all subscribers yet. */
  get secondsBehind(): number {
    const since = this.goingSince ?? this.dueSince;
    return since === undefined ? 0 : (performance.now() - since) / 1_000;
  }

  /** To be called when entries were taken. */
  async follow(): Promise<void> {
    this.dueSince ??= performance.now();
    if (this.goingSince !== undefined) return;
    while (this.dueSince !== undefined) {
      this.goingSince = this.dueSince;
      this.dueSince = undefined;
      await this.go();
    }
    this.goingSince = undefined;
  }

  private async go(): Promise<void> {
    // The groups have begun by then.
    await turn();
    await this.bounds.live.run(() => this.bounds.turns.pass(), this);
    await this.turns.pass();
  }
}
