/** One token after another that is not valid is refused later and later; other addresses are told at once (P23). */
import { expect, test } from '@jest/globals';
import type { Clock } from '../../src/feed/clock';
import { RefusedSenders } from '../../src/server/refused-senders';

/** A clock that stands still until it is moved. */
class StandingClock implements Clock {
  private time = 0;
  private alarms: { at: number; run: () => void }[] = [];
  readonly now = (): number => this.time;

  readonly after: Clock['after'] = (milliseconds, run) => {
    const alarm = { at: this.time + milliseconds, run };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((each) => each !== alarm);
    };
  };

  get waiting(): number[] {
    return this.alarms.map(({ at }) => at - this.time);
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.alarms.filter(({ at }) => at <= this.time);
    this.alarms = this.alarms.filter(({ at }) => at > this.time);
    for (const { run } of due) run();
  }
}

test('an office whose tokens have ended is told at once; a flood waits, and no longer than five seconds', async () => {
  const clock = new StandingClock();
  const senders = new RefusedSenders(clock);
  for (let count = 0; count < 200; count += 1) await senders.mayBeTold('192.0.2.1');
  expect(clock.waiting).toEqual([]);
  const late = Array.from({ length: 1_000 }, () => senders.mayBeTold('192.0.2.1'));
  expect(clock.waiting).toHaveLength(1_000);
  expect(Math.max(...clock.waiting)).toBe(5_000);
  await senders.mayBeTold('192.0.2.2');
  clock.pass(5_000);
  await Promise.all(late);
});

test('who waits long enough is told at once again', async () => {
  const clock = new StandingClock();
  const senders = new RefusedSenders(clock);
  const told = Array.from({ length: 300 }, () => senders.mayBeTold('192.0.2.1'));
  clock.pass(20_000);
  await Promise.all(told);
  await senders.mayBeTold('192.0.2.1');
  expect(clock.waiting).toEqual([]);
});
