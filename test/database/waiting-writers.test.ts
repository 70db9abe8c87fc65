/** Writers that wait take no connection that a reader needs, however many they are. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { CongressesDocument, ProgressDocument, ReportCongressCompletedDocument } from '../generated/operations';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const WRITERS = 60;
/** Of one client. */
const AT_ONCE = 3;
const EVENTS = 'subscription ($after: Cursor) { congressCompleted(after: $after) { node { position } } }';

let app: TestApp;
let importer: Client;

beforeAll(async () => {
  app = await startTestApp();
  importer = new Client({ connectionString: app.databaseUrl });
  await importer.connect();
});
afterAll(async () => {
  await importer.end();
  await app.close();
});

test('queries and subscriptions are answered while sixty mutations wait for an import, and all of them are recorded', async () => {
  const token = await tokenFor(Role.REPORTER);
  const { congresses } = await app.ask(CongressesDocument, { status: 'PLANNED', level: 'GRASSROOTS', first: WRITERS });
  const ids = congresses!.edges.map(({ node }) => node.id);
  expect(ids).toHaveLength(WRITERS);
  const before = (await app.ask(ProgressDocument, {})).progress!;
  await importer.query('BEGIN');
  await importer.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBERS.structure]);

  let answered = 0;
  const answers = ids.map(async (congressId) => {
    const answer = await app.send(ReportCongressCompletedDocument, { input: { congressId, heldOn: '2020-02-28' } });
    answered += 1;
    return answer;
  });
  const waiting = "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = $1";
  while ((await importer.query(waiting, [LOCK_NUMBERS.structure])).rowCount !== AT_ONCE);

  const during = (await app.ask(ProgressDocument, {})).progress!;
  expect(during.position).toBe(before.position);
  const events = follow<{ congressCompleted: { node: { position: number } } }, { after: string }>(
    app.url,
    EVENTS,
    { after: before.cursor },
    token,
  );
  const states = follow<{ progress: { position: number } }, Record<string, never>>(
    app.url,
    'subscription { progress { position } }',
    {},
    token,
  );
  await states.waitFor(1);
  expect((await importer.query(waiting, [LOCK_NUMBERS.structure])).rowCount).toBe(AT_ONCE);
  expect(answered).toBe(0);

  await importer.query('COMMIT');
  const positions = (await Promise.all(answers)).map(({ data }) => data?.reportCongressCompleted?.position);
  const wanted = Array.from({ length: WRITERS }, (_, index) => before.position + 1 + index);
  expect(positions.sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(wanted);
  expect((await app.ask(ProgressDocument, {})).progress!.position).toBe(before.position + WRITERS);
  const heard = await events.waitFor(WRITERS);
  expect(heard.map(({ congressCompleted }) => congressCompleted.node.position)).toEqual(wanted);
  expect([...events.errors, ...states.errors]).toEqual([]);
  await Promise.all([events.stop(), states.stop()]);
});
