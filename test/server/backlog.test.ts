/** P23: what waits for slow clients is counted to the byte, and bounded in all. */
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { MOST_BEHIND_BYTES } from '../../src/feed/outlet';
import { Backlog, LEAST_BEHIND_BYTES, type Holder } from '../../src/server/backlog';
import { PacedWriter } from '../../src/server/paced-writer';

const MOST = 16 * MOST_BEHIND_BYTES;

class Waiting implements Holder {
  backlog = 0;
  isCutOff = false;
  cutOff(): void {
    this.isCutOff = true;
    this.backlog = 0;
  }
}

function hold(backlog: Backlog, bytes: number): Waiting {
  const waiting = new Waiting();
  waiting.backlog = bytes;
  backlog.note(waiting);
  return waiting;
}

test('the more waits, the less each may be behind', () => {
  const backlog = new Backlog({ backlogBytes: MOST });
  const allowed = [backlog.mostBehind];
  for (let count = 0; count < 16; count += 1) {
    hold(backlog, MOST_BEHIND_BYTES);
    allowed.push(backlog.mostBehind);
  }
  expect(allowed.slice(0, 9).every((each) => each === MOST_BEHIND_BYTES)).toBe(true);
  expect(allowed.slice(8)).toEqual([...allowed.slice(8)].sort((a, b) => b - a));
  expect(allowed.at(12)).toBe(MOST_BEHIND_BYTES / 2);
  expect(allowed.at(-1)).toBe(LEAST_BEHIND_BYTES);
  expect(backlog.mostAhead).toBe(LEAST_BEHIND_BYTES / 4);
});

test('when it is too much, those that have taken nothing for longest are cut off, and no more of them than needed', () => {
  const backlog = new Backlog({ backlogBytes: MOST });
  const all = Array.from({ length: 16 }, () => hold(backlog, MOST_BEHIND_BYTES));
  const [first, ...others] = all as [Waiting, ...Waiting[]];
  first.backlog -= 1_000;
  backlog.note(first, true);
  const newest = hold(backlog, 2_000);
  expect(all.filter(({ isCutOff }) => isCutOff)).toEqual(others.slice(0, 2));
  expect(newest.isCutOff).toBe(false);
  expect(backlog.bytes).toBe(14 * MOST_BEHIND_BYTES + 1_000);
});

test('what has left without a word is not held against anybody', () => {
  const backlog = new Backlog({ backlogBytes: MOST });
  const silent = Array.from({ length: 16 }, () => hold(backlog, MOST_BEHIND_BYTES));
  for (const each of silent.slice(0, 8)) each.backlog = 0;
  expect(hold(backlog, MOST_BEHIND_BYTES).isCutOff).toBe(false);
  expect(silent.some(({ isCutOff }) => isCutOff)).toBe(false);
  expect(backlog.bytes).toBe(9 * MOST_BEHIND_BYTES);
});

test('writers count what they queue and what their streams hold, until it is taken, dropped or gone', () => {
  const backlog = new Backlog({ backlogBytes: MOST });
  const cut: number[] = [];
  const streams = Array.from({ length: 20 }, () => new Writable({ write: () => undefined }));
  const writers = streams.map(
    (stream, index) =>
      new PacedWriter(stream, {
        patienceMilliseconds: 600_000,
        mostBehindBytes: MOST_BEHIND_BYTES,
        shared: backlog,
        isOpen: () => true,
        onStalled: () => undefined,
        onBehind: () => undefined,
        onCutOff: () => {
          cut.push(index);
        },
      }),
  );
  for (let bytes = 0; bytes < MOST_BEHIND_BYTES; bytes += 65_536) {
    for (const writer of writers) {
      writer.write(Buffer.alloc(65_536));
      expect(backlog.bytes).toBe(writers.reduce((sum, each) => sum + each.backlog, 0));
      expect(backlog.bytes).toBeLessThanOrEqual(MOST);
    }
  }
  expect(cut.length).toBeGreaterThan(3);
  const [given = -1] = cut;
  writers[given]?.write(Buffer.alloc(1_000));
  expect(writers[given]?.backlog).toBe(0);
  writers.forEach((writer) => {
    writer.drop();
  });
  expect(backlog.bytes).toBe(writers.reduce((sum, each) => sum + each.backlog, 0));
  for (const stream of streams) stream.destroy();
});
