/** A code that is not there is answered with the nearest that the viewer may see; one that is hidden from them is answered byte for byte the same (P7). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { findNearest } from '../../src/organization/nearest-organizations';
import { follow } from '../support/follow';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let of01: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  of01 = await tokenFor(Role.ADMIN, '01');
});
afterAll(() => app.close());

async function refusalOf(query: string, variables: object = {}, token?: string): Promise<string> {
  const { errors } = await app.send(query, variables, token);
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  return errors?.[0]?.message ?? '';
}

const ORGANIZATION = 'query ($code: String!) { organization(code: $code) { name } }';
const REPORT = `mutation ($code: String!) {
  reportCongressCompleted(input: { organization: $code, heldOn: "2020-02-20" }) { position }
}`;
const RATE = `mutation ($code: String!) {
  closeOrganization(input: { organization: $code, on: "2020-02-20", reason: "Merged" }) { position }
}`;

describe('the nearest code', () => {
  test.each([
    ['1', '01'],
    ['1.002', '01.002'],
    ['vn', 'VN'],
    ['qd.001', 'QD.001'],
    ['01.20', '01.020'],
    ['1.002.9998', '01.002'],
    ['01.0002', '01.002'],
    ['01.002.9998', '01.002'],
    ['Hà Nội', '01'],
    [' 01', '01'],
  ])('of "%s" is %s', async (code, nearest) => {
    const message = await refusalOf(ORGANIZATION, { code });
    expect(message).toContain(`There is no organization with the code "${code}". Nearest: ${nearest} (`);
  });

  test('is said in mutations and subscriptions, too', async () => {
    expect(await refusalOf(REPORT, { code: '1.002.0018' })).toContain('Nearest: 01.002.0018 (');
    expect(await refusalOf(RATE, { code: '1.002' })).toContain('Nearest: 01.002 (');
    const values = `mutation { recordIndicatorValues(input: {
      values: [{ organization: "1", code: "visits.grassroots", month: "2020-01", value: 1 }] }) { position } }`;
    expect(await refusalOf(values)).toContain('Nearest: 01 (');
    const [refused] = await follow(app.url, 'subscription { progress(within: "1") { position } }', {}, of01).ended;
    expect(refused?.message).toContain('Nearest: 01 (');
  });

  test('of an indicator is one in use there', async () => {
    const { indicators } = await app.ask<{ indicators: { edges: { node: { code: string } }[] } }>(
      '{ indicators(first: 1) { edges { node { code } } } }',
    );
    const { code } = indicators.edges[0]!.node;
    expect(await refusalOf(`{ indicator(code: "${code}s") { name } }`)).toContain(`Nearest: ${code}`);
  });

  test('is left out where nothing is near', async () => {
    const message = await refusalOf(ORGANIZATION, { code: 'zzzz.zzzz' });
    expect(message).toBe(
      'There is no organization with the code "zzzz.zzzz". Look it up with organizations(search: …).',
    );
  });
});

describe('P7: to whom sees only province 01', () => {
  const hide = (code: string) =>
    app.app.dataSource.query('UPDATE organization SET code = $1 WHERE code = $2', [`${code}x`, code]);
  const show = (code: string) =>
    app.app.dataSource.query('UPDATE organization SET code = $1 WHERE code = $2', [code, `${code}x`]);

  test.each(['02', '02.001', 'VN', 'QD.001'])('%s is answered as if it were not there', async (code) => {
    const ask = async () => [
      await refusalOf(ORGANIZATION, { code }, of01),
      await refusalOf(REPORT, { code }, of01),
      await refusalOf(RATE, { code }, of01),
    ];
    const hidden = await ask();
    for (const message of hidden) expect(message.replaceAll(/"[^"]*"/g, '')).not.toMatch(/02|VN|QD|Hà Giang/);
    await hide(code);
    try {
      expect(await ask()).toEqual(hidden);
    } finally {
      await show(code);
    }
  });

  test('only what they see is named', async () => {
    expect(await refusalOf(ORGANIZATION, { code: 'Hà Giang' }, of01)).not.toContain('Nearest');
    expect(await refusalOf(ORGANIZATION, { code: '2' }, of01)).not.toContain('02 (');
  });
});

test('a batch of 1,000 wrong codes takes one statement more than one of right codes, and names the nearest of ten', async () => {
  const reports = Array.from({ length: 1_000 }, (_, at) => ({ organization: `1.002.${at}`, heldOn: '2020-02-20' }));
  const BATCH = `mutation ($reports: [ReportCongressCompletedInput!]!) {
    reportCongressesCompleted(input: { reports: $reports, skipBad: true, dryRun: true }) { refused { message } }
  }`;
  const spy = spyStatements();
  const { data } = await app.send<{ reportCongressesCompleted: { refused: { message: string }[] } }, object>(BATCH, {
    reports,
  });
  spy.stop();
  const { refused } = data!.reportCongressesCompleted;
  expect(refused).toHaveLength(1_000);
  expect(refused.filter(({ message }) => message.includes('Nearest: '))).toHaveLength(10);
  expect(spy.statements.filter((sql) => sql.includes('AS variant'))).toHaveLength(1);
});

test('a code of any length, or none, costs no more than that', async () => {
  const ask = <Row>(sql: string, parameters: unknown[]) => app.app.dataSource.query<Row[]>(sql, parameters);
  const viewer = { path: [1] };
  for (const code of ['', ' ', 'x'.repeat(10_000), '0'.repeat(24), "'; --"]) {
    expect((await findNearest(ask, viewer, [code])).length).toBe(1);
  }
  expect(await findNearest(ask, { path: [] }, ['1'])).toEqual([[]]);
});
