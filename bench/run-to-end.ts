/** Runs a benchmark to its end, or until somebody stops it: what it has opened is closed either way. */
import { openClosers, type Closers } from '../src/process/closers';
import { isUnderNpm } from '../src/config/config';
import { orStopped, openStopping } from '../src/process/stopping';

/** The benchmark adds what closes its things as it opens them, and hands the signal on to what it starts. */
export async function runToEnd(benchmark: (closers: Closers, signal: AbortSignal) => Promise<void>): Promise<void> {
  const { signal, end } = openStopping(isUnderNpm());
  const closers = openClosers(complain);
  try {
    await orStopped(benchmark(closers, signal), signal);
  } catch (error) {
    process.exitCode = 1;
    complain(signal.aborted ? 'Stopping …' : error);
  } finally {
    await closers.closeAll();
  }
  if (!signal.aborted) return;
  complain('Stopped.');
  end();
}

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
