/** Lines of the log about what was served: one for each operation, and one for each request that was none. */
import { performance } from 'node:perf_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { watchChannels } from '../process/watch-channels';
import { shorten } from '../text/shorten';
import { addressOf } from './client-address';
import type { ServedOperation } from './served-operation';

/** Clients choose names and addresses, which may be long. */
const LONGEST_TEXT = 100;

/** Whose connection is closed has none any more. */
const ADDRESS = Symbol('address');
/** It has, or will have, a line as an operation. */
const IS_OPERATION = Symbol('operation');

/** Noted with the headers, which both sides know: maps of all requests would keep the garbage collector busy. */
type NotedHeaders = IncomingHttpHeaders & { [ADDRESS]?: string; [IS_OPERATION]?: boolean };

/** Returns what ends it. To be opened before the server listens; health probes are silent by the log level of their routes. */
export function writeServedLines(http: FastifyInstance, log: Logger): () => void {
  if (!log.isLevelEnabled('info')) return () => undefined;
  http.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    (headers as NotedHeaders)[ADDRESS] = addressOf(raw);
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    const { [ADDRESS]: address, [IS_OPERATION]: isOperation } = request.headers as NotedHeaders;
    if (isOperation !== true) {
      // The part behind the question mark may be a whole operation.
      const [path = ''] = request.url.split('?');
      request.log.info(
        {
          address: address ?? addressOf(request.raw),
          method: request.method,
          path: shorten(path, LONGEST_TEXT),
          status: reply.statusCode,
          milliseconds: round(reply.elapsedTime),
        },
        'request',
      );
    }
    done();
  });
  return watchChannels({
    'tracing:giaoban.server.operation:start': ({ headers }: ServedOperation) => {
      if (headers !== undefined) (headers as NotedHeaders)[IS_OPERATION] = true;
    },
    'tracing:giaoban.server.operation:asyncEnd': (operation: ServedOperation) => {
      log.info(lineOf(operation), 'operation');
    },
  });
}

function lineOf({ requestId, address, subject, transport, type, name, cost, outcome, receivedAt }: ServedOperation) {
  return {
    requestId,
    address,
    subject: typeof subject === 'string' ? shorten(subject, LONGEST_TEXT) : subject,
    transport,
    type,
    name: name && shorten(name, LONGEST_TEXT),
    cost,
    outcome: outcome ?? 'INTERNAL_SERVER_ERROR',
    milliseconds: round(performance.now() - receivedAt),
  };
}

/** A tenth of a millisecond is more than anybody needs. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
