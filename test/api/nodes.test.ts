/** P18: every kind of node is found by its id, as it is and, where an entry of the log shows it as it was, as that. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { thingsIn } from '../support/cache-store';
import { nodesOf } from '../support/nodes-of';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

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
  Campaign: 'name term today',
  Rating: 'year finishedOn people grades { grade count } position organization { code }',
  QualityRating: 'year finished people asOf',
  Indicator: 'code name position',
  IndicatorValue: 'month value position organization { code } indicator { code }',
  IndicatorFigures: 'month inMonth yearToDate indicator { code } organization { code }',
  Document: 'number issuedOn title position',
  Declaration: 'level completed asOf position organization { code }',
  Reconciliation: 'declared counted gap by declaration { completed }',
  Closure: 'closedOn position organization { code }',
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
  ['Campaign', 'campaign'],
  ['QualityRating', 'qualityRating(year: 2019)'],
  ['QualityRating', 'qualityRating(year: 2019, within: "01", asOf: "2020-01-31")'],
  ['Document', 'document(number: "35-CT/TW", issuedOn: "2019-05-30", organization: "01")'],
  ['Indicator', 'indicator(code: "personnel.cases", organization: "01")'],
])('%s: %s', async (type, field) => {
  const { thing } = await app.ask<{ thing: Found['node'] }>(`{ thing: ${field} { ${fieldsOf(type)} } }`);
  expect(thing.__typename).toBe(type);
  expect(await find(type, thing.id)).toEqual(thing);
});

test('a work item and a briefing as they were before they were changed', async () => {
  const item = fieldsOf('WorkItem');
  const { workProgram } = await app.ask<{ workProgram: { items: { edges: { node: Found['node'] }[] } } }>(
    `{ workProgram(year: 2020) { items { edges { node { ${item} } } } } }`,
  );
  const [before] = nodesOf(workProgram.items);
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
      await app.ask<{ changeBriefing: { briefing: Found['node'] } }>(
        `mutation ($input: ChangeBriefingInput!) { changeBriefing(input: $input) { briefing { __typename id month status tasks { vi } position } } }`,
        { input },
      )
    ).changeBriefing.briefing;
  };
  const one = await edit('One');
  await edit('Two');
  const old = Buffer.from(`${Buffer.from(one.id, 'base64url').toString()}@${String(one['position'])}`).toString(
    'base64url',
  );
  expect(await find('Briefing', old)).toEqual({ ...one, id: old });
  expect(await find('Briefing', one.id)).toMatchObject({ tasks: [{ vi: 'Two' }] });
});

/** The things of a type that a list of them has. */
const LISTS: readonly (readonly [type: string, list: (selection: string) => string])[] = [
  ['Rating', (of) => `qualityRating(year: 2019) { bodies(finished: true) { edges { node { rating { ${of} } } } } }`],
  ['Indicator', (of) => `indicators { edges { node { ${of} } } }`],
  ['IndicatorFigures', (of) => `indicators { edges { node { figures(within: "01", month: "2020-02") { ${of} } } } }`],
  ['IndicatorFigures', (of) => `indicators { edges { node { figures { ${of} } } } }`],
  ['IndicatorValue', (of) => `indicatorValues(first: 9) { edges { node { ${of} } } }`],
  ['Declaration', (of) => `reconciliation { edges { node { declaration { ${of} } } } }`],
  ['Reconciliation', (of) => `reconciliation { edges { node { ${of} } } }`],
];

test.each(LISTS)('%s: each of a list', async (type, list) => {
  const found = thingsIn(await app.ask<object>(`{ ${list(fieldsOf(type))} }`), 0).filter((each) => each.type === type);
  expect(found.length).toBeGreaterThan(2);
  for (const { id, fields } of found.slice(0, 9)) expect(await find(type, id)).toMatchObject({ id, ...fields });
});

const reason = 'For the test.';
const rating = { organization: '01', year: 2018 };
const grades = { excellent: 3, good: 10, satisfactory: 0, unsatisfactory: 0 };
const value = { organization: '01', code: 'personnel.cases', month: '2020-03' };
const texts = { name: 'Một', nameEn: 'One', unit: 'lớp', unitEn: 'classes' };
/** A body that has held its congress, and so may be closed. */
const closing = { organization: '', on: '2020-02-20', reason };
const reopening = { organization: '', reason };
beforeAll(async () => {
  const { congresses } = await app.ask<{ congresses: { edges: { node: { organization: { code: string } } }[] } }>(
    '{ congresses(within: "01", level: GRASSROOTS, status: COMPLETED, first: 1) { edges { node { organization { code } } } } }',
  );
  closing.organization = reopening.organization = congresses.edges[0]!.node.organization.code;
});

/** What makes a thing, and what changes it. */
const CHANGES: readonly (readonly [type: string, field: string, first: [string, object], second: [string, object]])[] =
  [
    [
      'Rating',
      'rating',
      ['recordRating', { ...rating, finishedOn: '2019-01-15', ...grades }],
      ['correctRating', { ...rating, excellent: 4, reason }],
    ],
    [
      'Indicator',
      'indicator',
      ['addIndicator', { code: 'of.test', ...texts, overOrganizations: 'SUM', overMonths: 'SUM' }],
      ['changeIndicator', { code: 'of.test', name: 'Hai', reason }],
    ],
    [
      'IndicatorValue',
      'indicatorValue',
      ['correctIndicatorValue', { ...value, month: '2020-02', value: 77, reason }],
      ['retractIndicatorValue', { ...value, month: '2020-02', reason }],
    ],
    [
      'Declaration',
      'declaration',
      ['recordDeclaration', { organization: '01', level: 'GRASSROOTS', completed: 3, asOf: '2020-02-20' }],
      ['retractDeclaration', { organization: '01', level: 'GRASSROOTS', reason }],
    ],
    ['Closure', 'closure', ['closeOrganization', closing], ['reopenOrganization', reopening]],
  ];

test.each(CHANGES)(
  '%s: as it was before it was changed, and only for who may see it',
  async (type, field, ...steps) => {
    const change = async ([name, input]: [string, object], idempotencyKey: string): Promise<Found['node']> => {
      const takes = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
      const send = `mutation ($input: ${takes}!) { done: ${name}(input: $input) { ${field} { ${fieldsOf(type)} } } }`;
      const { done } = await app.ask<{ done: Record<string, Found['node']> }>(send, {
        input: { ...input, idempotencyKey },
      });
      return done[field]!;
    };
    const [first, second] = steps;
    const before = await change(first, `first ${type}`);
    expect(await find(type, before.id)).toEqual(before);
    const after = await change(second, `second ${type}`);
    expect(after.id).toBe(before.id);
    const again = await change(first, `first ${type}`);
    expect(again).toEqual({ ...before, id: again.id });
    expect(again.id).not.toBe(before.id);
    expect(await find(type, again.id)).toEqual(again);
    expect(await find(type, before.id)).toEqual(after);
    const ids = [before.id, again.id];
    const outside = await tokenFor(Role.ADMIN, '02');
    const { nodes } = await app.ask<{ nodes: unknown[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids },
      outside,
    );
    // What the centre defines is for everyone.
    expect(nodes).toEqual(type === 'Indicator' ? ids.map((id) => ({ id })) : [null, null]);
  },
);

test('what is worked out of another province is not found, whether totals are public or not', async () => {
  const asked = `{
    figures: indicator(code: "personnel.cases") { figures(within: "01") { id } }
    rating: qualityRating(year: 2019, within: "01") { id }
    gaps: reconciliation(within: "01", first: 1) { edges { node { id } } }
    values: indicatorValues(within: "01", first: 1) { edges { node { id } } }
  }`;
  const ids = [...JSON.stringify(await app.ask<object>(asked)).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!);
  expect(ids.length).toBeGreaterThan(3);
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const { nodes } = await app.ask<{ nodes: unknown[] }>(query, { ids }, await tokenFor(Role.ADMIN, '02'));
  expect(nodes).toEqual(ids.map(() => null));
  expect((await app.ask<{ nodes: unknown[] }>(query, { ids })).nodes).toEqual(ids.map((id) => ({ id })));
});

test('no kind of node is forgotten', () => {
  const types = buildApiSchema().getTypeMap();
  const nodes = Object.values(types).filter((type) => isObjectType(type) && type.getInterfaces().some(isNode));
  // Congresses are found in identity.test.ts, events in every-kind.test.ts.
  expect(nodes.map(({ name }) => name).filter((name) => !(name in FIELDS || name.endsWith('Event')))).toEqual([
    'Congress',
  ]);
});
const isNode = ({ name }: { name: string }): boolean => name === 'Node';
