/** Apollo Server over the schema: the limits, the masking and the page of this project. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Operation } from '../access/operation';
import type { Turns } from '../feed/turns';
import { formatError, type ErrorLog } from './format-error';
import { findWrongValue } from './find-wrong-value';
import { findExcess, type Limits } from './limits';
import { nameArguments } from './name-arguments';
import { sandboxPage } from './sandbox-page';

export interface ApolloOptions {
  schema: GraphQLSchema;
  log: ErrorLog;
  /** Whether a browser that opens the endpoint gets Apollo Sandbox. */
  explorable: boolean;
  limits: Limits;
  turns: Turns;
}

export async function openApollo({
  schema,
  log,
  explorable,
  limits,
  turns,
}: ApolloOptions): Promise<ApolloServer<Operation>> {
  const apollo = new ApolloServer<Operation>({
    schema,
    // The schema is no secret: clients are generated from it.
    introspection: true,
    formatError: (_formatted, error) => formatError(error, log),
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    plugins: [enforceLimits(limits, turns), explorable ? showSandbox() : hideLandingPage()],
  });
  await apollo.start();
  return apollo;
}

function enforceLimits(limits: Limits, turns: Turns): ApolloServerPlugin<Operation> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        validationDidStart: ({ document }) =>
          Promise.resolve((errors?: readonly Error[]) => {
            nameArguments(document, errors ?? []);
            return Promise.resolve();
          }),
        didResolveOperation: ({ schema, document, operation, request }) => {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return Promise.reject(refuseSubscription());
          const asked = [schema, document, request.operationName, request.variables] as const;
          const fault = findWrongValue(...asked) ?? findExcess(...asked, limits);
          // Looking through a large batch takes a while, and executing it will.
          return fault === undefined ? turns.pass() : Promise.reject(fault);
        },
        willSendResponse: ({ contextValue }) => contextValue.close(),
      }),
  };
}

function refuseSubscription(): GraphQLError {
  const message =
    'Subscriptions go over WebSocket, to /graphql with the subprotocol graphql-transport-ws, or as an event stream from /graphql/stream.';
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}

function showSandbox(): ApolloServerPlugin<Operation> {
  return {
    serverWillStart: () => Promise.resolve({ renderLandingPage: () => Promise.resolve({ html: sandboxPage() }) }),
  };
}

function hideLandingPage(): ApolloServerPlugin<Operation> {
  const html = '<!doctype html><title>Giao Ban</title><p>This is a GraphQL endpoint.</p>';
  return { serverWillStart: () => Promise.resolve({ renderLandingPage: () => Promise.resolve({ html }) }) };
}
