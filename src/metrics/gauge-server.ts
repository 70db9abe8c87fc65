/** The figures that are read off a running server: connections, groups, the place in the log. */
import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { FanOut } from '../feed/fan-out';
import type { HeadLooks } from '../feed/head-looks';
import { readHead } from '../feed/log';
import type { Tail } from '../feed/tail';
import type { Press } from '../press/press';
import type { Backlog } from '../server/backlog';
import type { Connections } from '../server/connections';
import type { Newcomers } from '../server/newcomers';

/** What is told of answers that are remembered. */
interface GaugedAnswers {
  size: { questions: number; bytes: number };
}

export interface GaugedServer {
  answers: GaugedAnswers;
  looks: Pick<HeadLooks, 'count'>;
  dataSource: DataSource;
  tail: Tail;
  fanOut: FanOut;
  connections: Connections;
  newcomers: Newcomers;
  backlog: Backlog;
  press: Press;
}

export function gaugeServer(registry: Registry, server: GaugedServer): void {
  const { dataSource, tail, fanOut, connections, press } = server;
  const registers = [registry];
  gaugePlaces(registers, server);
  gaugeAnswers(registers, server);
  const open = new Gauge({
    name: 'giaoban_connections',
    help: 'Connections of subscribers that are open now.',
    labelNames: ['transport'],
    registers,
    collect: () => {
      for (const [transport, count] of Object.entries(connections.open)) open.set({ transport }, count);
    },
  });
  gaugeGroups(registers, fanOut);
  gaugeLog(registers, tail, dataSource);
  gaugePress(registers, press);
  const behind = new Gauge({
    name: 'giaoban_delivery_behind_seconds',
    help: 'Seconds since the oldest entry was taken that has not come through what all deliveries share; 0 when there is none. Above 5 the process is not ready.',
    registers,
    collect: () => {
      behind.set(fanOut.secondsBehind);
    },
  });
}

function gaugePlaces(registers: Registry[], { newcomers, backlog }: GaugedServer): void {
  const waiting = new Gauge({
    name: 'giaoban_newcomers',
    help: 'WebSockets that have not been acknowledged yet.',
    registers,
    collect: () => {
      waiting.set(newcomers.count);
    },
  });
  const bytes = new Gauge({
    name: 'giaoban_backlog_bytes',
    help: 'Bytes that wait for clients who take little, of the LIMIT_BACKLOG_BYTES that may.',
    registers,
    collect: () => {
      bytes.set(backlog.bytes);
    },
  });
}

function gaugeAnswers(registers: Registry[], { answers, looks }: GaugedServer): void {
  const questions = new Gauge({
    name: 'giaoban_remembered_questions',
    help: 'Questions whose answers are remembered, or are being worked out.',
    registers,
    collect: () => {
      questions.set(answers.size.questions);
    },
  });
  const bytes = new Gauge({
    name: 'giaoban_remembered_bytes',
    help: 'Bytes that remembered answers and their questions take, of the LIMIT_ANSWER_BYTES that they may.',
    registers,
    collect: () => {
      bytes.set(answers.size.bytes);
    },
  });
  const looked = new Counter({
    name: 'giaoban_head_looks_total',
    help: 'Looks at the end of the log, each for all who asked before it was sent.',
    registers,
    collect: () => {
      looked.reset();
      looked.inc(looks.count);
    },
  });
}

function gaugeGroups(registers: Registry[], fanOut: FanOut): void {
  const gauge = (name: string, help: string, figure: 'groups' | 'members' | 'behind'): void => {
    const each = new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers,
      collect: () => {
        for (const [kind, count] of Object.entries(fanOut.count())) each.set({ kind }, count[figure]);
      },
    });
  };
  gauge(
    'giaoban_groups',
    'Groups of subscriptions that ask for the same with the same rights: each event is executed once for a group.',
    'groups',
  );
  gauge('giaoban_subscriptions', 'Subscriptions that are open now, to events or to a state.', 'members');
  gauge(
    'giaoban_subscriptions_behind',
    'Subscriptions that are fed from the log at their own pace now, because they came back or take little.',
    'behind',
  );
}

function gaugePress(registers: Registry[], press: Press): void {
  const documents = new Gauge({
    name: 'giaoban_documents_under_way',
    help: 'Documents that are being written now, and those that wait for it. Many that wait for long: raise LIMIT_DOCUMENTS, where there are processors for it.',
    labelNames: ['state'],
    registers,
    collect: () => {
      for (const [state, count] of Object.entries(press.count())) documents.set({ state }, count);
    },
  });
  const threads = new Gauge({
    name: 'giaoban_document_threads',
    help: 'Threads that write documents, or are kept for the next ones.',
    registers,
    collect: () => {
      threads.set(press.threadCount);
    },
  });
}

/** The figures do not wait for a database that does not answer. */
const PATIENCE_MILLISECONDS = 2_000;

function gaugeLog(registers: Registry[], tail: Tail, dataSource: DataSource): void {
  const position = new Gauge({
    name: 'giaoban_log_position',
    help: 'Position of the last entry that this process has taken from the log.',
    registers,
    collect: () => {
      position.set(tail.place.position);
    },
  });
  const age = new Gauge({
    name: 'giaoban_log_read_age_seconds',
    help: 'Seconds since this process last read the log to its end; it tries at least once a second.',
    registers,
    collect: () => {
      age.set(tail.secondsSinceRead);
    },
  });
  const lag = new Gauge({
    name: 'giaoban_log_lag_entries',
    help: 'Entries that the log in the database has and this process has not taken yet; NaN when the database does not answer.',
    registers,
    collect: async () => {
      const head = await Promise.race([
        readHead(dataSource.manager).catch(() => undefined),
        pause(PATIENCE_MILLISECONDS, undefined, { ref: false }),
      ]);
      const { epoch, position: taken } = tail.place;
      lag.set(head?.epoch === epoch ? Math.max(0, head.position - taken) : NaN);
    },
  });
}

/** The part of pg's pool that is asked. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

export function gaugePool(registry: Registry, dataSource: DataSource): void {
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  const connections = new Gauge({
    name: 'giaoban_database_pool_connections',
    help: 'Connections to the database in the pool; busy ones carry a statement or are held by a transaction.',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    },
  });
  const waiting = new Gauge({
    name: 'giaoban_database_pool_waiting',
    help: 'Pieces of work that wait for a connection of the pool. Above 0 for long, the pool is too small or statements take too long.',
    registers: [registry],
    collect: () => {
      waiting.set(pool.waitingCount);
    },
  });
}
