/** The events of a list. Where many come at once, they are put on top a few times a second: nobody can read more, and it costs the browser little. */
import { Component, type JSX } from 'preact';
import type { Shown } from '../page/shown.ts';
import type { FeedRow } from './feed-row.ts';
import { FeedLine } from './feed-line.tsx';

interface EventListProps {
  rows: readonly FeedRow[];
  shown: Shown;
}

/** Milliseconds between two drawings. */
const PAUSE = 250;

export class EventList extends Component<EventListProps> {
  private drawnAt = -PAUSE;
  private timer: number | undefined;

  override shouldComponentUpdate({ rows, shown }: EventListProps): boolean {
    if (shown.address !== this.props.shown.address) return true;
    if (rows === this.props.rows) return false;
    const left = this.drawnAt + PAUSE - performance.now();
    if (left <= 0) return true;
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      this.forceUpdate();
    }, left);
    return false;
  }

  override componentDidUpdate(): void {
    this.drawnAt = performance.now();
  }

  override componentWillUnmount(): void {
    window.clearTimeout(this.timer);
  }

  override render({ rows, shown }: EventListProps): JSX.Element {
    return (
      <ol class="events">
        {rows.map((row) => (
          <FeedLine key={row.position} row={row} shown={shown} />
        ))}
      </ol>
    );
  }
}
