/** P18: every kind of node is found by its id, as it is and, where an entry of the log shows it as it was, as that. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

interface Found {
  node: { __typename: string; id: string } & Record<string, unknown>;
}

const FIELDS: Readonly<Record<string, string>> = {
  Organization: 'name code',
  Progress: 'planned completed asOf',
  WorkProgram: 'year total asOf',
  WorkItem: 'title status position',
  Briefing: 'month status tasks { vi } position',
};
const fieldsOf = (type: string): string => `__typename id ${FIELDS[type] ?? ''}`;

const find = async (type: string, id: string): Promise<Found['node']> =>
  (await app.ask<Found>(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${fieldsOf(type)} } } }`, { id })).node;

test.each([
  ['Organization', 'organization(code: "01")'],
  ['Progress', 'progress(within: "01", level: GRASSROOTS, pilot: true)'],
  ['Progress', 'progress(asOf: "2020-02-20")'],
  ['WorkProgram', 'workProgram(year: 2020)'],
  ['WorkProgram', 'workProgram(year: 2020, asOf: "2020-01-31")'],
  ['Briefing', 'briefing(month: "2020-03")'],
])('%s: %s', async (type, field) => {
  const { thing } = await app.ask<{ thing: Found['node'] }>(`{ thing: ${field} { ${fieldsOf(type)} } }`);
  expect(thing.__typename).toBe(type);
  expect(await find(type, thing.id)).toEqual(thing);
});

test('a work item and a briefing as they were before they were changed', async () => {
  const item = fieldsOf('WorkItem');
  const { workProgram } = await app.ask<{ workProgram: { items: Found['node'][] } }>(
    `{ workProgram(year: 2020) { items { ${item} } } }`,
  );
  const [before] = workProgram.items;
  expect(await find('WorkItem', before!.id)).toEqual(before);
  const change = (title: string) =>
    app.ask('mutation ($input: ChangeWorkItemInput!) { changeWorkItem(input: $input) { position } }', {
      input: { workItemId: before!.id, title, reason: 'For the test.' },
    });
  await change('The first title');
  await change('The second title');
  const { node } = await app.ask<{ node: { history: { edges: { node: { workItem: Found['node'] } }[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on WorkItem { history(last: 2) { edges { node { workItem { ${item} } } } } } } }`,
    { id: before!.id },
  );
  const [first, second] = node.history.edges.map((edge) => edge.node.workItem);
  expect(second!.id).toBe(before!.id);
  expect(first!.id).not.toBe(before!.id);
  expect(await find('WorkItem', first!.id)).toEqual(first);
  expect(first).toMatchObject({ title: 'The first title' });

  const edit = async (vi: string) => {
    const input = { month: '2020-03', tasks: [{ vi }] };
    return (
      await app.ask<{ editBriefing: { briefing: Found['node'] } }>(
        `mutation ($input: EditBriefingInput!) { editBriefing(input: $input) { briefing { __typename id month status tasks { vi } position } } }`,
        { input },
      )
    ).editBriefing.briefing;
  };
  const one = await edit('One');
  await edit('Two');
  const old = Buffer.from(`${Buffer.from(one.id, 'base64url').toString()}@${String(one['position'])}`).toString(
    'base64url',
  );
  expect(await find('Briefing', old)).toEqual({ ...one, id: old });
  expect(await find('Briefing', one.id)).toMatchObject({ tasks: [{ vi: 'Two' }] });
});
