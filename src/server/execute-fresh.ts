/** Executes each operation, and each event of a subscription, in a context of its own that is closed after it. */
import { createSourceEventStream, execute, GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseAway, isUnforeseen } from './format-error';
import type { Gate } from './gate';
import type { Session } from './session';

/** What the transport keeps for a connection, and passes as the context value. */
export interface SessionHolder {
  session?: Session;
}

export async function executeFresh(args: ExecutionArgs): Promise<ExecutionResult> {
  const operation = sessionOf(args).openOperation();
  try {
    return await execute({ ...args, contextValue: operation });
  } finally {
    await operation.close();
  }
}

/** A stream of results; or the errors for which there is none. */
export async function subscribeFresh(
  args: ExecutionArgs,
  gate: Gate,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const operation = sessionOf(args).openOperation();
  try {
    const stream = await createSourceEventStream({ ...args, contextValue: operation });
    return isStream(stream) ? executeEach(args, stream[Symbol.asyncIterator](), gate) : stream;
  } finally {
    await operation.close();
  }
}

function sessionOf({ contextValue }: ExecutionArgs): Session {
  const { session } = contextValue as SessionHolder;
  if (session === undefined) throw new Error('An operation came before the connection was acknowledged.');
  return session;
}

function isStream(value: AsyncIterable<unknown> | ExecutionResult): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

/** A stream that cannot go on ends with the error that says why. */
function executeEach(
  args: ExecutionArgs,
  events: AsyncIterator<unknown>,
  gate: Gate,
): AsyncIterableIterator<ExecutionResult> {
  const stream = { ended: false };
  return {
    async next() {
      if (stream.ended) return { done: true, value: undefined };
      const event = await events.next().catch((error: unknown) => ({ done: false, error }));
      if ('error' in event) {
        stream.ended = true;
        return { done: false, value: { errors: [toGraphQLError(event.error)] } };
      }
      if (event.done === true) return { done: true, value: undefined };
      const value = await executeUntilAnswered({ ...args, rootValue: event.value }, stream, gate);
      return { done: false, value };
    },
    async return() {
      stream.ended = true;
      await events.return?.();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const FIRST_RETRY_MILLISECONDS = 100;
const RETRIES = 8;
/** A fault that nobody foresaw may pass too; one that stays is told, and the stream goes on. */
const UNFORESEEN_RETRIES = 2;

/**
 * While the database is away an event is executed again, with longer and longer pauses: an answer that says
 * UNAVAILABLE would carry the position of an event whose content never came (P5). In the end the stream ends with it.
 */
async function executeUntilAnswered(
  args: ExecutionArgs,
  stream: { ended: boolean },
  gate: Gate,
): Promise<ExecutionResult> {
  for (let attempt = 0; ; attempt += 1) {
    const result = await gate(() => executeFresh(args));
    const isAway = result.errors?.some(isDatabaseAway) === true;
    const isUnclear = !isAway && attempt < UNFORESEEN_RETRIES && result.errors?.some(isUnforeseen) === true;
    if (stream.ended || !(isAway || isUnclear)) return result;
    if (attempt === RETRIES) {
      stream.ended = true;
      return { errors: [...(result.errors ?? [])] };
    }
    await pause(FIRST_RETRY_MILLISECONDS * 2 ** attempt);
  }
}

function toGraphQLError(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
