/** How long statements take. */
import { performance } from 'node:perf_hooks';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { EndedStatement } from '../database/measured-client';
import type { LostConnection } from '../database/silence-watch';
import { watchChannels } from '../process/watch-channels';

const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function measureDatabase(registry: Registry): () => void {
  const registers = [registry];
  const duration = new Histogram({
    name: 'giaoban_database_statement_seconds',
    help: 'Time of a statement on a connection of the pool, from its being sent to its answer; also of those that failed.',
    buckets: BUCKETS,
    registers,
  });
  const failures = new Counter({
    name: 'giaoban_database_statements_failed_total',
    help: 'Statements that the database answered with an error, or never answered. Deadlocks that are tried again are among them.',
    registers,
  });
  const lost = new Counter({
    name: 'giaoban_database_connections_lost_total',
    help: 'Connections to the database that were given up because nothing came on them; whether the server could be reached otherwise.',
    labelNames: ['server'],
    registers,
  });
  for (const server of ['reached', 'away']) lost.inc({ server }, 0);
  return watchChannels({
    'giaoban.database.connection.lost': ({ isServerAway }: LostConnection) => {
      lost.inc({ server: isServerAway ? 'away' : 'reached' });
    },
    'giaoban.database.statement': ({ startedAt, failed }: EndedStatement) => {
      duration.observe((performance.now() - startedAt) / 1_000);
      if (failed) failures.inc();
    },
  });
}
