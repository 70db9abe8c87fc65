/** A database that keeps dropping connections: no event arrives without its content, and the newest state comes (P5). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import {
  CongressesDocument,
  ProgressDocument,
  ProgressStateDocument,
  ReportCongressCompletedDocument,
} from '../generated/operations';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const NESTED = `subscription($after: Cursor) {
  congressCompleted(after: $after) {
    node {
      position
      congress { id organization { code parent { name progress { completed } } } }
    }
  }
}`;

interface NestedEvent {
  congressCompleted: {
    node: { position: number; congress: { id: string; organization: { parent: { name: string } } } };
  };
}

let app: TestApp;
let chaos: Client;

beforeAll(async () => {
  app = await startTestApp();
  chaos = new Client({ connectionString: app.databaseUrl });
  await chaos.connect();
});
afterAll(async () => {
  await chaos.end();
  await app.close();
});

const dropConnections = () =>
  chaos.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'giaoban' AND datname = current_database()",
  );

test('every event comes whole, and the last state is the present one', async () => {
  const token = await tokenFor(Role.REPORTER);
  const filter = { within: '38', level: 'GRASSROOTS' as const, status: 'PLANNED' as const, first: 15 };
  const { congresses } = await app.ask(CongressesDocument, filter);
  const ids = congresses!.edges.map(({ node }) => node.id);
  const { progress } = await app.ask(ProgressDocument, {});
  const events = follow<NestedEvent, { after: string }>(app.url, NESTED, { after: progress!.cursor }, token);
  const states = follow(app.url, ProgressStateDocument, { within: '38' }, token);
  await states.waitFor(1);

  for (const congressId of ids) {
    const input = { congressId, heldOn: '2020-02-28', idempotencyKey: congressId };
    for (let isRecorded = false; !isRecorded;) {
      const answer = app.send(ReportCongressCompletedDocument, { input }, token);
      await dropConnections();
      isRecorded = (await answer).errors === undefined;
    }
    await dropConnections();
  }

  const received = await events.waitFor(ids.length);
  expect(events.errors).toEqual([]);
  expect(received.map(({ congressCompleted }) => congressCompleted.node.congress.id)).toEqual(ids);
  for (const { congressCompleted } of received) {
    expect(congressCompleted.node.congress.organization.parent.name).toEqual(expect.any(String));
  }
  const now = (await app.ask(ProgressDocument, { within: '38' })).progress!;
  for (let count = 1; states.received.at(-1)?.progress.completed !== now.completed; count += 1)
    await states.waitFor(count);
  expect([...events.errors, ...states.errors]).toEqual([]);
  await Promise.all([events.stop(), states.stop()]);
});
