/** GraphQL over SSE at /graphql/stream, for clients behind proxies that block WebSocket: the same groups, limits and rights. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLError } from 'graphql';
import type { Account } from '../account/account';
import { atExpiry, type Authenticate, type Session } from './session';
import type { Backlog } from './backlog';
import { addressOf } from './client-address';
import { CallOff, untilGone } from './call-off';
import type { Connections } from './connections';
import type { DocumentChecker } from './document-checker';
import { EventStream } from './event-stream';
import { executeFresh, serialise } from './execute-operation';
import { admitOperation } from './admit-request';
import { formatError, httpStatusOf, toGraphQLError } from './format-error';
import type { Limits } from './limits';
import { originOfRequest } from './operation-origin';
import type { OriginRules } from './origins';
import { admitAsked } from './admit-asked';
import type { Queries, Question } from './answer-queries';
import { tellBudget } from './pay';
import type { Places } from './places';
import { readStreamRequest, requireEventStream, type StreamRequest } from './read-request';
import { RefusedRequest } from './refused-request';
import { mutationByGet, pipelined, RefusedStream } from './refused-stream';
import type { RefusedSenders } from './refused-senders';
import { admitSender, sessionOf } from './request-session';
import { carryOut, identify, receive, settle, type ServedOperation } from './served-operation';
import { subscribe, type SubscribeOptions } from './subscribe';
import { languageHeaders, languageOfRequest } from './answer-language';

export interface EventStreamsOptions extends SubscribeOptions {
  app: FastifyInstance;
  authenticate: Authenticate;
  refusedSenders: RefusedSenders;
  limits: Limits;
  connections: Connections;
  places: Places;
  backlog: Backlog;
  checker: DocumentChecker;
  queries: Queries;
  origins: OriginRules;
}

const PATH = '/graphql/stream';

export function openEventStreams(options: EventStreamsOptions): void {
  options.app.route({
    url: PATH,
    method: ['GET', 'HEAD', 'POST'],
    onRequest: async (request, reply) => {
      admitOperation(request, options.origins);
      await admitSender(reply, 'event_stream', options, () => {
        requireEventStream(request);
        requirePlace(options, addressOf(request.raw));
      });
    },
    handler: async (request, reply) => {
      const served = receive(originOfRequest('event_stream', request), sessionOf(request).viewer.subject);
      const callOff = new CallOff(served, options.limits.operationSeconds);
      await carryOut(served, async () => {
        try {
          await untilGone(request, callOff, () => serve(options, request, reply, { served, callOff }));
        } catch (error) {
          settle(served, error instanceof RefusedStream ? error.errors : [error]);
          await refuse(options, request, reply, { error, account: served.account });
        }
      });
      return reply;
    },
  });
}

async function serve(
  options: EventStreamsOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { served, callOff }: Pick<Served, 'served' | 'callOff'>,
): Promise<void> {
  const session = sessionOf(request);
  const asked = readStreamRequest(request);
  const address = addressOf(request.raw);
  // Others may have come meanwhile, and this one may have gone.
  requirePlace(options, address);
  // Another answer is to come before this one on its connection: the stream would never notice that the client is gone.
  if (reply.raw.socket === null && !reply.raw.destroyed) throw new RefusedStream(400, [pipelined()]);
  if (reply.raw.destroyed) {
    reply.hijack();
    return;
  }
  const { document, operationName, question, errors } = admitAsked(options, asked, served, session.account);
  tellBudget(reply, session.account);
  if (document === undefined) {
    const status = statusOfRefused(errors);
    if (status !== 200) throw new RefusedStream(status, errors);
    settle(served, errors);
    if (request.method === 'HEAD') endHead(reply);
    else begin(reply, options, session, address).end(serialise({ errors }, options.log, session.language));
    return;
  }
  identify(served, document, operationName);
  if (request.method !== 'POST' && served.type === 'mutation') throw mutationByGet();
  if (request.method === 'HEAD') {
    endHead(reply);
    return;
  }
  const stream = begin(reply, options, session, address);
  const serving = { asked: { ...asked, operationName }, document, session, stream, served, callOff };
  if (served.type === 'subscription') await follow(options, { ...serving, reply });
  else await answer(options, { ...serving, question });
}

function requirePlace({ places }: EventStreamsOptions, address: string): void {
  const refused = places.refuse(address);
  if (refused === undefined) return;
  throw new RefusedRequest(503, refused.reason, { code: 'LIMIT', limit: refused.limit });
}

/** The answer is not Fastify's any more. */
function writeHead(reply: FastifyReply): void {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // No proxy compresses it either: it would wait until a block is full.
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
}

/** What would come is not begun. */
function endHead(reply: FastifyReply): void {
  writeHead(reply);
  reply.raw.end();
}

/** From here on the answer is a stream. */
function begin(
  reply: FastifyReply,
  { connections, places, limits, backlog }: EventStreamsOptions,
  session: Session,
  address: string,
): EventStream {
  writeHead(reply);
  const stream = new EventStream(reply.raw, limits.stallSeconds * 1_000, session.account, backlog);
  const leavePlace = places.take(address);
  const remove = connections.add(stream, 'event_stream');
  // The client comes back, with a new token if it has one.
  const forgetExpiry = atExpiry(session, () => void stream.retire());
  reply.raw.once('close', () => {
    remove();
    leavePlace();
    forgetExpiry();
  });
  return stream;
}

interface Served {
  asked: Pick<StreamRequest, 'query' | 'operationName' | 'variables' | 'lastEventId'>;
  document: DocumentNode;
  session: Session;
  stream: EventStream;
  served: ServedOperation;
  callOff: CallOff;
}

async function follow(
  options: EventStreamsOptions,
  { asked, document, session, stream, reply, served, callOff }: Served & { reply: FastifyReply },
): Promise<void> {
  const { operationName, variables, lastEventId } = asked;
  try {
    const { leave } = await subscribe(options, {
      document,
      operationName,
      variables,
      session,
      outlet: stream,
      price: served.cost ?? 0,
      signal: callOff.signal,
      resumeAfter: lastEventId,
    });
    settle(served, undefined);
    if (reply.raw.destroyed) leave();
    else reply.raw.once('close', leave);
  } catch (error) {
    settle(served, [error]);
    stream.end(serialise({ errors: [error as GraphQLError] }, options.log, session.language));
  }
}

async function answer(
  options: EventStreamsOptions,
  serving: Served & { question: Question | undefined },
): Promise<void> {
  const { session, stream, served } = serving;
  const written = findAnswer(options, serving).then(
    (found) => {
      stream.end(found);
    },
    (error: unknown) => {
      settle(served, [error]);
      stream.end(serialise({ errors: [toGraphQLError(error)] }, options.log, session.language));
    },
  );
  stream.finishFirst(written);
  await written;
}

async function findAnswer(
  { schema, log, queries }: EventStreamsOptions,
  { asked, document, question, session, served, callOff }: Served & { question: Question | undefined },
): Promise<Buffer> {
  if (question !== undefined) {
    const asking = { sender: session, served, wait: callOff.waitOnly, read: asked.query?.length ?? 0 };
    const { answer: found } = await queries.answer(question, asking);
    settle(served, found.errors);
    // The line end would end the event.
    return found.body.subarray(0, -1);
  }
  const { operationName, variables: variableValues } = asked;
  const result = await executeFresh({ schema, document, operationName, variableValues }, session, served, callOff);
  return serialise(result, log, session.language);
}

/** Of a document that is refused: what the client only has to send again is an answer. */
function statusOfRefused([error]: readonly GraphQLError[]): number {
  return error?.originalError === undefined ? 400 : httpStatusOf(error);
}

async function refuse(
  { log }: EventStreamsOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  { error, account }: { error: unknown; account: Account | undefined },
): Promise<void> {
  const language = languageOfRequest(request);
  const { status, errors } = error instanceof RefusedStream ? error : { status: statusOf(error), errors: [error] };
  if (error instanceof RefusedRequest) void reply.headers(error.headers);
  void reply.status(status);
  if (account !== undefined) tellBudget(reply, account);
  await reply
    .headers(languageHeaders(language))
    .send({ errors: errors.map((each) => formatError(each, log, language)) });
}

function statusOf(error: unknown): number {
  return error instanceof RefusedRequest ? error.status : httpStatusOf(error);
}
