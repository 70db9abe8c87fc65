/** A connection that publishes how long each of its statements took: the one place where that is measured. */
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { noteCancelled } from './statement-limits';

/** What is published when a statement has ended; never its text, which may hold what is nobody's business. */
export interface EndedStatement {
  /** Its first word, as `SELECT`. */
  verb: string;
  /** On the clock of `performance.now()`. */
  startedAt: number;
  failed: boolean;
}

const ended = channel('giaoban.database.statement');

type Query = (this: Client, ...given: unknown[]) => unknown;

/** Taken as it is at the call: tests put a spy in its place. */
const queryOf = (): Query => Reflect.get(Client.prototype, 'query');

export class MeasuredClient extends Client {}

/** Set from outside, because the many forms of `query` cannot be declared once more. What a caller gets stays as it was. */
function measured(this: Client, ...given: unknown[]): unknown {
  const result = queryOf().apply(this, given);
  // A stream, as COPY is, is not a statement that ends with its answer.
  if (!(result instanceof Promise)) return result;
  const startedAt = performance.now();
  result.catch((error: unknown) => {
    noteCancelled(error, performance.now() - startedAt);
  });
  if (!ended.hasSubscribers) return result;
  const tell = (failed: boolean) => (): void => {
    ended.publish({ verb: verbOf(given[0]), startedAt, failed } satisfies EndedStatement);
  };
  result.then(tell(false), tell(true));
  return result;
}

Reflect.set(MeasuredClient.prototype, 'query', measured);

function verbOf(asked: unknown): string {
  const text = typeof asked === 'string' ? asked : ((asked as { text?: string } | null)?.text ?? '');
  return (/^\s*([a-z]+)/i.exec(text)?.[1] ?? 'OTHER').toUpperCase();
}
