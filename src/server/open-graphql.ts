/** Operations over HTTP at `/graphql`: what Apollo is handed of a request, and what becomes of its answer. Browsers get a page. */
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Account } from '../account/account';
import type { Turns } from '../process/turns';
import { answerKey, type Queries, type QueryAnswer, type Question } from './answer-queries';
import { RequestCallOff } from './call-off';
import { admitOperation } from './admit-request';
import { toNamedContent, type BrowserPage } from './browser-page';
import { vary } from './complete-answers';
import type { Compressor } from './compressor';
import type { FastLane } from './fast-lane';
import { toGraphQLError, type ErrorLog } from './format-error';
import { statusOfRefused, writeRefused } from './refused-operation';
import { chooseType, isNamed } from './negotiate';
import type { Limits } from './limits';
import { originOfRequest } from './operation-origin';
import type { OriginRules } from './origins';
import { carryOutPaid, chargeRefused, requireCredit, tellBudget } from './pay';
import { stashedBody } from './read-body';
import { readRequest } from './read-request';
import { RefusedRequest } from './refused-request';
import { sendAnswer } from './send-answer';
import { sendNamed } from './send-named';
import { carryOut, receive, settle, type ServedOperation, type ServedOperations } from './served-operation';
import type { RefusedSenders } from './refused-senders';
import { admitSender, sessionOf } from './request-session';
import type { Authenticate } from './session';
import { say } from '../words/message';
import { languageHeaders, languageOfRequest } from './answer-language';

export interface GraphQLOptions {
  app: FastifyInstance;
  apollo: ApolloServer<Operation>;
  authenticate: Authenticate;
  refusedSenders: RefusedSenders;
  log: ErrorLog;
  queries: Queries;
  fastLane: Pick<FastLane, 'learn'>;
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
  callOff: RequestCallOff;
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
      const callOff = new RequestCallOff(request, operation, options.limits.operationSeconds);
      return carryOut(operation, () => answer(options, request, reply, { operation, callOff })).finally(callOff.end);
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
): Promise<FastifyReply | string> {
  const { queries, turns } = options;
  const { operation } = served;
  const { account } = sessionOf(request);
  operation.account = account;
  // Large bodies that came at once are worked through one after another.
  await turns.pass(account);
  const { question, errors } = findQuestion(queries, request, account);
  if (question !== undefined) {
    const body = stashedBody(request.raw);
    if (body !== undefined) options.fastLane.learn(body, question);
    return answerQuestion(options, request, reply, { ...served, question });
  }
  if (errors !== undefined) return refuse(options, request, reply, { operation, errors });
  let viewer: Viewer;
  try {
    viewer = await sessionOf(request).lookUpViewer();
  } catch (error) {
    return refuse(options, request, reply, { operation, errors: [toGraphQLError(error)] });
  }
  const answered = await carryOutPaid(operation, account, () => askApollo(options, request, viewer, served));
  return sendPlain(request, reply, operation, answered);
}

/** What is asked, where it can be remembered; or why it is not handed to Apollo, which would read it again. */
function findQuestion(queries: Queries, request: FastifyRequest, account: Account): ReturnType<Queries['find']> {
  try {
    requireCredit(account);
    return queries.find(readRequest(request));
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
}

async function answerQuestion(
  options: GraphQLOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { question, operation, callOff }: Served & { question: Question },
): Promise<FastifyReply | string> {
  const { queries, compressor } = options;
  const session = sessionOf(request);
  let answer: QueryAnswer;
  try {
    const wait = (): AbortSignal => callOff.begun.signal;
    ({ answer } = await queries.answer(question, { session, served: operation, wait }));
  } catch (error) {
    return refuse(options, request, reply, { operation, errors: [toGraphQLError(error)] });
  }
  settle(operation, answer.errors);
  tellBudget(reply, session.account);
  const key = answerKey(question, session);
  const onCoded = (): void => {
    queries.resize(key);
  };
  const { language } = session;
  return sendAnswer(request, reply, { answer, key, type: requireType(request), language, compressor, onCoded });
}

/** An operation that was not begun. */
function refuse(
  { log }: GraphQLOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { operation, errors }: { operation: ServedOperation; errors: readonly Error[] },
): string {
  settle(operation, errors);
  return sendPlain(request, reply, operation, {
    status: statusOfRefused(errors),
    headers: {
      ...languageHeaders(languageOfRequest(request)),
      'content-type': `${requireType(request)}; charset=utf-8`,
    },
    text: writeRefused(errors, log, languageOfRequest(request)),
  });
}

function sendPlain(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: ServedOperation,
  { status, headers, text }: Answered,
): string {
  const { account } = sessionOf(request);
  // A request that cannot be read is none of an operation.
  operation.outcome ??= status < 400 ? 'OK' : 'BAD_REQUEST';
  const isRefused = status === 400 && operation.outcome !== 'BAD_REQUEST';
  // The older type says by 200 that GraphQL has answered, whatever it says: for those who ask for it by name.
  const isOlder = requireType(request) === JSON_TYPE && isNamed(request.headers.accept, JSON_TYPE);
  void reply.status(isRefused && isOlder ? 200 : status).headers(headers);
  if (operation.cost === undefined) chargeRefused(account, sizeOf(request));
  tellBudget(reply, account);
  vary(reply, 'accept');
  vary(reply, 'authorization');
  return text;
}

async function askApollo(
  { apollo, served }: GraphQLOptions,
  request: FastifyRequest,
  viewer: Viewer,
  { operation, callOff }: Served,
): Promise<Answered> {
  const { account, openOperation } = sessionOf(request);
  served.set(viewer, operation);
  const asker = callOff.begun.askFor(account);
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toApollo(request, requireType(request)),
    context: () => Promise.resolve(openOperation(viewer, asker)),
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
