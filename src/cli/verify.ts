/** `giaoban verify`: recounts everything, and names every difference; `--continuous` does so slice by slice, until it is stopped. */
import Fastify from 'fastify';
import type { DataSource } from 'typeorm';
import type { Closers } from '../process/closers';
import { PORT, VERIFY_PAUSE, type Config } from '../config/config';
import { accept } from '../config/setting';
import { RECORD_CHECKS } from '../record-nouns';
import { explainListenError } from '../explain-fault';
import { addMetricsRoute, openMetrics } from '../metrics/open-metrics';
import { gaugePool } from '../metrics/gauge-server';
import type { DatabaseOptions } from '../open-database';
import { Problem } from '../problem';
import { verify } from '../progress/verify';
import { verifyContinuously } from '../progress/verify-continuously';
import { describeDifference } from '../progress/verify-difference';
import type { Stopping } from '../process/stopping';
import { printLine } from '../process/voice';
import { withDatabaseToRead } from './open-for-command';
import { plain } from '../words/message';

export interface VerifyFlags {
  continuous?: true;
  pause?: string;
  metricsPort?: string;
}

export async function verifyDatabase(options: VerifyFlags, stopping: Stopping): Promise<void> {
  refuseAlone(options);
  const stopped = 'Stopped: not everything was recounted.';
  const lasts = options.continuous === true;
  await withDatabaseToRead({ stopping, stopped, lasts }, (dataSource, database) =>
    lasts ? verifyAllTheTime(dataSource, database, { ...options, signal: stopping.signal }) : verifyOnce(dataSource),
  );
}

function refuseAlone({ continuous, pause, metricsPort }: VerifyFlags): void {
  if (continuous === true || (pause === undefined && metricsPort === undefined)) return;
  throw new Problem('BAD_USER_INPUT', plain`--pause and --metrics-port go with --continuous. Add it.`);
}

async function verifyAllTheTime(
  dataSource: DataSource,
  { config, log, voice, closers }: DatabaseOptions,
  { signal, ...options }: VerifyFlags & { signal: AbortSignal },
): Promise<void> {
  const seconds =
    options.pause === undefined ? config.verify.pauseSeconds : accept('--pause', options.pause, VERIFY_PAUSE);
  if (options.metricsPort !== undefined) {
    const port = accept('--metrics-port', options.metricsPort, PORT);
    voice.say(`Figures for Prometheus: ${await serveMetrics(dataSource, { ...config, port }, closers)}/metrics`);
  }
  voice.say('Recounting continuously, a slice at a time. Ctrl-C ends it.');
  await verifyContinuously({
    dataSource,
    pauseMilliseconds: seconds * 1_000,
    signal,
    log,
    more: RECORD_CHECKS,
  });
  voice.say('Stopped.');
}

/** The figures of this process. The port is open to all who can reach it, unless there is a token. */
async function serveMetrics(dataSource: DataSource, config: Config, closers: Closers): Promise<string> {
  const metrics = openMetrics();
  gaugePool(metrics.registry, dataSource);
  const app = Fastify({ forceCloseConnections: true });
  addMetricsRoute(app, metrics, config.metricsToken);
  closers.add(() => app.close());
  closers.add(() => {
    metrics.close();
    return Promise.resolve();
  });
  return app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListenError(error, config);
  });
}

async function verifyOnce(dataSource: DataSource): Promise<void> {
  const differences = await verify(dataSource, { more: RECORD_CHECKS });
  for (const difference of differences) printLine(process.stdout, describeDifference(difference));
  const totals = new Map(differences.map(({ what, total }) => [what, total]));
  const count = [...totals.values()].reduce((sum, total) => sum + total, 0);
  printLine(
    process.stdout,
    count === 0
      ? `Nothing differs: ${await describeExtent(dataSource)} recounted.`
      : `${format(count)} differences; at most 100 of each kind are listed.`,
  );
  if (differences.length > 0) process.exitCode = 1;
}

/** What there was to recount. */
async function describeExtent(dataSource: DataSource): Promise<string> {
  const [row] = await dataSource.query<{ congresses: number; events: number }[]>(
    'SELECT (SELECT count(*) FROM congress)::integer AS congresses, (SELECT count(*) FROM log_entry)::integer AS events',
  );
  return `${format(row?.congresses ?? 0)} congresses and ${format(row?.events ?? 0)} events`;
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
