/** The campaign of the demo, as a date picker asks for it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CampaignDocument } from '../generated/operations';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('the regions, as organizations have them', async () => {
  const { campaign } = await app.ask(CampaignDocument);
  expect(campaign!.regions).toHaveLength(8);
  expect(campaign!.regions).toContainEqual({ code: 'RRD', name: 'Đồng bằng sông Hồng', nameEn: 'Red River Delta' });
  const rows = await app.app.dataSource.query<{ region: string }[]>(
    'SELECT DISTINCT region FROM organization WHERE region IS NOT NULL ORDER BY region',
  );
  const codes = campaign!.regions.map(({ code }) => code).sort();
  expect(rows.map(({ region }) => region)).toEqual(codes);
});

test('the window, the business day, and the levels with the deadlines of 2020 and their usual names', async () => {
  const { campaign } = await app.ask(CampaignDocument);
  expect(campaign).toMatchObject({
    term: '2020-2025',
    startsOn: '2020-01-01',
    endsOn: '2021-02-01',
    today: '2020-02-29',
    levels: [
      { level: 'CENTRAL', name: 'Trung ương', nameEn: 'Centre', dueOn: null },
      { level: 'CENTRALLY_RUN', name: 'Trực thuộc Trung ương', dueOn: '2020-10-31' },
      { level: 'UPPER_GRASSROOTS', name: 'Cấp trên trực tiếp cơ sở', dueOn: '2020-08-31' },
      { level: 'GRASSROOTS', name: 'Cơ sở', nameEn: 'Grassroots', dueOn: '2020-06-30' },
    ],
  });
});
