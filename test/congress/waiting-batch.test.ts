/** A batch that has to wait for congresses which somebody else is changing finds all of them when it is its turn. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { onDatabase } from '../support/oracle-log';
import { startTestApp, type TestApp } from '../support/start-test-app';
import { waitInDatabase } from '../support/wait-in-database';

const cleanUp = openCleanUp();
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  cleanUp.add(() => app.close());
});
afterAll(() => cleanUp.closeAll());

const REPORT = `mutation Report($reports: [ReportCongressCompletedInput!]!) {
  reportCongressesCompleted(input: { reports: $reports }) { accepted }
}`;

// PostgreSQL's plan depends on how many there are.
test.each([1, 2, 7, 30])('%i of them', async (count) => {
  const codes = await onDatabase(app.databaseUrl, async (other) => {
    const { rows } = await other.query<{ code: string }>(
      `SELECT o.code FROM congress c JOIN organization o ON o.id = c.organization_id
        WHERE c.held_on IS NULL AND c.level = 'GRASSROOTS' ORDER BY md5(o.code) LIMIT $1`,
      [count],
    );
    return rows.map(({ code }) => code);
  });
  expect(codes).toHaveLength(count);
  const reports = codes.map((organization) => ({ organization, heldOn: '2020-02-20' }));
  await onDatabase(app.databaseUrl, async (other) => {
    await other.query('BEGIN');
    await other.query(
      'UPDATE congress c SET position = c.position FROM organization o WHERE o.id = c.organization_id AND o.code = ANY($1)',
      [codes],
    );
    const answer = app.send(REPORT, { reports });
    await onDatabase(app.databaseUrl, (third) =>
      waitInDatabase(
        third,
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE OF c%'",
      ),
    );
    await other.query('COMMIT');
    expect(await answer).toEqual({ data: { reportCongressesCompleted: { accepted: count } } });
  });
});
