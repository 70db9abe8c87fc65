/** P5: those who watch a state may miss states in between, never go back, and end up with the newest. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_BEHIND_BYTES } from '../../src/feed/outlet';
import { openRenderingBounds } from '../../src/feed/renderer';
import type { ReportRead } from '../../src/feed/subscription-plan';
import { StateGroup } from '../../src/feed/state-group';
import { Turns } from '../../src/process/turns';
import { LogEntry } from '../../src/feed/log-entry';
import { CollectingOutlet } from '../support/collecting-outlet';

/** Looks that have begun and wait to be told what they see. */
let looks: ((position: number | undefined) => void)[];
let begun: () => void;
let group: StateGroup;

beforeEach(() => {
  looks = [];
  begun = () => undefined;
  group = new StateGroup({
    state: {
      kind: 'state',
      filter: { through: [], labels: [] },
      from: { epoch: 'a', position: 0, mark: null },
      toRoot: (seen) => ({ seen }),
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
    reaches: () => Promise.resolve(true),
    explain: () => Buffer.from('fault'),
    onEmpty: () => undefined,
  });
});

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
