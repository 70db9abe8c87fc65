/** P5: those who watch a state may miss states in between, never go back, and end up with the newest. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_BEHIND_BYTES } from '../../src/feed/outlet';
import { openRenderingBounds } from '../../src/feed/rendering-bounds';
import type { ReportRead } from '../../src/feed/subscription-plan';
import type { LogPlace } from '../../src/feed/cursor';
import type { Clock } from '../../src/feed/clock';
import { Payers } from '../../src/feed/payers';
import { StateGroup } from '../../src/feed/state-group';
import { Turns } from '../../src/process/turns';
import { LogEntry } from '../../src/feed/log-entry';
import { CollectingOutlet } from '../support/collecting-outlet';

/** Looks that have begun and wait to be told what they see. */
let looks: ((position: number | undefined) => void)[];
let begun: () => void;
let group: StateGroup;

/** A clock that stands still until it is moved. */
let now: number;
let alarms: { at: number; run: () => void }[];
const clock: Clock = {
  now: () => now,
  after: (milliseconds, run) => {
    const alarm = { at: now + milliseconds, run };
    alarms.push(alarm);
    return () => {
      alarms = alarms.filter((each) => each !== alarm);
    };
  },
};

function moveTo(time: number): void {
  now = time;
  const ringing = alarms.filter(({ at }) => at <= now);
  alarms = alarms.filter(({ at }) => at > now);
  for (const { run } of ringing) run();
}

/** Where the log ends by now; unless a test says otherwise, nobody can tell. */
let lookAtEnd: () => Promise<LogPlace>;

beforeEach(() => {
  lookAtEnd = () => Promise.reject(new Error('The database is away.'));
  openGroup(0);
});

function openGroup(atMostEvery: number): void {
  looks = [];
  begun = () => undefined;
  now = 0;
  alarms = [];
  group = new StateGroup({
    state: {
      kind: 'state',
      filter: { through: [], labels: [] },
      from: { epoch: 'a', position: 0, mark: null },
      toRoot: (seen) => ({ seen }),
      atMostEvery,
    },
    execute: async (root) => {
      const position = await new Promise<number | undefined>((resolve) => {
        looks.push(resolve);
        begun();
      });
      if (position !== undefined) (root as { seen: ReportRead }).seen({ epoch: 'a', position, mark: null });
      return { answer: Buffer.from(`state at ${position ?? 'nowhere'}`), isLast: false };
    },
    bounds: openRenderingBounds(),
    turns: new Turns(),
    clock,
    reaches: () => Promise.resolve(true),
    look: () => lookAtEnd(),
    explain: () => Buffer.from('fault'),
    onEmpty: () => undefined,
    payers: new Payers(0),
  });
}

const offer = (position: number): void => {
  group.offer(Object.assign(new LogEntry(), { position, kind: 'HELD', path: [1], labels: [] }));
};

/** The next look, as soon as it has begun. */
async function look(): Promise<(position: number | undefined) => void> {
  for (let next = looks.shift(); ; next = looks.shift()) {
    if (next !== undefined) return next;
    await new Promise<void>((resolve) => (begun = resolve));
  }
}

function join(outlet = new CollectingOutlet()): CollectingOutlet {
  group.join(outlet);
  return outlet;
}

describe('a state', () => {
  test('is looked at for one who comes, and not sent to those who have it', async () => {
    const first = join();
    (await look())(5);
    await first.waitFor(1);
    const second = join();
    (await look())(6);
    await second.waitFor(1);
    offer(7);
    (await look())(7);
    await Promise.all([first.waitFor(2), second.waitFor(2)]);
    expect(first.answers).toEqual(['state at 5', 'state at 7']);
    expect(second.answers).toEqual(['state at 6', 'state at 7']);
  });

  test('is not read again for one who comes while nothing has changed (P20), and is when the end of the log is elsewhere', async () => {
    let end = 5;
    lookAtEnd = () => Promise.resolve({ epoch: 'a', position: end, mark: null });
    const first = join();
    (await look())(5);
    await first.waitFor(1);
    const second = join();
    await second.waitFor(1);
    expect(looks).toEqual([]);
    end = 6;
    moveTo(100);
    const third = join();
    (await look())(6);
    await third.waitFor(1);
    expect([first.answers, second.answers, third.answers]).toEqual([['state at 5'], ['state at 5'], ['state at 6']]);
  });

  test('that a look has begun to see is not given to one who comes meanwhile: they may know a newer one', async () => {
    const first = join();
    const running = await look();
    const second = join();
    running(5);
    await first.waitFor(1);
    expect(second.answers).toEqual([]);
    (await look())(6);
    await second.waitFor(1);
    expect([first.answers, second.answers]).toEqual([['state at 5'], ['state at 6']]);
  });

  test('seen for one who came, before this process has read so far, reaches the others when it has', async () => {
    const first = join();
    (await look())(5);
    await first.waitFor(1);
    const second = join();
    // The database is ahead of what has been offered.
    (await look())(8);
    await second.waitFor(1);
    offer(7);
    await first.waitFor(2);
    offer(8);
    offer(9);
    (await look())(9);
    await Promise.all([first.waitFor(3), second.waitFor(2)]);
    expect(first.answers).toEqual(['state at 5', 'state at 8', 'state at 9']);
    expect(second.answers).toEqual(['state at 8', 'state at 9']);
  });

  test('that changes while it is looked at is looked at once more, however often it changed', async () => {
    const watcher = join();
    const running = await look();
    for (const position of [6, 7, 8]) offer(position);
    running(5);
    (await look())(8);
    await watcher.waitFor(2);
    expect(watcher.answers).toEqual(['state at 5', 'state at 8']);
    expect(looks).toEqual([]);
  });

  test('skips states for one who takes nothing, and sends the newest when it takes again', async () => {
    const slow = join();
    (await look())(5);
    const fast = join();
    (await look())(5);
    await Promise.all([slow.waitFor(1), fast.waitFor(1)]);
    slow.backlog = MOST_BEHIND_BYTES + 1;
    for (const position of [6, 7, 8]) {
      offer(position);
      (await look())(position);
      await fast.waitFor(position - 4);
    }
    slow.drain();
    await slow.waitFor(2);
    expect(slow.answers).toEqual(['state at 5', 'state at 8']);
  });

  test('that can no longer be told ends the stream with the reason', async () => {
    const watcher = join();
    (await look())(undefined);
    expect(await watcher.ended).toBe('state at nowhere');
  });
});

describe('a state that comes at most every second', () => {
  /** Everything that does not wait for the clock or for a look is done. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(() => {
    openGroup(1_000);
  });

  test('comes at once, and again no earlier, with all that has changed since', async () => {
    const watcher = join();
    (await look())(5);
    await watcher.waitFor(1);
    moveTo(10);
    for (const position of [6, 7]) offer(position);
    await settled();
    expect([watcher.answers, looks, alarms.map(({ at }) => at)]).toEqual([['state at 5'], [], [1_000]]);
    moveTo(900);
    offer(8);
    await settled();
    expect([looks, alarms.map(({ at }) => at)]).toEqual([[], [1_000]]);
    moveTo(1_000);
    (await look())(8);
    await watcher.waitFor(2);
    expect(watcher.answers).toEqual(['state at 5', 'state at 8']);
    expect(alarms).toEqual([]);
  });

  test('comes at once after a change when nothing came for so long', async () => {
    const watcher = join();
    (await look())(5);
    await watcher.waitFor(1);
    moveTo(5_000);
    offer(6);
    (await look())(6);
    await watcher.waitFor(2);
    offer(7);
    await settled();
    expect(looks).toEqual([]);
    moveTo(6_000);
    (await look())(7);
    await watcher.waitFor(3);
    expect(watcher.answers).toEqual(['state at 5', 'state at 6', 'state at 7']);
  });

  test('comes at once to one who joins, and the others go on at their pace, all with one look', async () => {
    const first = join();
    (await look())(5);
    await first.waitFor(1);
    moveTo(400);
    offer(6);
    const second = join();
    (await look())(6);
    await second.waitFor(1);
    await settled();
    expect([first.answers, second.answers]).toEqual([['state at 5'], ['state at 6']]);
    // What the first one lacks has been looked at already.
    moveTo(1_000);
    await first.waitFor(2);
    offer(7);
    await settled();
    expect(looks).toEqual([]);
    moveTo(1_999);
    expect(looks).toEqual([]);
    moveTo(2_000);
    (await look())(7);
    await Promise.all([first.waitFor(3), second.waitFor(2)]);
    expect([first.answers, second.answers]).toEqual([
      ['state at 5', 'state at 6', 'state at 7'],
      ['state at 6', 'state at 7'],
    ]);
    expect([looks, alarms]).toEqual([[], []]);
  });

  test('does not keep those waiting who have one, however many join', async () => {
    const first = join();
    (await look())(5);
    await first.waitFor(1);
    offer(6);
    for (let time = 300; time <= 2_100; time += 300) {
      moveTo(time);
      const other = join();
      (await look())(6);
      await other.waitFor(1);
    }
    await first.waitFor(2);
    expect(first.answers).toEqual(['state at 5', 'state at 6']);
  });

  test('skips states for one who takes nothing, and holds back nobody for it', async () => {
    const slow = join();
    (await look())(5);
    await slow.waitFor(1);
    const fast = join();
    (await look())(5);
    await fast.waitFor(1);
    slow.backlog = MOST_BEHIND_BYTES + 1;
    for (const position of [6, 7]) {
      offer(position);
      await settled();
      moveTo(now + 1_000);
      (await look())(position);
      await fast.waitFor(position - 4);
    }
    slow.drain();
    await settled();
    moveTo(now + 1_000);
    await slow.waitFor(2);
    expect(slow.answers).toEqual(['state at 5', 'state at 7']);
  });

  test('leaves no alarm behind', async () => {
    const outlet = new CollectingOutlet();
    const { leave } = group.join(outlet);
    (await look())(5);
    await outlet.waitFor(1);
    offer(6);
    await settled();
    expect(alarms).toHaveLength(1);
    leave();
    expect(alarms).toEqual([]);
  });
});
