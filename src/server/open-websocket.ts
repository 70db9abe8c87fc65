/** Operations over WebSocket (graphql-transport-ws): subscriptions, and queries and mutations too. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { executeFresh, subscribeFresh, type SessionHolder } from './execute-fresh';
import { formatError, type ErrorLog } from './format-error';
import { openGate } from './gate';
import { findWrongValue } from './find-wrong-value';
import { checkDocument, findExcess, LIMITS, tooManyOperations } from './limits';
import { isAllowedOrigin, type OriginRules } from './origins';
import { sendWithin } from './send-within';
import type { Authenticate } from './session';

export interface WebSocketOptions {
  server: Server;
  schema: GraphQLSchema;
  authenticate: Authenticate;
  log: ErrorLog;
  origins: OriginRules;
}

interface Extra extends SessionHolder {
  socket: WebSocket;
  expiry?: NodeJS.Timeout;
}

const PATH = '/graphql';
const PING_MILLISECONDS = 12_000;
const SERVICE_RESTART = 1012;
const UNSUPPORTED_DATA = 1003;
const TRY_AGAIN_LATER = 1013;
/** Events that are executed at once: connections of the pool are left for queries, mutations and the tail. */
const SUBSCRIPTION_EXECUTIONS = 8;
/** Longer waits overflow the timer. */
const LONGEST_TIMEOUT = 2_147_483_647;

/** Returns what closes every socket, with 1012: clients come back by themselves. */
export function openWebSocket(options: WebSocketOptions): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.messageBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = openProtocol(options);
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    // Whoever is refused may be gone already.
    duplex.on('error', () => duplex.destroy());
    const status = refusalOf(request, options.origins);
    if (status !== undefined) {
      duplex.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      serve(socket, protocol, options.log);
    });
  };
  options.server.on('upgrade', upgrade);
  return async () => {
    options.server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.close(SERVICE_RESTART, 'The server restarts. Come back.');
    await new Promise((resolve) => {
      sockets.close(resolve);
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, 2_000).unref();
    });
  };
}

function refusalOf(request: IncomingMessage, origins: OriginRules): string | undefined {
  const [path] = (request.url ?? '').split('?');
  if (path !== PATH) return '404 Not Found';
  return isAllowedOrigin(request.headers.origin, request.headers.host, origins) ? undefined : '403 Forbidden';
}

type Protocol = ReturnType<typeof openProtocol>;

function openProtocol({ schema, authenticate, log }: WebSocketOptions) {
  const gate = openGate(SUBSCRIPTION_EXECUTIONS);
  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: 10_000,
    onConnect: async ({ connectionParams, extra }) => {
      const authorization = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
      try {
        extra.session = await authenticate(typeof authorization === 'string' ? authorization : undefined);
      } catch (error) {
        const { message, extensions } = formatError(error, log);
        const isPassing = extensions?.['code'] === 'UNAVAILABLE';
        extra.socket.close(isPassing ? TRY_AGAIN_LATER : CloseCode.Forbidden, closeReason(message));
        return false;
      }
      closeOnExpiry(extra);
      return true;
    },
    onSubscribe: ({ extra, subscriptions }, _id, { query, operationName, variables }) => {
      const running = Object.keys(subscriptions).length;
      if (running > LIMITS.operationsPerSocket) return [tooManyOperations(running)];
      const { document, errors } = checkDocument(schema, query);
      if (document === undefined || errors.length > 0) return errors;
      const asked = [schema, document, operationName, variables] as const;
      const fault = findWrongValue(...asked) ?? findExcess(...asked);
      if (fault !== undefined) return [fault];
      return { schema, document, operationName, variableValues: variables, contextValue: extra };
    },
    execute: executeFresh,
    subscribe: (args) => subscribeFresh(args, gate),
    onError: (_context, _id, _payload, errors) => errors.map((error) => formatError(error, log)),
    onNext: (_context, _id, _payload, _args, { data, errors, extensions }) => ({
      ...(data === undefined ? {} : { data }),
      ...(errors === undefined ? {} : { errors: errors.map((error) => formatError(error, log)) }),
      ...(extensions === undefined ? {} : { extensions }),
    }),
  });
}

function closeOnExpiry(extra: Extra): void {
  const { expiresAt } = extra.session ?? {};
  if (expiresAt === undefined) return;
  const remaining = Math.max(0, expiresAt * 1_000 - Date.now());
  if (remaining > LONGEST_TIMEOUT) return;
  extra.expiry = setTimeout(() => {
    extra.socket.close(CloseCode.Forbidden, 'The token has expired. Come back with a new one.');
  }, remaining);
}

/** Ties a socket to the protocol: one text message at a time, and a sign of life now and then. */
function serve(socket: WebSocket, protocol: Protocol, log: ErrorLog): void {
  // An error is followed by `close`, which cleans up; without a listener it would end the process.
  socket.on('error', () => undefined);
  if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
    socket.close(CloseCode.SubprotocolNotAcceptable, `Use the subprotocol ${GRAPHQL_TRANSPORT_WS_PROTOCOL}.`);
    return;
  }
  const extra: Extra = { socket };
  const stopPinging = keepAlive(socket);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: sendWithin(socket),
      close: (code, reason) => {
        socket.close(code, reason);
      },
      onMessage: (handle) => {
        socket.on('message', (data: Buffer, isBinary) => {
          if (isBinary) {
            socket.close(UNSUPPORTED_DATA, 'Send text messages: this endpoint takes no binary ones.');
            return;
          }
          handle(data.toString()).catch((error: unknown) => {
            const { message } = formatError(error, log);
            socket.close(CloseCode.InternalServerError, closeReason(message));
          });
        });
      },
    },
    extra,
  );
  socket.once('close', (code, reason) => {
    stopPinging();
    clearTimeout(extra.expiry);
    void closed(code, reason.toString());
  });
}

/** A close reason has at most 123 bytes. */
function closeReason(message: string): string {
  return Buffer.byteLength(message) <= 123 ? message : `${message.slice(0, 100)}…`;
}

function keepAlive(socket: WebSocket): () => void {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  const timer = setInterval(() => {
    // Its pongs are not read while it is not read from: send-within.ts decides about it.
    if (socket.isPaused) return;
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, PING_MILLISECONDS);
  return () => {
    clearInterval(timer);
  };
}
