/** What a test has opened is closed after it, also when it failed; what cannot be closed fails it. */
import { openClosers, type Closers } from '../../src/process/closers';

export function openCleanUp(): Closers {
  const failures: unknown[] = [];
  const { add, closeAll } = openClosers((error) => failures.push(error));
  return {
    add,
    closeAll: async () => {
      await closeAll();
      if (failures.length > 0) throw new AggregateError(failures.splice(0), 'Something could not be cleaned up.');
    },
  };
}
