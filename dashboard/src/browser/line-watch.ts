/** How the line is, in the words of the page: live is said only once nothing is missing any more. */
import type { Line } from '../page/page-state.ts';
import type { LineStatus, Source } from '../source/source.ts';

const SECOND = 1_000;

export class LineWatch {
  /** By a clock that nobody sets. */
  private lostAt = 0;
  private ticking: number | undefined;
  private awaited: number | undefined;
  private line: Line = { state: 'connecting', lostFor: 0 };

  constructor(
    private readonly source: Source,
    private readonly show: (shown: { line: Line }) => void,
    private readonly onReturn: () => void,
  ) {}

  begin(): void {
    this.source.onStatus((status) => {
      this.take(status);
    });
  }

  /** What is shown has come as far as `position`. */
  reached(position: number): void {
    if (this.awaited === undefined || position < this.awaited) return;
    this.awaited = undefined;
    if (this.line.state === 'catching-up' || this.line.state === 'connecting') this.tell('live');
  }

  private take(status: LineStatus): void {
    const wasLost = this.line.state === 'lost';
    if (status !== 'lost') window.clearInterval(this.ticking);
    switch (status) {
      case 'lost':
        if (wasLost) return;
        this.lostAt = performance.now();
        this.awaited = undefined;
        window.clearInterval(this.ticking);
        this.ticking = window.setInterval(() => {
          this.tell('lost');
        }, SECOND);
        this.tell('lost');
        return;
      case 'live':
        this.tell(wasLost ? 'catching-up' : 'connecting');
        this.onReturn();
        return;
      case 'connecting':
      case 'refused':
        this.tell(status);
        return;
    }
  }

  /** From now on it has caught up when it has come as far as this. */
  await(position: number, reached: number): void {
    this.awaited = position;
    this.reached(reached);
  }

  private tell(state: Line['state']): void {
    const lostFor = state === 'lost' ? Math.floor((performance.now() - this.lostAt) / SECOND) : 0;
    this.line = { state, lostFor };
    this.show({ line: this.line });
  }
}
