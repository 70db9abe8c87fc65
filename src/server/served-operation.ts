/** One operation of a client, as it is published for figures, traces and the log: whose it is, what it is and what came of it, never its content. */
import { tracingChannel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { getOperationAST, type DocumentNode } from 'graphql';
import type { Viewer } from '../access/viewer';
import type { Account } from '../account/account';
import type { ProblemCode } from '../problem';
import { formatError } from './format-error';
import type { OperationOrigin } from './operation-origin';

export interface ServedOperation extends OperationOrigin {
  /** In milliseconds, by the clock of `performance.now()`. */
  receivedAt: number;
  /** Of the token; null without one, undefined where nobody has looked at it. */
  subject: string | null | undefined;
  type: 'query' | 'mutation' | 'subscription' | 'unknown';
  name: string | undefined;
  /** Who pays for it; undefined until that is known. */
  account: Account | undefined;
  /** Units that were paid for it; undefined of what was not begun. */
  cost: number | undefined;
  /** Whether the client has left before it was answered. */
  hasLeft: boolean;
  /** `OK`, `CANCELLED` of one that failed after its client had left, or the code of the first error. A subscription is OK when it has begun. */
  outcome: 'OK' | 'CANCELLED' | ProblemCode | undefined;
}

/** By the viewer in the context of each: Apollo copies the context, but not the objects in it. */
export type ServedOperations = WeakMap<Viewer, ServedOperation>;

const served = tracingChannel<unknown, ServedOperation>('giaoban.server.operation');

export function receive(
  origin: OperationOrigin,
  subject?: string | null,
  receivedAt = performance.now(),
): ServedOperation {
  const { transport, headers, address, requestId } = origin;
  return {
    transport,
    headers,
    address,
    requestId,
    receivedAt,
    subject,
    type: 'unknown',
    name: undefined,
    hasLeft: false,
    account: undefined,
    cost: undefined,
    outcome: undefined,
  };
}

/** Carries it out in its tracing context, and publishes its end. */
export function carryOut<T>(operation: ServedOperation, work: () => Promise<T>): Promise<T> {
  return served.tracePromise(work, operation);
}

/** Nothing was carried out: its document was refused. */
export function refuseUnread(operation: ServedOperation, errors: readonly unknown[]): void {
  settle(operation, errors);
  void carryOut(operation, () => Promise.resolve());
}

export function identify(
  operation: ServedOperation,
  document: DocumentNode,
  operationName: string | null | undefined,
): void {
  const asked = getOperationAST(document, operationName);
  operation.type = asked?.operation ?? 'unknown';
  operation.name = asked?.name?.value;
}

/** Records what came of it by its errors, which need not be formatted yet. */
export function settle(operation: ServedOperation, errors: readonly unknown[] | undefined): void {
  if (errors?.[0] === undefined) operation.outcome = 'OK';
  else operation.outcome = operation.hasLeft ? 'CANCELLED' : codeOf(errors[0]);
}

/** The error is logged where it is answered; here only its code is needed. Apollo has formatted it already. */
function codeOf(error: unknown): ProblemCode {
  const { extensions } =
    error instanceof Error
      ? formatError(error, { error: () => undefined })
      : (error as { extensions?: Record<string, unknown> });
  return (extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR') as ProblemCode;
}
