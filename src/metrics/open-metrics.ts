/** The figures of a process for Prometheus, gathered from what the other folders publish; `GET /metrics` reads them. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Problem } from '../problem';
import { countAnswers, countDocuments, countOperations, measureDatabase, measureFeed } from './count-published';
import { countVerification } from './count-verification';
import { plain } from '../words/message';

export interface Metrics {
  registry: Registry;
  contentType: string;
  /** All of them, in the text format of Prometheus. */
  read: () => Promise<string>;
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
  const stops = [measureFeed, measureDatabase, countOperations, countAnswers, countDocuments, countVerification].map(
    (watch) => watch(registry),
  );
  return {
    registry,
    contentType: registry.contentType,
    read: async () => `${await registry.metrics()}\n${await own.metrics()}`,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}

/** For those who carry the token; for everyone where there is none. */
export function addMetricsRoute(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/metrics',
    logLevel: 'warn',
    handler: async ({ method, headers }, reply) => {
      if (token !== undefined && !carriesToken(headers.authorization, token)) {
        const { code, message } = new Problem(
          'UNAUTHENTICATED',
          plain`The figures are for the operators of this server: send METRICS_TOKEN as "Authorization: Bearer …".`,
        );
        const errors = [{ message, extensions: { code } }];
        return reply.status(401).header('www-authenticate', 'Bearer realm="giaoban"').send({ errors });
      }
      void reply.header('content-type', metrics.contentType);
      return method === 'HEAD' ? reply.send() : metrics.read();
    },
  });
}

/** Takes the same time whatever the header carries. */
function carriesToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
