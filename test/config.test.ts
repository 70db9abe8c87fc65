/** The configuration: what is taken, what is refused, and the one line that says so. */
import { fstatSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig, requireSecret } from '../src/config/config';
import { problemOf } from './support/problem-of';

const URL = 'postgres://somebody@localhost/giaoban';
const SECRET = 'x'.repeat(32);

describe('without any variable', () => {
  test('it is the demo, for this machine only', () => {
    // What the limits are is held to their page by test/server/limits.test.ts.
    const { limits: _limits, ...others } = readConfig({});
    expect(others).toEqual({
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: undefined,
      dataDirectory: '.data',
      tokenSecrets: undefined,
      allowedOrigins: [],
      trustedProxies: [],
      publicTotals: true,
      explorers: true,
      dashboard: true,
      mapFile: undefined,
      compression: true,
      readOnly: false,
      today: '2020-02-29',
      logLevel: 'warn',
      isService: false,
      metricsToken: undefined,
      verify: { isContinuous: false, pauseSeconds: 2 },
      tracing: undefined,
    });
  });

  test('an empty variable counts as absent', () => {
    const empty = { PORT: '', HOST: ' ', DATABASE_URL: '', TODAY: '', AUTH_JWT_SECRET: '', ALLOWED_ORIGINS: '' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

describe('what is taken', () => {
  test("on somebody's database totals are not public unless that is asked for", () => {
    expect(readConfig({ DATABASE_URL: URL })).toMatchObject({ publicTotals: false, logLevel: 'info' });
    expect(readConfig({ DATABASE_URL: URL, PUBLIC_TOTALS: 'on' }).publicTotals).toBe(true);
    expect(readConfig({ PUBLIC_TOTALS: 'off' }).publicTotals).toBe(false);
  });

  test.each(['0', '80', '65535'])('PORT=%s', (value) => {
    expect(readConfig({ PORT: value }).port).toBe(Number(value));
  });

  test('it is a service on a database of its own, in production, and where systemd reads standard output', () => {
    const { dev, ino } = fstatSync(1);
    const services = [{ DATABASE_URL: URL }, { NODE_ENV: 'production' }, { JOURNAL_STREAM: `${dev}:${ino}` }];
    expect(services.map((each) => readConfig(each).isService)).toEqual([true, true, true]);
    const others = [{}, { NODE_ENV: 'development' }, { JOURNAL_STREAM: `${dev}:${ino + 1}` }];
    expect(others.map((each) => readConfig(each).isService)).toEqual([false, false, false]);
  });

  test('several origins', () => {
    const value = 'https://example.org, http://localhost:3000,';
    expect(readConfig({ ALLOWED_ORIGINS: value }).allowedOrigins).toEqual([
      'https://example.org',
      'http://localhost:3000',
    ]);
  });

  test('a secret, byte for byte', () => {
    const secret = ` ${SECRET} `;
    expect(readConfig({ AUTH_JWT_SECRET: secret }).tokenSecrets).toEqual([new TextEncoder().encode(secret)]);
  });
});

describe('what stops the start, with one line', () => {
  test.each([
    ['PORT', 'http', 'PORT is "http". Use a number from 0 to 65535; 0 picks a free port.'],
    ['PORT', '65536', 'PORT is "65536". Use a number from 0 to 65535; 0 picks a free port.'],
    ['PORT', '-1', 'PORT is "-1". Use a number from 0 to 65535; 0 picks a free port.'],
    ['PORT', '4e3', 'PORT is "4e3". Use a number from 0 to 65535; 0 picks a free port.'],
    [
      'DATABASE_URL',
      'mysql://localhost/giaoban',
      'DATABASE_URL is not a PostgreSQL address. Write it as postgres://user:password@host:5432/database.',
    ],
    [
      'DATABASE_URL',
      'localhost:5432',
      'DATABASE_URL is not a PostgreSQL address. Write it as postgres://user:password@host:5432/database.',
    ],
    ['AUTH_JWT_SECRET', 'short', 'AUTH_JWT_SECRET has 5 bytes. Use at least 32.'],
    [
      'AUTH_JWT_SECRET',
      `${SECRET}\nshort`,
      'AUTH_JWT_SECRET has a line of 5 bytes. Each line is a secret of its own: use at least 32 in each.',
    ],
    ['TODAY', '2020-02-30', 'TODAY is "2020-02-30", which is not a day. Write it as 2020-02-29.'],
    ['TODAY', 'today', 'TODAY is "today", which is not a day. Write it as 2020-02-29.'],
    ['PUBLIC_TOTALS', 'maybe', 'PUBLIC_TOTALS is "maybe". Use on or off.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud". Use one of fatal, error, warn, info, debug, trace, silent.'],
    [
      'ALLOWED_ORIGINS',
      'https://example.org/path',
      'ALLOWED_ORIGINS has "https://example.org/path", which is not an origin. Write https://example.org, separated by commas.',
    ],
    [
      'ALLOWED_ORIGINS',
      '*',
      'ALLOWED_ORIGINS has "*", which is not an origin. Write https://example.org, separated by commas.',
    ],
  ])('%s=%s', (name, value, message) => {
    const problem = problemOf(() => readConfig({ [name]: value }));
    expect(problem.message).toBe(message);
    expect(problem.message).not.toContain('\n');
    expect(problem.details.argument).toBe(name);
  });

  test.each(['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'])('%s, which would not be heeded', (name) => {
    expect(problemOf(() => readConfig({ [name]: 'https://example.org' })).message).toMatch(
      new RegExp(`^${name} is not supported yet\\.`),
    );
  });

  test('a database of somebody, without a secret: everyone could read it', () => {
    expect(
      problemOf(() => {
        requireSecret(readConfig({ DATABASE_URL: URL }));
      }).message,
    ).toBe(
      'AUTH_JWT_SECRET must be set when DATABASE_URL is. Use at least 32 random bytes, as `openssl rand -base64 32` prints them.',
    );
    expect(() => {
      requireSecret(readConfig({ DATABASE_URL: URL, AUTH_JWT_SECRET: SECRET }));
    }).not.toThrow();
    expect(() => {
      requireSecret(readConfig({}));
    }).not.toThrow();
  });

  test('a password is not repeated', () => {
    const value = 'postgre://somebody:hunter2@localhost/giaoban';
    expect(problemOf(() => readConfig({ DATABASE_URL: value })).message).not.toContain('hunter2');
  });
});

describe('traces', () => {
  const read = (environment: Record<string, string>) => readConfig(environment).tracing;
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

  test('are sent when one of the variables asks for them', () => {
    const usual = { sampler: 'parentbased_always_on', ratio: 1 };
    expect([read(endpoint), read({ OTEL_TRACES_EXPORTER: 'otlp' })]).toEqual([usual, usual]);
    const sampled = { ...endpoint, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' };
    expect(read(sampled)).toEqual({ sampler: 'traceidratio', ratio: 0.25 });
  });

  test('are not when one says no', () => {
    expect(read({ ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
    expect(read({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBeUndefined();
    expect(read({ OTEL_SERVICE_NAME: 'giaoban' })).toBeUndefined();
  });
});

describe('figures and the recount', () => {
  test('are read', () => {
    const given = { METRICS_TOKEN: 'x'.repeat(16), VERIFY: 'continuous', VERIFY_PAUSE_SECONDS: '0.5' };
    expect(readConfig(given)).toMatchObject({
      metricsToken: 'x'.repeat(16),
      verify: { isContinuous: true, pauseSeconds: 0.5 },
    });
  });

  test.each([
    [{ METRICS_TOKEN: 'too short' }, 'METRICS_TOKEN must be 16'],
    [{ VERIFY: 'yes' }, 'VERIFY is "yes". Use continuous or off.'],
    [{ VERIFY_PAUSE_SECONDS: '-1' }, 'VERIFY_PAUSE_SECONDS is "-1".'],
    [{ OTEL_TRACES_EXPORTER: 'jaeger' }, 'OTEL_TRACES_EXPORTER is "jaeger". Use otlp or none.'],
    [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_TRACES_SAMPLER: 'some' }, 'OTEL_TRACES_SAMPLER is "some".'],
    [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG is "2".'],
    [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc".'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is "localhost:4318".'],
  ])('are refused when wrong: %j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });
});
