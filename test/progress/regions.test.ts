/** Figures by region: what lies right below, added up by where it is; for those who may see all of it (P7). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { ProgressByRegionDocument, type ProgressByRegionQueryVariables } from '../generated/operations';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'on' });
});
afterAll(() => app.close());

const FIGURES = 'planned completed remaining dueByNow overdue pastDeadline completedOnTime completedLate postponed';
const COUNTS = FIGURES.split(' ');
const CHILDREN = `query ($within: String, $level: Level, $pilot: Boolean, $asOf: Date) {
  progress(within: $within, level: $level, pilot: $pilot, asOf: $asOf) {
    children(first: 200) { edges { node { organization { region } ${FIGURES} } } }
  }
}`;

type Row = Record<string, number> & { organization: { region: string | null } };

/** The children of the same answer, added up here. */
async function addUp(variables: ProgressByRegionQueryVariables): Promise<Map<string, Record<string, number>>> {
  const { progress } = await app.ask<{ progress: { children: { edges: { node: Row }[] } } }>(CHILDREN, variables);
  const sums = new Map<string, Record<string, number>>();
  for (const { organization, ...row } of progress.children.edges.map(({ node }) => node)) {
    if (organization.region === null) continue;
    const sum = sums.get(organization.region) ?? Object.fromEntries(COUNTS.map((figure) => [figure, 0]));
    for (const figure of COUNTS) sum[figure] = (sum[figure] ?? 0) + (row[figure] ?? 0);
    sums.set(organization.region, sum);
  }
  return sums;
}

describe('the regions of the country', () => {
  test.each<ProgressByRegionQueryVariables>([
    {},
    { level: 'GRASSROOTS' },
    { level: 'GRASSROOTS', pilot: true },
    { pilot: false, asOf: '2020-02-10' },
    { asOf: '2020-06-30' },
  ])('are the sums of the provinces in them: %j', async (variables) => {
    const { progress } = await app.ask(ProgressByRegionDocument, variables);
    const sums = await addUp(variables);
    expect(progress!.byRegion!.map(({ region }) => region)).toEqual([
      'CH',
      'MRD',
      'NCC',
      'NE',
      'NW',
      'RRD',
      'SCC',
      'SE',
    ]);
    expect(sums.size).toBe(8);
    for (const { region, ...figures } of progress!.byRegion!) expect(figures).toMatchObject(sums.get(region)!);
  });

  test('have rates of their own', async () => {
    const { progress } = await app.ask(ProgressByRegionDocument, { level: 'GRASSROOTS', pilot: true });
    for (const { rate, completed, planned } of progress!.byRegion!) {
      expect(rate).toBe(planned === 0 ? null : Math.round((completed / planned) * 10_000) / 10_000);
    }
  });
});

test('below a province there are none', async () => {
  const { progress } = await app.ask(ProgressByRegionDocument, { within: '01' });
  expect(progress!.byRegion).toEqual([]);
});

test('who sees the totals of the country and not its provinces is not told of regions (P7)', async () => {
  const token = await tokenFor(Role.VIEWER, '02');
  const { progress } = await app.ask(ProgressByRegionDocument, { within: 'VN' }, token);
  expect(progress!.planned).toBeGreaterThan(0);
  expect(progress!.byRegion).toBeNull();
});
