/** The closers of everything that was opened: closing runs them all, the last one added first. */

export interface Closers {
  add: (close: () => Promise<unknown>) => void;
  closeAll: () => Promise<void>;
}

export function openClosers(onError: (error: unknown) => void): Closers {
  const closers: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => {
      closers.push(close);
    },
    closeAll: async () => {
      for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close().catch(onError);
    },
  };
}
