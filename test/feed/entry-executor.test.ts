/** P5, P11: entries are executed together as far as that serves them, and never in another order. */
import { describe, expect, test } from '@jest/globals';
import { EntryExecutor, type EntryExecutorOptions } from '../../src/feed/entry-executor';
import type { Executed } from '../../src/feed/execution';
import { NewestPositions } from '../../src/feed/freshness';
import { LogEntry } from '../../src/feed/log-entry';
import { Turns } from '../../src/process/turns';

const HEAD = 100;
const NEVER = new AbortController().signal;

const answerOf = (text: string, isLast = false): Executed => ({ answer: Buffer.from(text), isLast });

function link(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const entry = Object.assign(new LogEntry(), { position: index + 1, day: '2020-02-29', kind: 'HELD', path: [1] });
    return { entry, cursor: `${index + 1}`, previous: undefined };
  });
}

/** Keeps what it was asked to do, in order. */
function openExecutor({ wanted = NEVER, price = 0, ...own }: Partial<EntryExecutorOptions> = {}) {
  const done: string[] = [];
  const positionOf = (root: object): number => (root as { position: number }).position;
  const executor = new EntryExecutor({
    events: {
      kind: 'events',
      filter: { through: [], labels: [] },
      from: { epoch: 'a', position: 0, mark: null },
      previous: undefined,
      toRoot: ({ position }) => ({ position }),
    },
    execute: (root) => {
      done.push(`alone ${positionOf(root)}`);
      return Promise.resolve(answerOf(`${positionOf(root)}`));
    },
    together: () => ({
      execute: (root) => {
        done.push(`together ${positionOf(root)}`);
        return Promise.resolve(answerOf(`${positionOf(root)}`));
      },
      close: () => {
        done.push('closed');
        return Promise.resolve();
      },
    }),
    turns: new Turns(),
    tail: { newest: new NewestPositions(HEAD) },
    wanted,
    price,
    ...own,
  });
  const execute = async (count: number): Promise<string[]> =>
    (await executor.execute(link(count))).map(([{ entry }, { answer }]) => `${entry.position}: ${answer.toString()}`);
  return { done, execute, positionOf };
}

describe('entries', () => {
  test('are executed over one snapshot; one is executed alone', async () => {
    const { done, execute } = openExecutor();
    expect(await execute(3)).toEqual(['1: 1', '2: 2', '3: 3']);
    expect(await execute(1)).toEqual(['1: 1']);
    expect(done).toEqual(['together 1', 'together 2', 'together 3', 'closed', 'alone 1']);
  });

  test('that the snapshot could not serve are executed alone, once it is closed, and keep their places', async () => {
    const { done, execute } = openExecutor({
      together: () => ({
        execute: (root) => {
          const { position } = root as { position: number };
          return Promise.resolve(position % 2 === 0 ? undefined : answerOf(`${position}, together`));
        },
        close: () => {
          done.push('closed');
          return Promise.resolve();
        },
      }),
    });
    expect(await execute(4)).toEqual(['1: 1, together', '2: 2', '3: 3, together', '4: 4']);
    expect(done).toEqual(['closed', 'alone 2', 'alone 4']);
  });

  test('after which the stream cannot go on are the last that are executed', async () => {
    const tried: object[] = [];
    const { execute } = openExecutor({
      together: () => ({ execute: () => Promise.resolve(undefined), close: () => Promise.resolve() }),
      execute: (root) => {
        tried.push(root);
        return Promise.resolve(answerOf('away', tried.length === 2));
      },
    });
    expect(await execute(5)).toEqual(['1: away', '2: away', '3: away', '4: away', '5: away']);
    expect(tried).toHaveLength(2);
  });

  test.each([
    ['cheap', 100, 32],
    ['dear', 4_000, 2],
    ['dearest', 1_000_000, 1],
  ])('that are %s are under way as many at once as a turn has time for', async (_what, price, most) => {
    let [underWay, mostUnderWay] = [0, 0];
    const { execute } = openExecutor({
      price,
      together: () => ({
        execute: async () => {
          underWay += 1;
          mostUnderWay = Math.max(mostUnderWay, underWay);
          await new Promise(setImmediate);
          underWay -= 1;
          return answerOf('');
        },
        close: () => Promise.resolve(),
      }),
    });
    await execute(100);
    expect(mostUnderWay).toBe(most);
  });

  test('that nobody wants any more are not begun, and the snapshot is closed', async () => {
    const over = new AbortController();
    const { done, execute } = openExecutor({
      wanted: over.signal,
      together: () => ({
        execute: () => {
          over.abort(new Error('nobody waits'));
          done.push('begun');
          return Promise.resolve(undefined);
        },
        close: () => {
          done.push('closed');
          return Promise.resolve();
        },
      }),
    });
    await expect(execute(100)).rejects.toThrow('nobody waits');
    expect(done.filter((what) => what === 'begun')).toHaveLength(32);
    expect(done.at(-1)).toBe('closed');
  });
});

test('an answer of the database that is ahead of the log as it was followed is asked for again, without what was known of the entry', async () => {
  const shownTo: (number | undefined)[] = [];
  const { execute } = openExecutor({
    together: () => ({
      execute: (_root, _path, shown) => {
        shownTo.push(shown?.upTo);
        return Promise.resolve({ ...answerOf(''), shownAt: HEAD + 1 });
      },
      close: () => Promise.resolve(),
    }),
    tail: {
      newest: new NewestPositions(
        0,
        link(3).map(({ entry }) => ({ ...entry, recordId: null })),
      ),
    },
  });
  await execute(2);
  await execute(2);
  // From then on nothing is guessed.
  expect(shownTo).toEqual([3, 3, undefined, undefined, undefined, undefined]);
});
