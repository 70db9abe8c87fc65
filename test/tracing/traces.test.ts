/** Traces of a mutation and of the way of its event, as a receiver of OTLP gets them from a server process. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { readTraceParent } from '../../src/tracing/read-trace-parent';
import { openCleanUp } from '../support/clean-up';
import { follow } from '../support/follow';
import { cloneTemplate } from '../support/templates';
import { METRICS_TOKEN, waitForMetrics } from '../support/read-metrics';
import { startServerProcess } from '../support/server-process';
import { SECRET, tokenFor } from '../support/start-test-app';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '../support/trace-receiver';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const MUTATION = `mutation Report($input: ReportCongressCompletedInput!) {
  reportCongressCompleted(input: $input) { position progress { completed } }
}`;
const NOTE = 'a note that is nobody else’s business';

const cleanUp = openCleanUp();
let receiver: TraceReceiver;
let token: string;
let position: number;

beforeAll(async () => {
  const database = await cloneTemplate('small');
  cleanUp.add(() => database.drop());
  receiver = await startTraceReceiver();
  cleanUp.add(() => receiver.close());
  const server = await startServerProcess({
    DATABASE_URL: database.url,
    AUTH_JWT_SECRET: SECRET,
    DRAIN_SECONDS: '0',
    METRICS_TOKEN,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_SERVICE_NAME: 'giaoban-in-a-test',
  });
  cleanUp.add(() => server.kill('SIGKILL'));
  token = await tokenFor(Role.ADMIN);
  const subscription =
    'subscription { congressCompleted(within: "01.002") { node { position progress { completed } } } }';
  const follower = follow(server.url, subscription, {}, token);
  cleanUp.add(() => follower.stop());
  await waitForMetrics(server.url, (figures) => figures.get('giaoban_subscriptions{kind="events"}') === 1);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: `00-${TRACE}-${CALLER}-01`,
    },
    body: JSON.stringify({
      query: MUTATION,
      variables: { input: { organization: '01.002.0018', heldOn: '2020-02-28', note: NOTE } },
    }),
  });
  const answer = (await response.json()) as { data: { reportCongressCompleted: { position: number } } };
  ({ position } = answer.data.reportCongressCompleted);
  await follower.waitFor(1);
  await waitForMetrics(server.url, (figures) => figures.get('giaoban_delivery_seconds_count{kind="events"}') === 1);
  // What is left is sent at the end.
  expect(await server.kill('SIGTERM')).toBe(0);
});

afterAll(() => cleanUp.closeAll());

function find(name: string): ReceivedSpan {
  const found = receiver.spans.filter((span) => span.name === name && span.traceId === TRACE);
  expect(found.map((span) => span.name)).toEqual([name]);
  return found[0]!;
}

describe('a mutation and its delivery', () => {
  it('continue the trace of whoever has sent the request', () => {
    expect(receiver.resource['service.name']).toBe('giaoban-in-a-test');
    const operation = find('mutation Report');
    expect(operation.parentSpanId).toBe(CALLER);
    expect(operation.attributes).toEqual({
      'giaoban.transport': 'http',
      'giaoban.outcome': 'OK',
      'graphql.operation.type': 'mutation',
      'graphql.operation.name': 'Report',
    });
  });

  it('have the transaction below the operation, and statements below the transaction', () => {
    const transaction = find('transaction');
    expect(transaction.parentSpanId).toBe(find('mutation Report').spanId);
    const statements = receiver.spans.filter(({ parentSpanId }) => parentSpanId === transaction.spanId);
    const verbs = statements.map(({ attributes }) => attributes['db.operation.name']);
    expect(verbs).toEqual(expect.arrayContaining(['START', 'SELECT', 'WITH', 'COMMIT']));
    for (const { startedAt, endedAt } of statements) {
      expect(startedAt).toBeLessThanOrEqual(endedAt);
      expect(startedAt).toBeGreaterThanOrEqual(transaction.startedAt - 1_000_000n);
    }
  });

  it('have the event rendered and delivered below the transaction that made it', () => {
    const transaction = find('transaction');
    const [rendering, delivery] = [find('render event'), find('deliver event')];
    expect([rendering.parentSpanId, delivery.parentSpanId]).toEqual([transaction.spanId, transaction.spanId]);
    expect(rendering.attributes).toEqual({ 'giaoban.position': position });
    expect(delivery.attributes).toEqual({
      'giaoban.position': position,
      'giaoban.group': 'events',
      'giaoban.members': 1,
    });
    // They come in the order in which they ended; their times are of clocks that differ by a part of a millisecond.
    expect(receiver.spans.indexOf(delivery)).toBeGreaterThan(receiver.spans.indexOf(rendering));
  });

  it('tell nothing of what was said: no variables, no tokens, no literals', () => {
    const raw = receiver.raw();
    expect(raw).toContain('Report');
    for (const secret of [NOTE, '01.002', '2020-02-28', token, SECRET, 'reportCongressCompleted(', METRICS_TOKEN]) {
      expect(raw).not.toContain(Buffer.from(secret).toString('latin1'));
    }
  });

  it('are all there is, beside what subscribes: reading the log each second is no trace', () => {
    const roots = receiver.spans.filter(({ parentSpanId }) => parentSpanId === '').map(({ name }) => name);
    expect(new Set(roots)).toEqual(new Set(['subscription']));
  });
});

describe('traceparent', () => {
  it.each([
    [`00-${TRACE}-${CALLER}-01`, 1],
    [`00-${TRACE}-${CALLER}-00`, 0],
    [`cc-${TRACE}-${CALLER}-03-what-is-to-come`, 1],
  ])('is read: %s', (header, traceFlags) => {
    expect(readTraceParent(header)).toEqual({ traceId: TRACE, spanId: CALLER, traceFlags, isRemote: true });
  });

  it.each([
    undefined,
    '',
    `ff-${TRACE}-${CALLER}-01`,
    `00-${'0'.repeat(32)}-${CALLER}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${CALLER}-01-more`,
    `00-${TRACE.toUpperCase()}-${CALLER}-01`,
  ])('is passed over when it is not sound: %s', (header) => {
    expect(readTraceParent(header)).toBeUndefined();
  });
});
