/** Operations over HTTP at `/graphql`: what Apollo is handed of a request, and what becomes of its answer. Browsers get a page. */
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Operation } from '../access/operation';
import type { Account } from '../account/account';
import type { Turns } from '../process/turns';
import { CallOff, untilGone } from './call-off';
import { admitOperation } from './admit-request';
import { toNamedContent, type BrowserPage } from './browser-page';
import { vary } from './complete-answers';
import type { Compressor } from './compressor';
import type { DocumentChecker } from './document-checker';
import { formatError, httpStatusOf, toGraphQLError, type ErrorLog } from './format-error';
import { chooseType, isNamed } from './negotiate';
import type { Limits } from './limits';
import { originOfRequest } from './operation-origin';
import type { OriginRules } from './origins';
import { carryOutPaid, chargeRefused, requireCredit, tellBudget } from './pay';
import { readRequest } from './read-request';
import { RefusedRequest } from './refused-request';
import { sendNamed } from './send-named';
import { carryOut, receive, settle, type ServedOperation, type ServedOperations } from './served-operation';
import type { RefusedSenders } from './refused-senders';
import { admitSender, sessionOf } from './request-session';
import type { Authenticate, Session } from './session';
import { say } from '../words/message';
import { languageHeaders } from './answer-language';
import { type MessageLanguage } from '../words/translate';

export interface GraphQLOptions {
  app: FastifyInstance;
  apollo: ApolloServer<Operation>;
  authenticate: Authenticate;
  refusedSenders: RefusedSenders;
  log: ErrorLog;
  checker: DocumentChecker;
  /** What a browser gets that opens the endpoint. */
  landingPage: BrowserPage;
  origins: OriginRules;
  compressor: Compressor;
  limits: Limits;
  turns: Turns;
  /** What is published of the operations that Apollo answers. */
  served: ServedOperations;
}

/** One operation, while it is served. */
interface Served {
  operation: ServedOperation;
  callOff: CallOff;
}

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
const PAGE_TYPE = 'text/html';

export function openGraphQL(options: GraphQLOptions): void {
  const { app, origins, landingPage, compressor } = options;
  const page = toNamedContent(landingPage, 'accept, origin');
  app.route({
    url: '/graphql',
    method: ['GET', 'HEAD', 'POST'],
    onRequest: async (request, reply) => {
      if (wantsPage(request)) return;
      admitOperation(request, origins);
      requireType(request);
      await admitSender(reply, 'http', options);
    },
    handler: async (request, reply) => {
      if (wantsPage(request)) return sendNamed(request, reply, page, compressor);
      const operation = receive(originOfRequest('http', request), sessionOf(request).viewer.subject);
      const callOff = new CallOff(operation, options.limits.operationSeconds);
      return carryOut(operation, () =>
        untilGone(request, callOff, () => answer(options, request, reply, { operation, callOff })),
      );
    },
  });
}

function wantsPage({ method, headers: { accept } }: FastifyRequest): boolean {
  return method !== 'POST' && chooseType(accept, [JSON_TYPE, RESPONSE_TYPE, PAGE_TYPE]) === PAGE_TYPE;
}

/** Apollo would look at this after the operation: a mutation would be carried out, and its answer thrown away. */
function requireType({ headers: { accept } }: FastifyRequest): typeof JSON_TYPE | typeof RESPONSE_TYPE {
  const type = chooseType(accept, [JSON_TYPE, RESPONSE_TYPE]);
  if (type !== undefined) return type;
  throw new RefusedRequest(406, say`This endpoint answers with ${RESPONSE_TYPE} or ${JSON_TYPE}: accept one of them.`);
}

interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
}

async function answer(
  options: GraphQLOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  served: Served,
): Promise<string> {
  const { operation } = served;
  const type = requireType(request);
  const session = sessionOf(request);
  const { account } = session;
  operation.account = account;
  // Large bodies that came at once are worked through one after another.
  await options.turns.pass(account);
  const errors = findErrors(options.checker, request, account, served.callOff.signal);
  if (errors !== undefined) settle(operation, errors);
  const answered =
    errors === undefined
      ? await carryOutPaid(operation, account, () => askApollo(options, toApollo(request, type), session, served))
      : refuse(errors, options.log, type, session.language);
  const { status, headers, text } = answered;
  // A request that cannot be read is none of an operation.
  operation.outcome ??= status < 400 ? 'OK' : 'BAD_REQUEST';
  const isRefused = status === 400 && operation.outcome !== 'BAD_REQUEST';
  // The older type says by 200 that GraphQL has answered, whatever it says: for those who ask for it by name.
  const isOlder = type === JSON_TYPE && isNamed(request.headers.accept, JSON_TYPE);
  void reply.status(isRefused && isOlder ? 200 : status).headers(headers);
  if (operation.cost === undefined) chargeRefused(account, sizeOf(request));
  tellBudget(reply, account);
  vary(reply, 'accept');
  vary(reply, 'authorization');
  return text;
}

/** Why the document is not handed to Apollo, which would read it again; it knows those that were read here. */
function findErrors(
  checker: DocumentChecker,
  request: FastifyRequest,
  account: Account,
  signal: AbortSignal,
): readonly Error[] | undefined {
  try {
    signal.throwIfAborted();
    requireCredit(account);
    return checker.findErrors(readRequest(request));
  } catch (error) {
    return [toGraphQLError(error)];
  }
}

/** The answer to an operation that was not begun. */
function refuse(errors: readonly Error[], log: ErrorLog, type: string, language: MessageLanguage): Answered {
  const [first] = errors;
  return {
    status: first instanceof GraphQLError && first.originalError === undefined ? 400 : httpStatusOf(first),
    headers: { ...languageHeaders(language), 'content-type': `${type}; charset=utf-8` },
    text: JSON.stringify({ errors: errors.map((error) => formatError(error, log, language)) }),
  };
}

async function askApollo(
  { apollo, served }: GraphQLOptions,
  httpGraphQLRequest: HTTPGraphQLRequest,
  { viewer: asking, account, openOperation }: Session,
  { operation, callOff }: Served,
): Promise<Answered> {
  const viewer = { ...asking };
  served.set(viewer, operation);
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: () => Promise.resolve(openOperation(viewer, callOff.askFor(account))),
  });
  if (body.kind !== 'complete') throw new Error('The answer comes in parts, which no schema here asks for.');
  return { status: status ?? 200, headers: Object.fromEntries(headers), text: body.string };
}

function sizeOf({ headers, url }: FastifyRequest): number {
  return url.length + Number(headers['content-length'] ?? 0);
}

function toApollo({ method, headers, body, url }: FastifyRequest, accept: string): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, [value].flat().join(', '));
  }
  map.set('accept', accept);
  const search = url.includes('?') ? withoutNothing(url.slice(url.indexOf('?'))) : '';
  return { method: method === 'HEAD' ? 'GET' : method, headers: map, body, search };
}

/** Apollo takes no parameter that says nothing, as forms and some clients send it. */
function withoutNothing(search: string): string {
  return search.replace(/([?&])(?:variables|extensions)=(?:null)?(?=&|$)/g, '$1');
}
