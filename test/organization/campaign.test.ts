/** The campaign of the demo, as a date picker asks for it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CampaignDocument } from '../generated/operations';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

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
