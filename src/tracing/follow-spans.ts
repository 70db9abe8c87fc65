/** Makes spans of what the other folders publish: operations, transactions, statements, and the way of an event to its subscribers. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import type * as OpenTelemetry from '@opentelemetry/api';
import type { EndedStatement } from '../database/pool-client';
import type { TransactionAttempt } from '../database/in-transaction';
import type { Delivered } from '../feed/deliveries';
import type { AppendedEntries } from '../feed/log';
import type { RenderedEntry } from '../feed/entry-executor';
import type { TakenEntries } from '../feed/tail';
import { watchChannels } from '../process/watch-channels';
import type { ServedOperation } from '../server/served-operation';
import { readTraceParent } from './read-trace-parent';

type Api = typeof OpenTelemetry;

/** Clients choose the names of their operations, which may be long. */
const LONGEST_NAME = 100;

/** Returns what ends it. */
export function followSpans(api: Api, tracer: Tracer): () => void {
  const active = new AsyncLocalStorage<Context>();
  const origins = new EventOrigins();
  const stops = [
    followOperations(api, tracer, active),
    followTransactions(api, tracer, active),
    followEvents(api, tracer, active, origins),
    watchChannels({
      'giaoban.database.statement': ({ verb, startedAt, failed }: EndedStatement) => {
        // What the server asks by itself, each second, is not part of a trace.
        const parent = active.getStore();
        if (parent === undefined) return;
        const attributes = { 'db.system.name': 'postgresql', 'db.operation.name': verb };
        const span = tracer.startSpan(verb, { kind: api.SpanKind.CLIENT, startTime: startedAt, attributes }, parent);
        if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
        span.end(performance.now());
      },
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Spans over work that is published with a tracing channel; everything done in it finds the span. */
function followWork<Message extends object>(
  name: string,
  api: Api,
  active: AsyncLocalStorage<Context>,
  {
    begin,
    end,
  }: { begin: (message: Message, parent: Context) => Span | undefined; end?: (message: Message, span: Span) => void },
): () => void {
  const spans = new WeakMap<Message, Span>();
  const start = channel(`tracing:${name}:start`);
  start.bindStore(active, (given) => {
    const message = given as Message;
    const parent = active.getStore() ?? api.ROOT_CONTEXT;
    const span = begin(message, parent);
    if (span === undefined) return parent;
    spans.set(message, span);
    return api.trace.setSpan(parent, span);
  });
  const stop = watchChannels({
    [`tracing:${name}:error`]: (message: Message) => {
      spans.get(message)?.setStatus({ code: api.SpanStatusCode.ERROR });
    },
    [`tracing:${name}:asyncEnd`]: (message: Message) => {
      const span = spans.get(message);
      if (span === undefined) return;
      end?.(message, span);
      span.end();
    },
  });
  return () => {
    start.unbindStore(active);
    stop();
  };
}

function followOperations(api: Api, tracer: Tracer, active: AsyncLocalStorage<Context>): () => void {
  return followWork<ServedOperation>('giaoban.server.operation', api, active, {
    begin: ({ transport, headers }) => {
      const remote = readTraceParent(headers?.['traceparent']);
      const parent = remote === undefined ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, remote);
      const options = { kind: api.SpanKind.SERVER, attributes: { 'giaoban.transport': transport } };
      return tracer.startSpan('operation', options, parent);
    },
    end: ({ type, name, outcome = 'INTERNAL_SERVER_ERROR' }, span) => {
      const ownName = name?.slice(0, LONGEST_NAME);
      span.updateName(ownName === undefined ? type : `${type} ${ownName}`);
      span.setAttributes({ 'graphql.operation.type': type, 'giaoban.outcome': outcome });
      if (ownName !== undefined) span.setAttribute('graphql.operation.name', ownName);
      const isFault = outcome === 'INTERNAL_SERVER_ERROR' || outcome === 'UNAVAILABLE';
      if (isFault) span.setStatus({ code: api.SpanStatusCode.ERROR });
    },
  });
}

function followTransactions(api: Api, tracer: Tracer, active: AsyncLocalStorage<Context>): () => void {
  return followWork<TransactionAttempt>('giaoban.database.transaction', api, active, {
    begin: ({ attempt }, parent) =>
      tracer.startSpan('transaction', { attributes: { 'giaoban.attempt': attempt } }, parent),
  });
}

/** An event belongs to the transaction that made it, where that was ours, and else to its arrival. */
function followEvents(api: Api, tracer: Tracer, active: AsyncLocalStorage<Context>, origins: EventOrigins): () => void {
  const stopRendering = followWork<RenderedEntry>('giaoban.feed.render', api, active, {
    begin: ({ position }) => {
      const origin = origins.take(position, 'render');
      return origin && tracer.startSpan('render event', { attributes: { 'giaoban.position': position } }, origin);
    },
  });
  const stop = watchChannels({
    'giaoban.feed.appended': ({ first, count }: AppendedEntries) => {
      const context = active.getStore();
      if (context === undefined) return;
      for (let position = first; position < first + count; position += 1) origins.set(position, context);
    },
    'giaoban.feed.taken': ({ entries, position: last }: TakenEntries) => {
      for (let position = last - entries + 1; position <= last; position += 1) {
        if (origins.has(position)) continue;
        const arrival = tracer.startSpan(
          'take event',
          { attributes: { 'giaoban.position': position } },
          api.ROOT_CONTEXT,
        );
        arrival.end();
        origins.set(position, api.trace.setSpan(api.ROOT_CONTEXT, arrival));
      }
    },
    'giaoban.feed.delivered': ({ kind, position, members, arrivedAt }: Delivered) => {
      const origin = origins.take(position, 'deliver');
      if (origin === undefined) return;
      const attributes = { 'giaoban.position': position, 'giaoban.group': kind, 'giaoban.members': members };
      tracer.startSpan('deliver event', { startTime: arrivedAt, attributes }, origin).end(performance.now());
    },
  });
  return () => {
    stopRendering();
    stop();
  };
}

const KEPT = 4_096;
/** An event that concerns thousands of groups has spans of the first of them. */
const MOST_SPANS = 16;

/** What the newest events belong to, by position; and how many spans of each there are already. */
class EventOrigins {
  private readonly byPosition = new LRUCache<number, { context: Context; render: number; deliver: number }>({
    max: KEPT,
  });

  has(position: number): boolean {
    return this.byPosition.has(position);
  }

  /** A transaction that is tried again takes the same positions: the last one counts. */
  set(position: number, context: Context): void {
    this.byPosition.set(position, { context, render: 0, deliver: 0 });
  }

  /** The context for one more span; undefined when there are enough, or the event is an old one. */
  take(position: number, what: 'render' | 'deliver'): Context | undefined {
    const origin = this.byPosition.get(position);
    if (origin === undefined || origin[what] >= MOST_SPANS) return undefined;
    origin[what] += 1;
    return origin.context;
  }
}
