/** Operations over WebSocket (graphql-transport-ws): subscriptions, and queries and mutations too. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, MessageType } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { admitSocket } from './admit-socket';
import type { Authenticate } from './session';
import { CallOff } from './call-off';
import type { Connections } from './connections';
import type { Backlog } from './backlog';
import type { DocumentChecker } from './document-checker';
import { toAnswer } from './execute-operation';
import { formatError } from './format-error';
import { ignoreUpgrade, isWebSocket } from './ignore-upgrade';
import { tooManyOperations, type Limits } from './limits';
import { listenToSocket } from './listen-to-socket';
import type { Newcomers } from './newcomers';
import { originOfSocket, type OperationOrigin } from './operation-origin';
import { isAllowedHost, isAllowedOrigin, type OriginRules } from './origins';
import { admitAsked } from './admit-asked';
import type { Queries } from './answer-queries';
import type { Places } from './places';
import { ReadingBudgets } from './reading-pace';
import { openFrames } from './open-frames';
import { carryOut, identify, receive, refuseUnread } from './served-operation';
import { executeOver, subscribeOver, type SocketOperation } from './socket-operation';
import { TRY_AGAIN_LATER, turnAway } from './close-socket';
import { SocketConnection } from './socket-connection';
import { SocketOutlet } from './socket-outlet';
import type { SubscribeOptions } from './subscribe';
import { messageTaker } from './message-taker';
import { say, type Message } from '../words/message';
import { chooseLanguage } from './negotiate';
import { type MessageLanguage } from '../words/translate';

export interface WebSocketOptions extends SubscribeOptions {
  server: Server;
  authenticate: Authenticate;
  origins: OriginRules;
  limits: Limits;
  connections: Connections;
  places: Places;
  newcomers: Newcomers;
  backlog: Backlog;
  checker: DocumentChecker;
  queries: Queries;
}

const PATH = '/graphql';

/** Returns what stops new sockets from being opened. */
export function openWebSocket(options: WebSocketOptions): () => void {
  const sockets = openFrames(options.limits);
  const protocol = openProtocol(options);
  const reading = new ReadingBudgets();
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    if (!isWebSocket(request)) {
      ignoreUpgrade(options.server, request, duplex, head);
      return;
    }
    // A client that is refused may be gone already.
    duplex.on('error', destroyThis);
    const status = refusalOf(request, options.origins);
    if (status !== undefined) {
      // A client that keeps its side open would delay a stop.
      duplex.once('finish', destroyThis);
      duplex.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      const language = chooseLanguage(request.headers['accept-language']);
      serve(socket, duplex, { protocol, options, reading, language, origin: originOfSocket(request) });
    });
  };
  options.server.on('upgrade', upgrade);
  return () => {
    options.server.off('upgrade', upgrade);
  };
}

function destroyThis(this: Duplex): void {
  this.destroy();
}

function refusalOf(request: IncomingMessage, origins: OriginRules): string | undefined {
  const [path] = (request.url ?? '').split('?');
  if (path !== PATH) return '404 Not Found';
  const { origin, host } = request.headers;
  if (!isAllowedHost(host, origins)) return '421 Misdirected Request';
  return isAllowedOrigin(origin, host, origins) ? undefined : '403 Forbidden';
}

type Protocol = ReturnType<typeof openProtocol>;

function openProtocol(options: WebSocketOptions) {
  const { schema, authenticate, places, log, limits, queries } = options;
  return makeServer<Record<string, unknown>, SocketConnection>({
    connectionInitWaitTimeout: limits.initSeconds * 1_000,
    onConnect: (context) => {
      context.extra.isWanted = (id) => id in context.subscriptions;
      return admitSocket(context.extra, context.connectionParams ?? {}, { authenticate, places, log });
    },
    onSubscribe: ({ extra: connection, subscriptions }, id, { query, operationName: name, variables, extensions }) => {
      const { session } = connection;
      if (session === undefined) throw new Error('An operation arrived before the connection was acknowledged.');
      const served = receive(connection.origin, session.viewer.subject);
      const excess =
        tooManyOperations(connection.countOperations(Object.keys(subscriptions), id), limits) ?? connection.heavy;
      const asked = { query, operationName: name, variables, extensions };
      const { document, operationName, question, errors } =
        excess ?? admitAsked(options, asked, served, session.account);
      if (document === undefined) {
        refuseUnread(served, errors);
        return errors;
      }
      identify(served, document, operationName);
      const claim = connection.claim(id, new CallOff(served, limits.operationSeconds));
      const contextValue: SocketOperation = { connection, session, claim, served, question };
      return { schema, document, operationName, variableValues: variables, contextValue };
    },
    execute: (args) => {
      const { connection, claim, served } = args.contextValue as SocketOperation;
      const work = () => carryOut(served, () => executeOver(queries, args));
      return connection.settle(
        claim,
        () => connection.run(work),
        () => undefined,
      );
    },
    subscribe: (args) => {
      const { connection, claim, served } = args.contextValue as SocketOperation;
      const discard = (result: object): void => {
        if (result instanceof SocketOutlet) void result.return();
      };
      return connection.settle(claim, () => carryOut(served, () => subscribeOver(options, args)), discard);
    },
    onError: ({ extra: { language } }, _id, _payload, errors) => errors.map((each) => formatError(each, log, language)),
    onNext: ({ extra: { language } }, _id, _payload, _args, result) =>
      toAnswer(result as ExecutionResult, log, language),
  });
}

/** The client may have sent something with its ping. */
function pong(payload: unknown): Buffer {
  return Buffer.from(JSON.stringify({ type: MessageType.Pong, payload }));
}

interface Serving {
  protocol: Protocol;
  options: WebSocketOptions;
  reading: ReadingBudgets;
  /** As the request to open the socket asks for it; the client may ask for another when it connects. */
  language: MessageLanguage;
  origin: OperationOrigin;
}

function refusalOfSocket(
  { protocol }: WebSocket,
  places: Places,
  address: string,
): { code: number; reason: Message } | undefined {
  if (protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
    const reason = say`Use the subprotocol ${GRAPHQL_TRANSPORT_WS_PROTOCOL}.`;
    return { code: CloseCode.SubprotocolNotAcceptable, reason };
  }
  const refused = places.refuse(address);
  return refused === undefined ? undefined : { code: TRY_AGAIN_LATER, reason: refused.reason };
}

/** Ties a socket to the protocol. */
function serve(socket: WebSocket, duplex: Duplex, { protocol, options, reading, language, origin }: Serving): void {
  const { connections, newcomers, places, limits, backlog } = options;
  // An error is followed by `close`, which cleans up; without a listener it would end the process.
  socket.on('error', () => undefined);
  const refused = refusalOfSocket(socket, places, origin.address);
  if (refused !== undefined) {
    turnAway(socket, refused.code, refused.reason, language);
    return;
  }
  const connection = new SocketConnection(socket, duplex, { limits, language, origin, backlog, reading });
  const remove = connections.add(connection, 'websocket');
  newcomers.add(connection);
  connection.leavePlace = () => {
    newcomers.remove(connection);
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => {
        connection.send([Buffer.from(data)]);
      },
      close: (code = CloseCode.InternalServerError, reason = '') => {
        connection.close(code, reason);
      },
      onMessage: (handle) => {
        listenToSocket(socket, connection, messageTaker(connection, handle, options));
      },
      onPing: (payload) => {
        connection.send([pong(payload)]);
      },
    },
    connection,
  );
  // What it has sent before is still worked off, frame by frame, before the other event.
  duplex.once('close', () => {
    connection.forget();
  });
  socket.once('close', (code, reason) => {
    remove();
    connection.forget();
    void closed(code, reason.toString());
    connection.dropUnwanted();
  });
}
