/** P9: a stream gets no more than it takes; what waits is counted, and one that takes nothing is given up. */
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Backlog } from '../../src/server/backlog';
import { PacedWriter } from '../../src/server/paced-writer';

const PATIENCE = 30_000;
const MOST_BEHIND = 1_048_576;
const HANDED = 65_536;

/** A stream that takes a chunk when it is told to. */
class SlowStream extends Writable {
  readonly taken: Buffer[] = [];
  /** Takes everything at once from now on. */
  isFast = false;
  private taking: (() => void)[] = [];

  constructor() {
    super({ highWaterMark: 16_384 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this._writev([{ chunk }], done);
  }

  /** What waits goes out in one piece, as with a socket. */
  override _writev(pieces: { chunk: Buffer }[], done: () => void): void {
    const take = (): void => {
      this.taken.push(...pieces.map(({ chunk }) => chunk));
      done();
    };
    if (this.isFast) take();
    else this.taking.push(take);
  }

  /** Takes the chunk that it was given; whoever waits for that is told before this resolves. */
  async take(): Promise<void> {
    this.taking.shift()?.();
    await settled();
  }

  async takeAll(): Promise<void> {
    while (this.taking.length > 0) await this.take();
  }

  get text(): string {
    return Buffer.concat(this.taken).toString();
  }
}

/** What was set off has happened: streams tell of it in the turns that follow. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

let stream: SlowStream;
let writer: PacedWriter;
let stalled: number;
let behind: boolean[];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  stream = new SlowStream();
  stalled = 0;
  behind = [];
  writer = new PacedWriter(stream, {
    patienceMilliseconds: PATIENCE,
    mostBehindBytes: MOST_BEHIND,
    shared: new Backlog({ backlogBytes: 64 * MOST_BEHIND }),
    onCutOff: () => undefined,
    isOpen: () => true,
    onStalled: () => (stalled += 1),
    onBehind: (isBehind) => behind.push(isBehind),
  });
});
afterEach(() => {
  stream.destroy();
  jest.useRealTimers();
});

/** Chunks that say which they are. */
function chunks(count: number, length: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`${index};`.padEnd(length, '.')));
}

describe('what is written', () => {
  test('arrives whole and in order, however slowly it is taken', async () => {
    const all = chunks(500, 3_000);
    for (const chunk of all) writer.write(chunk);
    await stream.takeAll();
    expect(stream.text === Buffer.concat(all).toString()).toBe(true);
    expect(writer.backlog).toBe(0);
  });

  test('leaves also when the stream, slow at first, takes the rest at once', async () => {
    const all = chunks(1_000, 3_000);
    for (const chunk of all) writer.write(chunk);
    const emptied = writer.emptied();
    stream.isFast = true;
    await stream.takeAll();
    await emptied;
    expect(writer.backlog).toBe(0);
    expect(stream.text === Buffer.concat(all).toString()).toBe(true);
    expect(behind).toEqual([true, false]);
    jest.advanceTimersByTime(2 * PATIENCE);
    expect(stalled).toBe(0);
  });

  test('is counted until it is taken', async () => {
    const all = chunks(500, 3_000);
    for (const [index, chunk] of all.entries()) {
      writer.write(chunk);
      expect(writer.backlog).toBe((index + 1) * 3_000);
    }
    let before = writer.backlog;
    while (before > 0) {
      await stream.take();
      expect(writer.backlog).toBeLessThan(before);
      before = writer.backlog;
    }
  });

  test('goes to the stream bit by bit: it never holds more than two portions and a chunk', async () => {
    for (const chunk of chunks(1_000, 3_000)) {
      writer.write(chunk);
      expect(stream.writableLength).toBeLessThan(HANDED + 3_000);
    }
    while (writer.backlog > 0) {
      await stream.take();
      expect(stream.writableLength).toBeLessThan(HANDED + 3_000);
    }
  });

  test('stands beside what others write to the stream, never within it', async () => {
    for (const chunk of chunks(40, 5_000)) writer.write(chunk);
    stream.write('(ping)');
    await stream.takeAll();
    expect(stream.text.replace('(ping)', '') === Buffer.concat(chunks(40, 5_000)).toString()).toBe(true);
    expect(stream.text).toMatch(/\.\(ping\)\d+;/);
  });
});

describe('a writer that others wait for', () => {
  test('is empty at once when nothing waits', async () => {
    await writer.emptied();
    writer.write(Buffer.from('small'));
    await writer.emptied();
    expect(writer.isWaiting).toBe(false);
  });

  test('is emptied when all was taken, not before', async () => {
    for (const chunk of chunks(100, 3_000)) writer.write(chunk);
    let backlogThen: number | undefined;
    const emptied = writer.emptied().then(() => {
      backlogThen = writer.backlog;
    });
    await stream.take();
    expect(backlogThen).toBeUndefined();
    await stream.takeAll();
    await emptied;
    expect(backlogThen).toBe(0);
  });

  test.each<[string, (stream: Writable) => void]>([
    ['destroyed', (each) => each.destroy()],
    ['ended', (each) => each.end()],
  ])('is not emptied when the stream is %s, but when it is closed: then nothing waits any more', async (_how, stop) => {
    for (const chunk of chunks(100, 3_000)) writer.write(chunk);
    let backlogThen: number | undefined;
    const before = writer.emptied();
    stop(stream);
    // Whoever asks for as long as there is a backlog must leave the process its turns.
    const after = writer.emptied().then(() => {
      backlogThen = writer.backlog;
    });
    await Promise.resolve();
    expect(backlogThen).toBeUndefined();
    stream.destroy();
    await Promise.all([before, after]);
    expect(backlogThen).toBe(0);
    writer.write(Buffer.alloc(100_000));
    expect(writer.backlog).toBe(0);
    await writer.emptied();
    jest.advanceTimersByTime(2 * PATIENCE);
    expect(stalled).toBe(0);
  });
});

describe('one that is behind', () => {
  test('is said to be when more than 1 MiB waits, and not to be when no more than that does', async () => {
    const [chunk] = chunks(1, 4_096) as [Buffer];
    for (let count = 0; count < MOST_BEHIND / 4_096; count += 1) writer.write(chunk);
    expect(behind).toEqual([]);
    writer.write(chunk);
    expect(behind).toEqual([true]);
    writer.write(chunk);
    expect(behind).toEqual([true]);
    await stream.take();
    while (behind.length < 2) await stream.take();
    expect(behind).toEqual([true, false]);
    expect(writer.backlog).toBeLessThanOrEqual(MOST_BEHIND);
    await stream.takeAll();
    expect(behind).toEqual([true, false]);
  });
});

describe('one that takes nothing', () => {
  const writeALot = (): void => {
    for (const chunk of chunks(200, 3_000)) writer.write(chunk);
  };

  test('is given up when the patience is over, and what it was not given yet is let go of', () => {
    writeALot();
    jest.advanceTimersByTime(PATIENCE - 1);
    expect({ stalled, isWaiting: writer.isWaiting }).toEqual({ stalled: 0, isWaiting: true });
    jest.advanceTimersByTime(1);
    expect(stalled).toBe(1);
    expect(writer.backlog).toBeLessThan(HANDED + 3_000);
    jest.advanceTimersByTime(2 * PATIENCE);
    expect(stalled).toBe(1);
  });

  test('has all the time again after it took a portion', async () => {
    writeALot();
    // The first chunk goes out alone, the rest of the first portion with the next.
    await stream.take();
    while (writer.backlog > 0) {
      jest.advanceTimersByTime(PATIENCE - 1);
      await stream.take();
    }
    expect(writer.isWaiting).toBe(false);
    jest.advanceTimersByTime(2 * PATIENCE);
    expect(stalled).toBe(0);
  });

  test('is not waited for when it owes nothing', () => {
    writer.write(Buffer.from('small'));
    jest.advanceTimersByTime(2 * PATIENCE);
    expect(stalled).toBe(0);
  });

  test('is given up also when it was others who filled the stream', () => {
    stream.write(Buffer.alloc(2 * HANDED));
    writeALot();
    jest.advanceTimersByTime(PATIENCE);
    expect(stalled).toBe(1);
  });
});
