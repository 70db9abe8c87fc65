/** A briefing that is published is sent once to those who follow it; what would be said now goes on coming to those who ask. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.close());

interface State {
  briefing: { status: string; restatements?: { figure: { key: string }; after: number }[] };
}

async function report(congressId: string): Promise<void> {
  const input = { congressId, heldOn: '2020-02-28' };
  const document =
    'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
  expect((await app.send(document, { input })).errors).toBeUndefined();
}

it('is not sent again for what is recorded later', async () => {
  interface Page {
    congresses: { edges: { node: { id: string } }[] };
  }
  const { data } = await app.send<Page, object>(
    '{ congresses(status: PLANNED, level: GRASSROOTS, pilot: false, first: 4) { edges { node { id } } } }',
  );
  const token = await tokenFor(Role.VIEWER);
  const open = (fields: string) =>
    follow<State, object & Record<string, unknown>>(
      app.url,
      `subscription { briefing(month: "2020-03") { status ${fields} } }`,
      {},
      token,
    );
  const [said, restated] = [
    open('contentHash'),
    open('...Now } } fragment Now on Briefing { restatements { figure { key } after'),
  ];
  await Promise.all([said.waitFor(1), restated.waitFor(1)]);
  await app.send('mutation { publishBriefing(input: { month: "2020-03" }) { position } }');
  await Promise.all([said.waitFor(2), restated.waitFor(2)]);
  let seen = 2;
  for (const { node } of data?.congresses.edges ?? []) {
    await report(node.id);
    await restated.waitFor((seen += 1));
  }
  expect(seen).toBe(6);
  const last = restated.received
    .at(-1)
    ?.briefing.restatements?.find(({ figure }) => figure.key === 'congress.completed');
  expect(last?.after).toBe(299);
  expect(said.received.map(({ briefing }) => briefing.status)).toEqual(['DRAFT', 'PUBLISHED']);
  await Promise.all([said.stop(), restated.stop()]);
});

it('is not sent again, while it is a draft, for figures that were not asked for', async () => {
  const token = await tokenFor(Role.VIEWER);
  const entered = follow<{ briefing: { tasks: { vi: string }[] } }, Record<string, unknown>>(
    app.url,
    'subscription { briefing(month: "2020-02") { status tasks { vi } } }',
    {},
    token,
  );
  await entered.waitFor(1);
  const { data } = await app.send<{ congresses: { edges: { node: { id: string } }[] } }, object>(
    '{ congresses(status: PLANNED, level: GRASSROOTS, pilot: false, first: 1) { edges { node { id } } } }',
  );
  for (const { node } of data?.congresses.edges ?? []) await report(node.id);
  await app.send('mutation { changeBriefing(input: { month: "2020-02", tasks: [{ vi: "Việc" }] }) { position } }');
  await entered.waitFor(2);
  await entered.stop();
  expect(entered.received.map(({ briefing }) => briefing.tasks)).toEqual([[], [{ vi: 'Việc' }]]);
});
