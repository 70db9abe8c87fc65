/** The figures of a process for Prometheus, gathered from what the other folders publish; `GET /metrics` reads them. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Problem } from '../problem';
import { countDocuments, countOperations, measureDatabase, measureFeed } from './count-published';
import { countVerification } from './count-verification';

export interface Metrics {
  registry: Registry;
  /** All of them, in the text format of Prometheus. */
  read: () => Promise<{ contentType: string; text: string }>;
  /** Takes the subscriptions off. */
  close: () => void;
}

/** The figures of Node and of the process, which several apps in one process share. */
let ofProcess: Registry | undefined;

function openProcessRegistry(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  const own = openProcessRegistry();
  const stops = [measureFeed, measureDatabase, countOperations, countDocuments, countVerification].map((watch) =>
    watch(registry),
  );
  return {
    registry,
    read: async () => ({
      contentType: registry.contentType,
      text: `${await registry.metrics()}\n${await own.metrics()}`,
    }),
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

/** For those who carry the token; for everyone where there is none. */
export function addMetricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    if (token !== undefined && !carriesToken(request.headers.authorization, token)) {
      const { code, message } = new Problem(
        'UNAUTHENTICATED',
        'The figures are for the operators of this server: send METRICS_TOKEN as "Authorization: Bearer …".',
      );
      return reply
        .status(401)
        .header('www-authenticate', 'Bearer')
        .send({ errors: [{ message, extensions: { code } }] });
    }
    const { contentType, text } = await metrics.read();
    return reply.header('content-type', contentType).send(text);
  });
}

/** Takes the same time whatever the header carries. */
function carriesToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
