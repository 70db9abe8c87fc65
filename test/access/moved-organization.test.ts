/** P7: rights are asked again at delivery, for an organization may come to lie elsewhere while somebody listens. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { follow, type Follower } from '../support/follow';
import { readHeadOf } from '../support/check-events';
import { moveOrganization } from '../support/move-organization';
import { findPlanned, HELD_ON } from '../support/stream-reports';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { ReportCongressCompletedDocument } from '../generated/operations';

interface Pushed {
  congressChanged: { node: { position: number; progress: { organization: { code: string } }[] } };
}

const EVENTS = `subscription ($within: String, $after: Cursor) {
  congressChanged(within: $within, after: $after) { node { position progress { organization { code } } } }
}`;
const STATE = 'subscription ($within: String) { progress(within: $within) { completed position } }';

let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'on' });
  reporter = await tokenFor(Role.REPORTER);
});
afterAll(() => app.close());

async function report(): Promise<number> {
  const [organization] = await findPlanned(app.url, reporter, 1, { within: '01.002' });
  const input = { organization: organization!, heldOn: HELD_ON };
  return (await app.ask(ReportCongressCompletedDocument, { input }, reporter)).reportCongressCompleted!.position;
}

async function listen(organization: string, within: string) {
  const token = await tokenFor(Role.VIEWER, organization);
  const { cursor: after } = await readHeadOf(app.url, reporter);
  return {
    events: follow<Pushed, Record<string, unknown>>(app.url, EVENTS, { within, after }, token),
    state: follow<{ progress: { position: number } }, Record<string, unknown>>(app.url, STATE, { within }, token),
  };
}

const codesOf = ({ received }: Follower<Pushed>): string[] =>
  received.at(-1)!.congressChanged.node.progress.map(({ organization }) => organization.code);

test('who may no longer see it is told so and gets nothing of it; who moved with it goes on', async () => {
  const left = await listen('01', '01.002');
  const moved = await listen('01.002', '01.002');
  const first = await report();
  await Promise.all([left.events.waitFor(1), moved.events.waitFor(1), left.state.waitFor(1), moved.state.waitFor(1)]);
  expect(codesOf(moved.events).slice(1)).toEqual(['01.002', '01', 'VN']);

  await moveOrganization(app.app.dataSource, '01.002', '40');
  const second = await report();
  for (const { ended } of [left.events, left.state]) {
    const [error, ...others] = await ended;
    expect(others).toEqual([]);
    expect(error?.extensions).toEqual({ code: 'NOT_FOUND', argument: 'within' });
  }
  expect(left.events.received.map(({ congressChanged }) => congressChanged.node.position)).toEqual([first]);
  expect(left.state.received.filter(({ progress }) => progress.position >= second)).toEqual([]);

  await moved.events.waitFor(2);
  expect(codesOf(moved.events).slice(1)).toEqual(['01.002', '40', 'VN']);
  while (moved.state.received.at(-1)!.progress.position < second) {
    await moved.state.waitFor(moved.state.received.length + 1);
  }
  await Promise.all([moved.events.stop(), moved.state.stop(), left.events.stop(), left.state.stop()]);
});
