/** The HTTP server: what is asked of every request, what every answer gets, and the health checks. */
import cors from '@fastify/cors';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
} from 'fastify';
import type { Socket } from 'node:net';
import { Problem } from '../problem';
import { requireTaking } from './answers-taken';
import type { Backlog } from './backlog';
import { boundConnections } from './bound-connections';
import { trustProxies } from './client-address';
import { admit, toOriginForm } from './admit-request';
import { answerOtherMethods } from './allowed-methods';
import { completeAnswers, EXPOSED_HEADERS } from './complete-answers';
import type { Compressor } from './compressor';
import { holdBodiesBack } from './expectations';
import type { FastLane } from './fast-lane';
import { formatError, httpStatusOf } from './format-error';
import { addHealth, type Health } from './health';
import type { Limits } from './limits';
import { malformedAnswerer } from './malformed-request';
import { isAllowedOrigin, type OriginRules } from './origins';
import { readJsonBodies } from './read-body';
import { RefusedRequest } from './refused-request';
import { requestIdOf } from './request-id';
import { makeRoomForSessions } from './request-session';
import { say } from '../words/message';
import { cutUnreadBodies } from './unread-body';
import { languageHeaders, languageOfRequest } from './answer-language';

export interface HttpOptions {
  health: Health;
  log: FastifyBaseLogger;
  origins: OriginRules;
  limits: Limits;
  compressor: Compressor;
  backlog: Backlog;
  fastLane: Pick<FastLane, 'install'>;
  /** As the configuration has them. */
  trustedProxies: readonly string[];
}

export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { health, origins, limits, compressor } = options;
  const app = openFastify(options);
  options.fastLane.install(app.server);
  requireTaking(app.server, options.backlog, limits.stallSeconds);
  boundConnections(app.server, limits, trustProxies(app, options.trustedProxies));
  makeRoomForSessions(app);
  app.setErrorHandler((error: FastifyError, _request, reply) => refuse(reply, error, options));
  readJsonBodies(app, limits);
  holdBodiesBack(app.server);
  cutUnreadBodies(app);
  app.addHook('onRequest', (request, reply, done) => {
    writeFirstHeaders(reply);
    admit(request, origins, compressor);
    done();
  });
  endConnections(app, stopMilliseconds(limits));
  completeAnswers(app, compressor);
  await app.register(cors, {
    delegator: ({ headers }, callback) => {
      const origin = isAllowedOrigin(headers.origin, headers.host, origins);
      // Another OPTIONS than that of a browser which asks beforehand is answered with the methods.
      const preflight = headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
      const exposed = headers.origin === undefined ? {} : { exposedHeaders: EXPOSED_HEADERS };
      callback(null, { origin, preflight, maxAge: 600, ...exposed });
    },
  });
  answerOtherMethods(app);
  addHealth(app, health);
  return app;
}

function openFastify(options: HttpOptions): FastifyInstance {
  const { log, limits } = options;
  return Fastify({
    loggerInstance: log,
    forceCloseConnections: 'idle',
    // A request that never arrives whole must not be waited for, not even while the server stops.
    requestTimeout: limits.requestSeconds * 1_000,
    http: {
      headersTimeout: limits.headSeconds * 1_000,
      // Node looks at them only so often.
      connectionsCheckingInterval: Math.min(1_000, limits.headSeconds * 250),
      // A request without a host is answered in JSON, as all others.
      requireHostHeader: false,
    },
    // Reading it must not cost what only GET is to cost: each address answers HEAD by itself.
    exposeHeadRoutes: false,
    // served-lines.ts writes one line where Fastify would write two.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    rewriteUrl: toOriginForm,
    clientErrorHandler: malformedAnswerer(log),
    // An address that no route can be looked for by: no hook has seen the request.
    frameworkErrors: (error, _request, reply) => {
      writeFirstHeaders(reply);
      const isLong = error.statusCode === 414;
      const message = isLong
        ? say`A part of the address is too long.`
        : say`The address cannot be read: a % in it is wrong.`;
      // No hook sees the answer either: what comes with the request is not read.
      void reply.headers({ 'cache-control': 'no-store', connection: 'close' });
      void refuse(reply, new RefusedRequest(isLong ? 414 : 400, message), options);
    },
  });
}

function writeFirstHeaders(reply: FastifyReply): void {
  void reply.headers({ 'x-request-id': reply.request.id, 'x-content-type-options': 'nosniff' });
}

/** How long requests may take to finish, beside the time in which connections are closed one after another. */
const STOP_WITHIN_MILLISECONDS = 10_000;

/** After so long what is still under way when the server stops is broken off. */
export function stopMilliseconds({ drainSeconds }: Pick<Limits, 'drainSeconds'>): number {
  return drainSeconds * 1_000 + STOP_WITHIN_MILLISECONDS;
}

/** While the server stops, a connection ends with the answer that it waits for: kept alive, it would delay the stop. */
function endConnections(app: FastifyInstance, stopWithinMilliseconds: number): void {
  let isStopping = false;
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    // It comes again when a request for another protocol is read as one of this (ignore-upgrade.ts).
    if (open.has(socket)) return;
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

/** One error is the whole answer: of the request itself, or of an address other than that of operations. */
function refuse(reply: FastifyReply, error: Error, { log }: HttpOptions): FastifyReply {
  const known = toRefusal(error);
  const status = known instanceof RefusedRequest ? known.status : httpStatusOf(known);
  if (known instanceof RefusedRequest) void reply.headers(known.headers);
  if (known instanceof Problem && known.details.retryAfter !== undefined)
    void reply.header('retry-after', known.details.retryAfter);
  const language = languageOfRequest(reply.request);
  const errors = [formatError(known, log, language)];
  return reply.status(status).headers(languageHeaders(language)).send({ errors });
}

/** Of what Fastify refuses by itself, in its own words. */
function toRefusal(error: Error & { statusCode?: number }): Error {
  const { statusCode: status = 500 } = error;
  if (error instanceof Problem || status >= 500) return error;
  const what = error.message.replace(/\.$/, '');
  const message = say`The request cannot be read: ${what}. Send JSON with a "query", as content-type application/json.`;
  return new RefusedRequest(status, message);
}
