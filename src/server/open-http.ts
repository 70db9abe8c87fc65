/** The HTTP server: the GraphQL endpoint and the health checks. */
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Socket } from 'node:net';
import type { Operation } from '../access/operation';
import type { Turns } from '../process/turns';
import { Problem } from '../problem';
import type { DocumentChecker } from './document-checker';
import { formatError, httpStatusOf } from './format-error';
import { addHealth, type Health } from './health';
import type { Limits } from './limits';
import { isAllowedHost, isAllowedOrigin, refuseHost, type OriginRules } from './origins';
import { headersOf, type BrowserPage } from './browser-page';
import { readRequest } from './read-request';
import { carryOut, receive, settle, type ServedOperation, type ServedOperations } from './served-operation';
import type { Authenticate } from './session';

export interface HttpOptions {
  apollo: ApolloServer<Operation>;
  authenticate: Authenticate;
  checker: DocumentChecker;
  health: Health;
  /** What Apollo shows to a browser. */
  landingPage: BrowserPage;
  log: FastifyBaseLogger;
  origins: OriginRules;
  limits: Limits;
  turns: Turns;
  /** What is published of the operations that Apollo answers. */
  served: ServedOperations;
}

export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { health, log, origins, limits } = options;
  const app = Fastify({
    loggerInstance: log,
    bodyLimit: limits.bodyBytes,
    // Names like any other to GraphQL, which takes nothing by a name that the schema does not know.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    forceCloseConnections: 'idle',
    // A request that never arrives whole must not be waited for, not even while the server stops.
    requestTimeout: 30_000,
    http: { headersTimeout: 15_000 },
    requestIdHeader: 'x-request-id',
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, formatted } = explain(error, log, limits.bodyBytes);
    return reply.status(status).send({ errors: [formatted] });
  });
  app.setNotFoundHandler((_request, reply) => {
    const problem = new Problem('NOT_FOUND', 'There is nothing at this address. The GraphQL endpoint is /graphql.');
    return reply.status(404).send({ errors: [formatError(problem, log)] });
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (isAllowedHost(request.headers.host, origins)) done();
    else void reply.status(421).send({ errors: [formatError(refuseHost(), log)] });
  });
  endConnections(app, limits.drainSeconds * 1_000 + STOP_WITHIN_MILLISECONDS);
  await app.register(cors, {
    delegator: (request, callback) => {
      const { origin, host } = request.headers;
      callback(null, { origin: isAllowedOrigin(origin, host, origins), maxAge: 600 });
    },
  });
  addHealth(app, health);
  addGraphQL(app, options);
  return app;
}

function addGraphQL(
  app: FastifyInstance,
  { apollo, authenticate, checker, landingPage, turns, served }: HttpOptions,
): void {
  const operations = new WeakMap<FastifyRequest, ServedOperation>();
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => {
      // Large bodies that came at once are worked through one after another.
      await turns.pass();
      const received = operations.get(request);
      try {
        const session = await authenticate(request.headers.authorization);
        checker.requireReadable(readRequest(request));
        const viewer = { ...session.viewer };
        if (received !== undefined) served.set(viewer, received);
        return session.openOperation(viewer);
      } catch (error) {
        if (received !== undefined) settle(received, [error]);
        return refuse(error);
      }
    },
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler(request, reply) {
      const operation = receive('http', request.headers);
      operations.set(request, operation);
      return carryOut(operation, async () => {
        const answered: unknown = await answer.call(this, request, reply);
        // Not an operation: a page for browsers, or a request that cannot be read.
        operation.outcome ??= reply.statusCode < 400 ? 'OK' : 'BAD_REQUEST';
        return answered;
      });
    },
    onSend(_request, reply, _payload, done) {
      const type = reply.getHeader('content-type');
      if (typeof type === 'string' && type.startsWith('text/html')) void reply.headers(headersOf(landingPage));
      done();
    },
  });
}

/** How long requests may take to finish, beside the time in which connections are closed one after another. */
const STOP_WITHIN_MILLISECONDS = 10_000;

/** While the server stops, a connection ends with the answer that it waits for: kept alive, it would delay the stop. */
function endConnections(app: FastifyInstance, stopWithinMilliseconds: number): void {
  let isStopping = false;
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    isStopping = true;
    // Browsers open connections in advance. One over which nothing has come yet is busy to Node, not idle.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    setTimeout(() => {
      app.server.closeAllConnections();
    }, stopWithinMilliseconds).unref();
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) void reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (_request, _reply, done) => {
    // Its head may have been sent before the stop began.
    if (isStopping) {
      setImmediate(() => {
        app.server.closeIdleConnections();
      });
    }
    done();
  });
}

/** Apollo takes the status of a failed context from the error. */
function refuse(error: unknown): never {
  if (!(error instanceof Problem)) throw error;
  const http = { status: httpStatusOf(error) };
  throw new GraphQLError(error.message, { originalError: error, extensions: { http } });
}

/** Bodies that never reach GraphQL: too large, not JSON, of another type. */
function explain(error: FastifyError, log: FastifyBaseLogger, limit: number) {
  const status = error.statusCode ?? 500;
  if (status >= 500) return { status, formatted: formatError(error, log) };
  if (status !== 413) return { status, formatted: formatError(new Problem('BAD_REQUEST', badRequest(error)), log) };
  const message = `The request is larger than ${limit} bytes. Send less at once.`;
  return { status, formatted: formatError(new Problem('LIMIT', message, { limit }), log) };
}

function badRequest(error: FastifyError): string {
  return `The request cannot be read: ${error.message}. Send JSON with a "query", as content-type application/json.`;
}
