/** Carries out one operation of a WebSocket. */
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Queries, Question } from './answer-queries';
import { executeFresh } from './execute-operation';
import { toGraphQLError } from './format-error';
import { settle, type ServedOperation } from './served-operation';
import type { Session } from './session';
import type { Claim } from './claim';
import type { SocketConnection } from './socket-connection';
import { SocketOutlet } from './socket-outlet';
import { subscribe, type SubscribeOptions } from './subscribe';

/** What an operation is executed with, before it has a context of its own. */
export interface SocketOperation {
  connection: SocketConnection;
  session: Session;
  claim: Claim;
  served: ServedOperation;
  /** Where it is answered by the place of the log. */
  question: Question | undefined;
}

/** Resolves to the way out of a subscription that is open, or to why it is not. */
export async function subscribeOver(options: SubscribeOptions, args: ExecutionArgs) {
  const { connection, session, claim, served } = args.contextValue as SocketOperation;
  const { document, operationName, variableValues: variables } = args;
  const outlet = new SocketOutlet(connection, claim);
  try {
    const price = served.cost ?? 0;
    const asked = { document, operationName, variables, session, outlet, price, signal: claim.callOff.signal };
    const { leave } = await subscribe(options, asked);
    settle(served, undefined);
    outlet.whenReturned(leave);
    return outlet;
  } catch (error) {
    settle(served, [error]);
    return { errors: [error as never] };
  }
}

/** An operation that fails as a whole ends alone: the socket has others. */
export async function executeOver(queries: Queries, args: ExecutionArgs): Promise<ExecutionResult | SocketOutlet> {
  const { connection, session, claim, served, question } = args.contextValue as SocketOperation;
  try {
    if (question === undefined) return await executeFresh(args, session, served, claim.callOff);
    const read = question.source.length + question.values.length;
    const asking = { sender: session, served, wait: claim.callOff.waitOnly, read };
    const { answer } = await queries.answer(question, asking);
    settle(served, answer.errors);
    // To graphql-ws it is a stream that only ends: the bytes go out as they are kept.
    const outlet = new SocketOutlet(connection, claim);
    if (!outlet.isGone) outlet.end(answer.body.subarray(0, -1));
    return outlet;
  } catch (error) {
    settle(served, [error]);
    return { errors: [toGraphQLError(error)] };
  }
}
