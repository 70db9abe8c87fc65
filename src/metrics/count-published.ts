/** The figures of what other folders publish on their channels: entries, statements, operations, sockets, documents. */
import { performance } from 'node:perf_hooks';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { GivenAnswer } from '../answers/answers-by-position';
import type { EndedStatement } from '../database/pool-client';
import type { LostConnection } from '../database/silence-watch';
import type { Delivered } from '../feed/deliveries';
import type { TakenEntries } from '../feed/tail';
import type { PaperOutcome } from '../press/press';
import { watchChannels } from '../process/watch-channels';
import type { ServedOperation } from '../server/served-operation';
import type { ClosedSocket } from '../server/close-socket';

/** From a group that is executed at once to one that waits for the database to come back. */
const DELIVERY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function measureFeed(registry: Registry): () => void {
  const registers = [registry];
  const taken = new Counter({
    name: 'giaoban_log_entries_taken_total',
    help: 'Entries that this process has taken from the log since it started.',
    registers,
  });
  const delivery = new Histogram({
    name: 'giaoban_delivery_seconds',
    help: 'From the arrival of an entry in this process to its being handed to all up-to-date members of a group: one observation per entry and group. Members that are fed at their own pace do not count.',
    labelNames: ['kind'],
    buckets: DELIVERY_BUCKETS,
    registers,
  });
  for (const kind of ['events', 'state'] as const) delivery.zero({ kind });
  const observers = {
    events: delivery.labels({ kind: 'events' }),
    state: delivery.labels({ kind: 'state' }),
  };
  return watchChannels({
    'giaoban.feed.taken': ({ entries }: TakenEntries) => {
      taken.inc(entries);
    },
    'giaoban.feed.delivered': ({ kind, arrivedAt }: Delivered) => {
      observers[kind].observe((performance.now() - arrivedAt) / 1_000);
    },
  });
}

const STATEMENT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function measureDatabase(registry: Registry): () => void {
  const registers = [registry];
  const duration = new Histogram({
    name: 'giaoban_database_statement_seconds',
    help: 'Time of a statement on a connection of the pool, from its being sent to its answer; also of those that failed.',
    buckets: STATEMENT_BUCKETS,
    registers,
  });
  const failures = new Counter({
    name: 'giaoban_database_statements_failed_total',
    help: 'Statements that the database answered with an error, or never answered, including deadlocks that are tried again.',
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

export function countOperations(registry: Registry): () => void {
  const registers = [registry];
  const operations = new Counter({
    name: 'giaoban_operations_total',
    help: 'GraphQL operations by type and outcome: OK, or the code of the first error. A subscription counts when it has begun or was refused; the type is unknown when the document could not be read.',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const closed = new Counter({
    name: 'giaoban_sockets_closed_total',
    help: 'WebSockets that this server has closed, by closing code; 1006 when it broke the line of one that gave no sign of life.',
    labelNames: ['code'],
    registers,
  });
  return watchChannels({
    'tracing:giaoban.server.operation:asyncEnd': ({ type, outcome = 'INTERNAL_SERVER_ERROR' }: ServedOperation) => {
      // A page that a browser was shown is not an operation.
      if (type !== 'unknown' || outcome !== 'OK') operations.inc({ type, outcome });
    },
    'giaoban.server.socket.closed': ({ code }: ClosedSocket) => {
      closed.inc({ code });
    },
  });
}

export function countAnswers(registry: Registry): () => void {
  const answers = new Counter({
    name: 'giaoban_answers_total',
    help: 'Answers to queries that depend on nothing but the place of the log: remembered from before; shared with others who asked at the same time; worked_out. Operations of other sorts are not in it.',
    labelNames: ['origin'],
    registers: [registry],
  });
  for (const origin of ['remembered', 'shared', 'worked_out'] as const) answers.inc({ origin }, 0);
  return watchChannels({
    'giaoban.answers.given': ({ origin }: GivenAnswer) => {
      answers.inc({ origin });
    },
  });
}

const DOCUMENT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function countDocuments(registry: Registry): () => void {
  const registers = [registry];
  const documents = new Counter({
    name: 'giaoban_documents_total',
    help: 'Documents by format and outcome: written, once for all who asked at the same time; kept from before; given_up, because nobody waited any more; refused, because too many waited; failed.',
    labelNames: ['format', 'outcome'],
    registers,
  });
  const writing = new Histogram({
    name: 'giaoban_document_seconds',
    help: 'How long the writing of a document took, without its time in line; the first one of a thread loads its libraries.',
    labelNames: ['format'],
    buckets: DOCUMENT_BUCKETS,
    registers,
  });
  return watchChannels({
    'giaoban.press.paper': ({ format, outcome, milliseconds }: PaperOutcome) => {
      documents.inc({ format, outcome });
      if (milliseconds !== undefined) writing.observe({ format }, milliseconds / 1_000);
    },
  });
}
