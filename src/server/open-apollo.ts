/** Apollo Server over the schema: the limits, the masking and the page of this project. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Operation } from '../access/operation';
import type { Turns } from '../process/turns';
import { givenName, judge, type DocumentChecker } from './document-checker';
import { nameNulls } from './find-wrong-value';
import { formatError, toRefusedOperation, type ErrorLog } from './format-error';
import type { Limits } from './limits';
import { orderErrors } from './order-errors';
import { payFor } from './pay';
import { placeAnswer } from './place-answer';
import { identify, settle, type ServedOperations } from './served-operation';
import { languageHeaders, languageToTell, tellIn } from './answer-language';
import { say } from '../words/message';
import { RequestError } from '../api/request-error';

export interface ApolloOptions {
  schema: GraphQLSchema;
  log: ErrorLog;
  limits: Limits;
  turns: Turns;
  served: ServedOperations;
  checker: DocumentChecker;
}

export async function openApollo({
  schema,
  log,
  limits,
  turns,
  served,
  checker,
}: ApolloOptions): Promise<ApolloServer<Operation>> {
  const apollo = new ApolloServer<Operation>({
    schema,
    // The schema is not secret: clients are generated from it.
    introspection: true,
    formatError: (_formatted, error) => formatError(error, log, languageToTell(error)),
    includeStacktraceInErrorResponses: false,
    persistedQueries: { cache: checker.persisted.store },
    // It has been read by now, within limits that Apollo does not know.
    documentStore: checker.store,
    parseOptions: { maxLexicalTokens: limits.tokens },
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    // What it asks for is asked of every operation, over event streams too: see origins.ts.
    csrfPrevention: false,
    plugins: [
      enforceLimits(limits, turns, served),
      watchOperations(served),
      speakTheirLanguage(),
      // Browsers are shown a page before an operation gets here.
      ApolloServerPluginLandingPageDisabled(),
      // It would call itself for every field of every answer; no field here may be kept for a time.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

function enforceLimits(limits: Limits, turns: Turns, served: ServedOperations): ApolloServerPlugin<Operation> {
  return {
    requestDidStart: ({ request: asked }) => {
      const operationName = givenName(asked.operationName);
      if (operationName === undefined) delete asked.operationName;
      // Named by its hash.
      if (asked.query === '') delete asked.query;
      return Promise.resolve({
        didEncounterErrors: ({ schema, document, request: { variables }, errors }) => {
          if (document !== undefined) nameNulls(schema, document, variables, errors);
          return Promise.resolve();
        },
        didResolveOperation: ({ schema, document, operation, request, contextValue }) => {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return Promise.reject(refuseSubscription());
          const { fault, cost } = judge(schema, document, request.operationName, request.variables, limits);
          if (fault !== undefined) return Promise.reject(fault);
          const own = served.get(contextValue.viewer);
          if (own?.account === undefined) return Promise.reject(new Error('Nobody is known to pay for the operation.'));
          try {
            payFor(own, own.account, cost);
          } catch (error) {
            return Promise.reject(toRefusedOperation(error));
          }
          // Looking through a large batch takes a while, and executing it will.
          return turns.pass(own.account);
        },
        willSendResponse: async ({ contextValue, response: { body } }) => {
          if (body.kind === 'single')
            body.singleResult = await placeAnswer(orderErrors(body.singleResult), contextValue);
          await contextValue.close();
        },
      });
    },
  };
}

/** Records of each operation what it is and what came of it. */
function watchOperations(served: ServedOperations): ApolloServerPlugin<Operation> {
  return {
    requestDidStart: ({ contextValue }) => {
      const own = served.get(contextValue.viewer);
      if (own === undefined) return Promise.resolve();
      return Promise.resolve({
        didResolveOperation: ({ document, operationName }) => {
          identify(own, document, operationName);
          return Promise.resolve();
        },
        willSendResponse: ({ response: { body } }) => {
          if (body.kind === 'single') settle(own, body.singleResult.errors);
          return Promise.resolve();
        },
      });
    },
  };
}

/** Says what is wrong in the language of the request, and which one that is. */
function speakTheirLanguage(): ApolloServerPlugin<Operation> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ contextValue, errors }) => {
          tellIn(contextValue.language, errors);
          return Promise.resolve();
        },
        willSendResponse: ({ contextValue: { hasSpoken, language }, response: { body, http } }) => {
          const hasErrors = body.kind === 'single' && body.singleResult.errors !== undefined;
          if (!hasErrors && !hasSpoken) return Promise.resolve();
          for (const [name, value] of Object.entries(languageHeaders(language))) http.headers.set(name, value);
          return Promise.resolve();
        },
      }),
  };
}

function refuseSubscription(): RequestError {
  const message = say`Send subscriptions over WebSocket, to /graphql with the subprotocol graphql-transport-ws, or as an event stream to /graphql/stream.`;
  return new RequestError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}
