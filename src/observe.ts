/** Opens what the operators of the server watch: figures, traces, lines of the log and the recount. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Closers } from './process/closers';
import type { Config } from './config/config';
import { addMetricsRoute, openMetrics } from './metrics/open-metrics';
import { gaugePool, gaugeServer, type GaugedServer } from './metrics/gauge-server';
import { RECORD_CHECKS } from './record-nouns';
import { writeServedLines } from './server/served-lines';
import { verifyContinuously } from './progress/verify-continuously';
import { openTracing } from './tracing/open-tracing';

/** To be opened before, and closed after, whatever is traced. */
export async function trace({ tracing }: Config, log: Logger, closers: Closers): Promise<void> {
  if (tracing !== undefined) closers.add(await openTracing(tracing, log));
}

export interface Observed extends GaugedServer {
  http: FastifyInstance;
  /** Whether everyone may read everything. */
  isOpen: boolean;
}

export function observe(config: Config, log: Logger, closers: Closers, observed: Observed): void {
  const metrics = openMetrics();
  closers.add(() => {
    metrics.close();
    return Promise.resolve();
  });
  const endLines = writeServedLines(observed.http, log);
  closers.add(() => {
    endLines();
    return Promise.resolve();
  });
  // First, so that the queries of the other gauges do not count as busy connections.
  gaugePool(metrics.registry, observed.dataSource);
  gaugeServer(metrics.registry, observed);
  // Where everyone may read everything, everyone may read this. Elsewhere it needs a token to exist at all.
  if (observed.isOpen || config.metricsToken !== undefined)
    addMetricsRoute(observed.http, metrics, config.metricsToken);
  if (config.verify.isContinuous) closers.add(startVerifying(config, log, observed));
}

/** Returns what stops it. */
function startVerifying({ verify }: Config, log: Logger, { dataSource }: Observed): () => Promise<void> {
  const stop = new AbortController();
  const pauseMilliseconds = verify.pauseSeconds * 1_000;
  const stopped = verifyContinuously({ dataSource, pauseMilliseconds, signal: stop.signal, log, more: RECORD_CHECKS });
  return () => {
    stop.abort();
    return stopped;
  };
}
