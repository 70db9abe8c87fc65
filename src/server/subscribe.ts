/** Adds a subscription to the group of those who ask the same with the same rights. */
import {
  createSourceEventStream,
  GraphQLError,
  locatedError,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import { type Viewer, viewingRights } from '../access/viewer';
import type { FanOut, GroupRequest } from '../feed/fan-out';
import { SubscriptionPlan } from '../feed/subscription-plan';
import type { Turns } from '../process/turns';
import type { Joined, Outlet } from '../feed/outlet';
import { nameNulls } from './find-wrong-value';
import { executeShared, serialise } from './execute-operation';
import { toGraphQLError, type ErrorLog } from './format-error';
import type { Session } from './session';
import { shareOperation, type SharedOperation, type Shapes } from './share-operation';

export interface SubscribeOptions {
  schema: GraphQLSchema;
  fanOut: FanOut;
  log: ErrorLog;
  shapes: Shapes;
  turns: Turns;
}

export interface SubscribeRequest {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  session: Session;
  outlet: Outlet;
  /** Continues after this cursor, whatever the operation says: it is newer. */
  resumeAfter?: string | undefined;
}

/** Resolves when the subscriber is in; throws a GraphQLError that refuses the subscription. */
export async function subscribe(server: SubscribeOptions, asked: SubscribeRequest): Promise<Joined> {
  const { document, operationName, variables, session, outlet, resumeAfter } = asked;
  let field: string | undefined;
  // Many may come at once.
  await server.turns.pass();
  try {
    const shared = shareOperation(server.schema, document, operationName ?? undefined, variables ?? {}, server.shapes);
    field = shared.field;
    const rights = viewingRights(await session.findViewer());
    // In the answers of a group, what is wrong is said in one language.
    const key = JSON.stringify([shared.text, rights.path, rights.publicTotals, session.language]);
    const open = (): Promise<GroupRequest> => openGroup(server, shared, session, rights);
    return await server.fanOut.join({ key, open, after: resumeAfter ?? shared.after, outlet });
  } catch (error) {
    throw error instanceof GraphQLError
      ? error
      : locatedError(error, undefined, field === undefined ? undefined : [field]);
  }
}

async function openGroup(
  { schema, log }: SubscribeOptions,
  { document, operationName, variables }: SharedOperation,
  { language, account, openOperation }: Session,
  rights: Viewer,
): Promise<GroupRequest> {
  const args: ExecutionArgs = { schema, document, operationName, variableValues: variables };
  const operation = openOperation(rights, { whose: account });
  try {
    const followed = await createSourceEventStream({ ...args, contextValue: operation });
    if (followed instanceof SubscriptionPlan) {
      const explain = (error: unknown): Buffer => serialise({ errors: [toGraphQLError(error)] }, log, language);
      return { followed, execute: executeShared({ args, language, rights, openOperation, log }), explain };
    }
    const errors = ('errors' in followed ? followed.errors : undefined) ?? [];
    nameNulls(schema, document, variables, errors);
    throw errors[0] ?? new Error('The resolver of a subscription did not return a SubscriptionPlan.');
  } finally {
    await operation.close();
  }
}
