/** Health: `/healthz` says that the process is alive, `/readyz` whether it can answer and push at the moment, or what is in the way. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { FastifyInstance } from 'fastify';
import { onLivingConnection } from '../database/dead-connection';
import type { FanOut } from '../feed/fan-out';
import type { Tail } from '../feed/tail';

export interface Health {
  /** Why the server cannot answer at the moment; null when it can. */
  findObstacle: () => Promise<string | null>;
}

export function addHealth(app: FastifyInstance, { findObstacle }: Health): void {
  const address = { method: ['GET', 'HEAD'], logLevel: 'warn' as const };
  app.route({ ...address, url: '/healthz', handler: () => ({ status: 'alive' }) });
  app.route({
    ...address,
    url: '/readyz',
    handler: async (_request, reply) => {
      const obstacle = await findObstacle();
      return obstacle === null
        ? { status: 'ready' }
        : reply.status(503).send({ status: 'not ready', because: obstacle });
    },
  });
}

/** What `/readyz` looks at. */
export interface HealthSources {
  dataSource: DataSource;
  tail: Pick<Tail, 'secondsSinceRead'>;
  fanOut: Pick<FanOut, 'secondsBehind'>;
}

/** A probe gets its answer within two seconds, whatever has happened. */
const PATIENCE_MILLISECONDS = 1_500;
/** The log is read every second. */
const MOST_SECONDS_UNREAD = 5;
const MOST_SECONDS_BEHIND = 5;

/** May be asked at any rate: while one question to the database is open, no other is sent. */
export function obstacleFinder({ dataSource, tail, fanOut }: HealthSources): () => Promise<string | null> {
  let open: Promise<boolean> | undefined;
  const ask = (): Promise<boolean> => {
    // That an idle connection was cut says nothing about the next one.
    open ??= onLivingConnection(() => dataSource.query('SELECT today FROM campaign'))
      .then(
        () => true,
        () => false,
      )
      .finally(() => (open = undefined));
    return open;
  };
  return async () => {
    const askedAt = performance.now();
    const answer = await Promise.race([ask(), pause(PATIENCE_MILLISECONDS, undefined, { ref: false })]);
    const unread = tail.secondsSinceRead;
    // All connections may be busy: if the log has been read since, the database is not to blame.
    const isBusy = answer === undefined && unread * 1_000 < performance.now() - askedAt;
    if (answer !== true && !isBusy) return 'the database does not answer';
    if (unread > MOST_SECONDS_UNREAD) return `the log has not been read for ${Math.floor(unread)} seconds`;
    const behind = fanOut.secondsBehind;
    if (behind > MOST_SECONDS_BEHIND) return `delivery is ${Math.floor(behind)} seconds behind`;
    return null;
  };
}
