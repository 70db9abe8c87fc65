/** A closed organization takes nothing new, whatever the noun; what it did before can still be corrected. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  // As `closeOrganization` leaves it, once everything below is closed.
  await app.app.dataSource.query(
    "INSERT INTO closure (organization_id, closed_on, position) SELECT id, '2020-02-20', 1 FROM organization WHERE code = '01'",
  );
});
afterAll(() => app.close());

test.each([
  ['addWorkItem', 'year: 2020, kind: TASK, title: "Việc", dueQuarter: 2'],
  ['recordRating', 'year: 2020, finishedOn: "2020-12-05", excellent: 1, good: 1, satisfactory: 0, unsatisfactory: 0'],
  ['recordDeclaration', 'completed: 1, asOf: "2020-02-29"'],
  ['changeBriefing', 'month: "2020-03", tasks: []'],
  ['publishBriefing', 'month: "2020-03"'],
])('%s', async (mutation, input) => {
  if (mutation === 'recordRating') await app.app.dataSource.query("UPDATE campaign SET today = '2020-12-31'");
  const { errors } = await app.send(`mutation { ${mutation}(input: { organization: "01", ${input} }) { position } }`);
  if (mutation === 'recordRating') await app.app.dataSource.query("UPDATE campaign SET today = '2020-02-29'");
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.organization' });
  expect(errors?.[0]?.message).toContain('2020-02-20');
});

test('a rating that was recorded before is corrected', async () => {
  const input = '{ organization: "01", year: 2019, good: 10, reason: "Đếm lại." }';
  const { errors } = await app.send(`mutation { correctRating(input: ${input}) { rating { people } } }`);
  expect(errors).toBeUndefined();
});
