/** Adds a subscription to the group of those who ask the same with the same rights. */
import {
  createSourceEventStream,
  GraphQLError,
  locatedError,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import type { Account } from '../account/account';
import { type Viewer, viewingRights } from '../access/viewer';
import type { Asker } from '../database/snapshot';
import type { FanOut, GroupRequest } from '../feed/fan-out';
import { Problem } from '../problem';
import { SubscriptionPlan } from '../feed/subscription-plan';
import type { Turns } from '../process/turns';
import type { Joined, Outlet } from '../feed/outlet';
import { nameNulls } from './find-wrong-value';
import { executeShared, serialise } from './execute-operation';
import { executeTogether } from './execute-together';
import { toGraphQLError, type ErrorLog } from './format-error';
import type { Limits } from './limits';
import { say } from '../words/message';
import type { Session } from './session';
import { shareOperation, type SharedOperation, type Shapes } from './share-operation';

export interface SubscribeOptions {
  schema: GraphQLSchema;
  fanOut: FanOut;
  log: ErrorLog;
  shapes: Shapes;
  turns: Turns;
  limits: Pick<Limits, 'subscriptionsPerClient' | 'operationSeconds'>;
}

export interface SubscribeRequest {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  session: Session;
  outlet: Outlet;
  /** Units of cost of one execution of what is selected. */
  price: number;
  /** Aborted when the subscriber has left, or has waited for long enough. */
  signal: AbortSignal;
  /** Continues after this cursor, whatever the operation says: it is newer. */
  resumeAfter?: string | undefined;
}

/** Resolves when the subscriber is in; throws a GraphQLError that refuses the subscription. */
export async function subscribe(server: SubscribeOptions, asked: SubscribeRequest): Promise<Joined> {
  const { document, operationName, variables, session, outlet, price, signal, resumeAfter } = asked;
  let field: string | undefined;
  // Many may come at once.
  await server.turns.pass(session.account);
  try {
    signal.throwIfAborted();
    const shared = shareOperation(server.schema, document, operationName ?? undefined, variables ?? {}, server.shapes);
    field = shared.field;
    const rights = viewingRights(await session.findViewer());
    // In the answers of a group, what is wrong is said in one language.
    const key = JSON.stringify([shared.text, rights.path, rights.publicTotals, session.language]);
    const open = (wanted: AbortSignal): Promise<GroupRequest> =>
      openGroup(server, shared, { session, rights, price, asker: { whose: session.account, signal: wanted } });
    const giveBack = takePlace(session.account, server.limits);
    const joined = server.fanOut.join({ key, open, after: resumeAfter ?? shared.after, outlet, signal });
    return leavingBoth(await joined.catch((error: unknown) => rethrowAfter(giveBack, error)), giveBack);
  } catch (error) {
    throw error instanceof GraphQLError
      ? error
      : locatedError(error, undefined, field === undefined ? undefined : [field]);
  }
}

/** Throws LIMIT. */
function takePlace(
  account: Account,
  { subscriptionsPerClient: limit }: Pick<Limits, 'subscriptionsPerClient'>,
): () => void {
  if (account.subscriptions >= limit) {
    const message = say`You have ${limit} subscriptions on this server already. End one, or let several screens share one.`;
    throw new Problem('LIMIT', message, { limit, actual: account.subscriptions + 1 });
  }
  account.subscriptions += 1;
  let isTaken = true;
  return () => {
    if (isTaken) account.subscriptions -= 1;
    isTaken = false;
  };
}

function rethrowAfter(giveBack: () => void, error: unknown): never {
  giveBack();
  throw error;
}

function leavingBoth({ leave }: Joined, giveBack: () => void): Joined {
  return {
    leave: () => {
      leave();
      giveBack();
    },
  };
}

interface Opening {
  session: Session;
  rights: Viewer;
  price: number;
  asker: Asker;
}

async function openGroup(
  { schema, log, limits }: SubscribeOptions,
  { document, operationName, variables }: SharedOperation,
  { session: { language, openOperation }, rights, price, asker }: Opening,
): Promise<GroupRequest> {
  const args: ExecutionArgs = { schema, document, operationName, variableValues: variables };
  const operation = openOperation(rights, asker);
  try {
    const followed = await createSourceEventStream({ ...args, contextValue: operation });
    if (followed instanceof SubscriptionPlan) {
      const explain = (error: unknown): Buffer => serialise({ errors: [toGraphQLError(error)] }, log, language);
      const shared = { args, language, rights, openOperation, log, seconds: limits.operationSeconds };
      return { followed, price, execute: executeShared(shared), together: executeTogether(shared), explain };
    }
    const errors = ('errors' in followed ? followed.errors : undefined) ?? [];
    nameNulls(schema, document, variables, errors);
    throw errors[0] ?? new Error('The resolver of a subscription did not return a SubscriptionPlan.');
  } finally {
    await operation.close();
  }
}
