/** P18: an id means one thing. Whatever is asked, pushed or caught up with, a cache never shows an older state for a newer one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { Level } from '../../src/organization/level';
import { countsOf } from '../../src/progress/figure';
import { contradictions, readId, thingsIn, type Fields, type Shown } from '../support/cache-store';
import { openCleanUp } from '../support/clean-up';
import { carryOut, type Command } from '../support/command';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { codeOf, plantTree } from '../support/plant-tree';
import { searchFor } from '../support/search';
import { startOn, tokenFor } from '../support/start-test-app';

const { CENTRAL, CENTRALLY_RUN, GRASSROOTS } = Level;
const BODIES = [3, 4, 5, 6];
const TREE = {
  parents: [0, 0, 1, 1, 2, 2],
  levels: [CENTRAL, CENTRALLY_RUN, CENTRALLY_RUN, ...BODIES.map(() => GRASSROOTS)],
  deadlines: { GRASSROOTS: '2020-03-04' },
  today: '2020-03-01',
};

const CONGRESS = '__typename id status pilot plannedOn heldOn overdue position';
const TOTALS = '__typename id planned completed remaining overdue';
const EVENT = `__typename id position ... on CongressEvent { congress { ${CONGRESS} } progress { ${TOTALS} } }`;
const NESTED = `${EVENT} ... on CongressEvent { here: congress { organization { __typename id code progress { ${TOTALS} } } } }`;
const QUERIES = [
  `{ congresses { edges { node { ${CONGRESS} } } } progress { ${TOTALS} } }`,
  `{ organizations { edges { node { __typename id code congress { ${CONGRESS} } progress { ${TOTALS} } } } } }`,
  `{ events(last: 20) { edges { node { ${EVENT} } } } }`,
  `{ events(first: 6) { edges { node { ${NESTED} } } } progress { ${TOTALS} children { ${TOTALS} } } }`,
];

const afterAllTests = openCleanUp();
const perTest = openCleanUp();
let database: TestDatabase;
let app: App;
let token: string;
let client: Client;

beforeAll(async () => {
  database = await openTestDatabase();
  afterAllTests.add(() => database.close());
});
afterAll(async () => {
  await perTest.closeAll();
  await afterAllTests.closeAll();
});

async function begin(): Promise<void> {
  await perTest.closeAll();
  await plantTree(database.dataSource, TREE);
  app = await startOn(database.url);
  perTest.add(app.close);
  token = await tokenFor(Role.ADMIN, codeOf(0));
  client = createClient({
    url: `${app.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  perTest.add(() => Promise.resolve(client.dispose()));
  for (const organization of BODIES) {
    await carryOut(database.dataSource, { key: null, name: 'plan', organization, days: 5, pilot: false });
  }
}

interface Placed {
  data?: Record<string, unknown> | null;
  errors?: unknown;
  extensions?: { position?: number };
}

async function ask(query: string, variables: object = {}): Promise<Placed> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Placed;
  expect(answer.errors).toBeUndefined();
  return answer;
}

function shownBy({ data, extensions }: Placed): Shown[] {
  expect(extensions?.position).toBeGreaterThanOrEqual(0);
  return thingsIn(data, extensions?.position ?? -1);
}

/** What a subscription has given so far, with where each answer stands. */
function subscribe(
  query: string,
  variables: Record<string, unknown> = {},
): { heard: Placed[]; until: (done: () => boolean) => Promise<void> } {
  const heard: Placed[] = [];
  let look = (): void => undefined;
  const stop = client.subscribe(
    { query, variables },
    {
      next: (answer) => {
        heard.push(answer as Placed);
        look();
      },
      error: (error) => {
        heard.push({ errors: error });
        look();
      },
      complete: () => undefined,
    },
  );
  perTest.add(() => {
    stop();
    return Promise.resolve();
  });
  const until = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (done()) resolve();
      };
      look();
    });
  return { heard, until };
}

const positionOf = ({ data }: Placed): number => {
  const [event] = Object.values(data ?? {}) as { node: { position: number } }[];
  return event?.node.position ?? 0;
};

async function headPosition(): Promise<number> {
  const [row] = await database.dataSource.query<{ position: number }[]>('SELECT position FROM log_head');
  return row?.position ?? 0;
}

interface Row {
  position: number;
  kind: string;
  subject: number | null;
  path: number[];
  body: Fields;
  totals: number[];
}

/** Why a thing is not what the log says of it at the position that its answer shows. */
function wrongBy(log: readonly Row[], { id, type, at, fields }: Shown): string[] {
  const { key, recordedAt } = readId(id);
  const upTo = recordedAt ?? at;
  const before = log.filter(({ position }) => position <= upTo);
  const truth = type === 'Congress' ? congressBy(before, Number(key)) : totalsBy(before, Number(key.split(',')[0]));
  if (truth === undefined) return [];
  return Object.entries(truth)
    .filter(([field, value]) => field in fields && fields[field] !== value)
    .map(
      ([field, value]) =>
        `${type} ${key}@${String(recordedAt)} at ${at}: ${field} is ${String(fields[field])}, not ${String(value)}`,
    );
}

function congressBy(log: readonly Row[], id: number): Fields | undefined {
  const row = log.findLast(({ subject }) => subject === id);
  if (row === undefined) return undefined;
  const { status, pilot, plannedOn, heldOn } = row.body;
  return { status, pilot, plannedOn, heldOn, position: row.position };
}

/** Undefined after a day has turned: only the totals of the root stand in its entry. */
function totalsBy(log: readonly Row[], organization: number): Fields | undefined {
  const row = log.findLast(({ kind, path }) => kind === 'DAY_TURNED' || path.includes(organization));
  if (row === undefined || (row.kind === 'DAY_TURNED' && organization !== 1)) return undefined;
  const depth = Math.max(0, row.path.indexOf(organization));
  const length = row.totals.length / Math.max(1, row.path.length);
  const { planned, completed, overdue } = countsOf(row.totals.slice(depth * length, (depth + 1) * length), null, null);
  return { planned, completed, overdue };
}

async function expectTrue(shown: readonly Shown[]): Promise<void> {
  const log = await database.dataSource.query<Row[]>(
    'SELECT position, kind, subject, path, body, totals FROM log_entry ORDER BY position',
  );
  const checked = shown.filter(({ type }) => type === 'Congress' || type === 'Progress');
  expect(checked.flatMap((each) => wrongBy(log, each))).toEqual([]);
  expect(contradictions(shown)).toEqual([]);
}

const search = searchFor('PROPERTY', 6);

const organization = fc.constantFrom(...BODIES);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    name: fc.constant('report' as const),
    key: fc.constant(null),
    organization,
    days: fc.constant(-1),
    attended: fc.constant(90),
  }),
  fc.record({
    name: fc.constantFrom('retract' as const, 'cancel' as const, 'reinstate' as const),
    key: fc.constant(null),
    organization,
  }),
  fc.record({ name: fc.constant('setPilot' as const), key: fc.constant(null), organization, pilot: fc.boolean() }),
  fc.record({
    name: fc.constant('reschedule' as const),
    key: fc.constant(null),
    organization,
    days: fc.integer({ min: 1, max: 9 }),
  }),
  {
    weight: 1,
    arbitrary: fc.record({ name: fc.constant('turnDay' as const), key: fc.constant(null), days: fc.constant(null) }),
  },
);

describe('whatever is changed, asked, pushed and caught up with', () => {
  test(
    'things are what the log says of them at the position of the answer, and no answer contradicts another',
    async () => {
      const property = fc.asyncProperty(
        fc.array(fc.array(command, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 8 }),
        async (rounds) => {
          await begin();
          const cursors: string[] = [];
          const follow = (after?: string) =>
            [EVENT, NESTED].map((selection) =>
              subscribe(`subscription ($after: Cursor) { congressChanged(after: $after) { node { ${selection} } } }`, {
                after: after ?? null,
              }),
            );
          const state = subscribe(`subscription { progress { ${TOTALS} position children { ${TOTALS} } } }`);
          await state.until(() => state.heard.length > 0);
          const { data } = await ask('{ progress { cursor } }');
          const listening = follow((data?.['progress'] as { cursor: string }).cursor);
          const shown: Shown[] = [];
          for (const round of rounds) {
            for (const each of round) await carryOut(database.dataSource, each).catch(() => undefined);
            for (const query of QUERIES) shown.push(...shownBy(await ask(query)));
            const now = await ask('{ progress { cursor } }');
            cursors.push((now.data?.['progress'] as { cursor: string }).cursor);
          }
          const late = cursors.slice(0, 2).flatMap((cursor) => follow(cursor));
          const last = await headPosition();
          // Somebody must hear something before the end can be told.
          await carryOut(database.dataSource, { key: null, name: 'plan', organization: 0, days: 9, pilot: true }).catch(
            () => undefined,
          );
          const end = await headPosition();
          expect(end).toBeGreaterThan(last);
          for (const { heard, until } of [...listening, ...late])
            await until(() => heard.some((each) => positionOf(each) >= end));
          for (const { heard } of [...listening, ...late, state]) shown.push(...heard.flatMap(shownBy));
          await expectTrue(shown);
        },
      );
      await fc.assert(property, { ...search.budget(), endOnFailure: true });
    },
    search.patience(300_000),
  );
});

describe('what was shown to be wrong', () => {
  beforeEach(begin);
  const report = (index: number) =>
    carryOut(database.dataSource, { key: null, name: 'report', organization: index, days: -1, attended: 80 });

  test('paging back through events does not turn the headline back', async () => {
    for (const index of BODIES) await report(index);
    const headline = `{ progress { ${TOTALS} } }`;
    const now = (await ask(headline)).data?.['progress'] as { id: string; completed: number };
    const page = await ask(
      `{ events(last: 4) { edges { node { ... on CongressEvent { progress { ${TOTALS} } } } } } }`,
    );
    const same = shownBy(page).filter(({ id }) => id === now.id);
    expect(same.map(({ fields }) => fields['completed'])).toEqual([now.completed]);
  });

  test('the congress of an event that has changed since is another thing, and is found as it was', async () => {
    await report(3);
    await carryOut(database.dataSource, { key: null, name: 'retract', organization: 3 });
    const { data } = await ask(
      `{ events(last: 2) { edges { node { ... on CongressEvent { congress { ${CONGRESS} } } } } } }`,
    );
    const [reported, retracted] = (data?.['events'] as { edges: { node: { congress: Fields } }[] }).edges.map(
      ({ node }) => node.congress,
    );
    expect(reported?.['id']).not.toBe(retracted?.['id']);
    const found = await ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Congress { ${CONGRESS} } } }`,
      {
        ids: [reported?.['id'], retracted?.['id']],
      },
    );
    expect(found.data?.['nodes']).toEqual([reported, retracted]);
  });

  test('a mutation that is sent again is answered as the first time, under an id of that time', async () => {
    const send = `mutation { reportCongressCompleted(input: { organization: "${codeOf(3)}", heldOn: "2020-02-29", idempotencyKey: "k" }) {
      congress { ${CONGRESS} } progress { ${TOTALS} } } }`;
    const first = (await ask(send)).data?.['reportCongressCompleted'] as { congress: Fields; progress: Fields[] };
    await carryOut(database.dataSource, { key: null, name: 'retract', organization: 3 });
    const again = (await ask(send)).data?.['reportCongressCompleted'] as typeof first;
    expect({ ...again.congress, id: '' }).toEqual({ ...first.congress, id: '' });
    expect(readId(String(first.congress['id'])).recordedAt).toBeNull();
    expect(readId(String(again.congress['id'])).recordedAt).toBe(first.congress['position']);
    expect(again.progress.every(({ id }) => readId(String(id)).recordedAt === first.congress['position'])).toBe(true);
    const found = await ask(`query ($id: ID!) { node(id: $id) { ... on Progress { ${TOTALS} } } }`, {
      id: again.progress[0]?.['id'],
    });
    expect(found.data?.['node']).toEqual(again.progress[0]);
  });

  test('when the day turns, the totals of today keep their id', async () => {
    const idOf = async (): Promise<unknown> => ((await ask('{ progress { id } }')).data?.['progress'] as Fields)['id'];
    const before = await idOf();
    await carryOut(database.dataSource, { key: null, name: 'turnDay', days: null });
    expect(await idOf()).toBe(before);
    const { data } = await ask('{ progress(asOf: "2020-03-01") { id } }');
    expect((data?.['progress'] as Fields)['id']).not.toBe(before);
  });

  test('an id of what there is not finds nothing, and an older id still names the congress in a mutation', async () => {
    await report(3);
    const { data } = await ask('{ events(last: 1) { edges { node { ... on CongressEvent { congress { id } } } } } }');
    const edges = (data?.['events'] as { edges: { node: { congress: { id: string } } }[] }).edges;
    const id = edges[0]?.node.congress.id ?? '';
    const old = (key: string): string => Buffer.from(key).toString('base64url');
    const { key } = readId(id);
    const head = await headPosition();
    const ids = [
      `Congress:${key}@${head + 9}`,
      `Congress:${key}@2`,
      `Progress:1,,@${head + 9}`,
      'Nonsense:1',
      `Congress:999999@${head}`,
    ].map(old);
    const none = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(none.data?.['nodes']).toEqual(ids.map(() => null));
    const retract = await ask(
      `mutation ($id: ID!) { retractCongressReport(input: { congressId: $id, reason: "By its older id." }) { congress { status } } }`,
      {
        id: old(`Congress:${key}@${head}`),
      },
    );
    expect(retract.data?.['retractCongressReport']).toEqual({ congress: { status: 'PLANNED' } });
  });
});
