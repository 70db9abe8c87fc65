/** Says with an answer which position of the log it shows: a cache that several answers feed knows by it which is newer (P18). */
import type { Operation } from '../access/operation';

interface Answered {
  data?: unknown;
  extensions?: Record<string, unknown>;
}

/** Nothing is said of an answer without data, nor of one that shows nothing of the log. */
export async function placeAnswer<Result extends Answered>(result: Result, operation: Operation): Promise<Result> {
  if (result.data === undefined || result.data === null) return result;
  // The answer is there already: a database that goes away at this moment does not take it away.
  const position = await operation.position().catch(() => undefined);
  return position === undefined ? result : { ...result, extensions: { ...result.extensions, position } };
}

export function positionOf({ extensions }: Answered): number | undefined {
  return extensions?.['position'] as number | undefined;
}
