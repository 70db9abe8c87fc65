/** Executes each operation, and each event of a subscription, in a context of its own that is closed after it. */
import { createSourceEventStream, execute, GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql';
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
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const operation = sessionOf(args).openOperation();
  try {
    const stream = await createSourceEventStream({ ...args, contextValue: operation });
    return isStream(stream) ? executeEach(args, stream[Symbol.asyncIterator]()) : stream;
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
function executeEach(args: ExecutionArgs, events: AsyncIterator<unknown>): AsyncIterableIterator<ExecutionResult> {
  let ended = false;
  return {
    async next() {
      if (ended) return { done: true, value: undefined };
      const event = await events.next().catch((error: unknown) => {
        ended = true;
        return { done: false, error };
      });
      if ('error' in event) return { done: false, value: { errors: [toGraphQLError(event.error)] } };
      if (event.done === true) return { done: true, value: undefined };
      return { done: false, value: await executeFresh({ ...args, rootValue: event.value }) };
    },
    async return() {
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

function toGraphQLError(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
