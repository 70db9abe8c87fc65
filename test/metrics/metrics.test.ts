/** What an operator watches: the figures at /metrics, who may read them, and that they say what happened. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { follow } from '../support/follow';
import { METRICS_TOKEN, readMetrics, waitForMetrics } from '../support/read-metrics';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const cleanUp = openCleanUp();
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ METRICS_TOKEN });
  cleanUp.add(() => app.close());
});

afterAll(() => cleanUp.closeAll());

describe('who may read them', () => {
  it.each([undefined, 'Bearer', 'Bearer of-something-else', METRICS_TOKEN])('not one who says %s', async (said) => {
    const response = await fetch(`${app.url}/metrics`, { headers: said === undefined ? {} : { authorization: said } });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('METRICS_TOKEN');
  });

  it('not an administrator of the campaign', async () => {
    await expect(readMetrics(app.url, await tokenFor(Role.ADMIN))).rejects.toThrow('401');
  });

  it('nobody, while no token is set', async () => {
    const other = await startOn(app.databaseUrl);
    // Counts are of the process: what another server in it does would count here.
    await expect(readMetrics(other.url, null).finally(() => other.close())).rejects.toThrow('404');
  });
});

describe('the text', () => {
  it('has a name of ours or of Node, help and a type for every figure', async () => {
    const response = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n');
    const named = (kind: string): string[] =>
      lines.filter((line) => line.startsWith(`# ${kind} `)).map((line) => line.split(' ')[2] ?? '');
    expect(named('HELP')).toEqual(named('TYPE'));
    expect(new Set(named('TYPE')).size).toBe(named('TYPE').length);
    for (const name of named('TYPE')) expect(name).toMatch(/^(giaoban|nodejs|process)_[a-z0-9_]+$/);
    const counters = lines.filter((line) => /^# TYPE giaoban_\S+ counter$/.test(line));
    for (const line of counters) expect(line).toMatch(/_total counter$/);
  });
});

describe('what they say', () => {
  it('is what has happened: operations, entries, deliveries, connections', async () => {
    const before = await readMetrics(app.url);
    const grown = (figures: Map<string, number>, name: string): number =>
      (figures.get(name) ?? 0) - (before.get(name) ?? 0);
    const token = await tokenFor(Role.ADMIN);
    const events = follow(
      app.url,
      'subscription { congressCompleted(within: "01.002") { node { position } } }',
      {},
      token,
    );
    const state = follow(app.url, 'subscription { progress(within: "01.002") { completed } }', {}, token);
    await state.waitFor(1);
    const open = await waitForMetrics(app.url, (f) => f.get('giaoban_subscriptions{kind="events"}') === 1);
    expect(open.get('giaoban_connections{transport="websocket"}')).toBe(2);
    expect(open.get('giaoban_groups{kind="events"}')).toBe(1);
    expect(open.get('giaoban_groups{kind="state"}')).toBe(1);
    expect(open.get('giaoban_subscriptions{kind="state"}')).toBe(1);

    const report = `mutation { reportCongressCompleted(input: { organization: "01.002.0018", heldOn: "2020-02-28" }) { position } }`;
    await app.send(report);
    await app.send('{ progresss }');
    await app.send('{ progress { planned } }', undefined, 'no token');
    await events.waitFor(1);
    await state.waitFor(2);
    const after = await waitForMetrics(
      app.url,
      (f) =>
        grown(f, 'giaoban_delivery_seconds_count{kind="events"}') === 1 &&
        grown(f, 'giaoban_delivery_seconds_count{kind="state"}') === 1,
    );
    expect(grown(after, 'giaoban_log_entries_taken_total')).toBe(1);
    expect(grown(after, 'giaoban_operations_total{type="mutation",outcome="OK"}')).toBe(1);
    expect(grown(after, 'giaoban_operations_total{type="subscription",outcome="OK"}')).toBe(2);
    expect(grown(after, 'giaoban_operations_total{type="unknown",outcome="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(grown(after, 'giaoban_operations_total{type="unknown",outcome="UNAUTHENTICATED"}')).toBe(1);
    expect(grown(after, 'giaoban_database_statement_seconds_count')).toBeGreaterThan(5);
    expect(after.get('giaoban_log_lag_entries')).toBe(0);
    expect(after.get('giaoban_log_read_age_seconds')).toBeGreaterThanOrEqual(0);
    expect(after.get('giaoban_database_pool_waiting')).toBe(0);
    await events.stop();
    await state.stop();
    const closed = await waitForMetrics(app.url, (f) => f.get('giaoban_connections{transport="websocket"}') === 0);
    expect(closed.get('giaoban_subscriptions{kind="events"}')).toBe(0);
  });

  it('is how sockets were closed', async () => {
    const follower = follow(app.url, 'subscription { progress { completed } }', {}, 'no token');
    const [why] = await follower.ended;
    expect(why?.extensions?.['code']).toBe('4403');
    expect((await readMetrics(app.url)).get('giaoban_sockets_closed_total{code="4403"}')).toBe(1);
  });

  it('is what the recount of the server itself has looked at, when it is asked to', async () => {
    const other = await startOn(app.databaseUrl, {
      METRICS_TOKEN,
      VERIFY: 'continuous',
      VERIFY_PAUSE_SECONDS: '0',
    });
    cleanUp.add(() => other.close());
    const figures = await waitForMetrics(other.url, (f) => (f.get('giaoban_verify_slice_seconds_count') ?? 0) >= 2);
    expect(figures.get('giaoban_verify_counters_checked_total')).toBeGreaterThan(0);
    expect(figures.get('giaoban_verify_differences')).toBe(0);
  });
});
