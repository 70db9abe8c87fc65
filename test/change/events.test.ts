/** P1, P5, P7: `events` lists the log: every kind under one name, from either end, filtered as asked, as far as the viewer sees. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isEnumType } from 'graphql';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { expectRefused } from '../support/refusal';
import { KIND_NAMES, kindNamed } from '../support/kind-names';
import { expectChain, PAGE, pageBackwards, pageForwards, type ListedPage } from '../support/pages-of-events';
import { searchFor } from '../support/search';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

interface Arguments {
  within?: string | null;
  kinds?: readonly string[] | null;
  by?: string | null;
  on?: string | null;
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

const EVENTS = `query (
  $within: String, $kinds: [EventKind!], $by: String, $on: Date, $first: Int, $after: Cursor, $last: Int, $before: Cursor
) {
  events(within: $within, kinds: $kinds, by: $by, on: $on, first: $first, after: $after, last: $last, before: $before) {
    ${PAGE}
  }
}`;
const COUNTED = EVENTS.replace(PAGE, `totalCount ${PAGE}`);

interface CountedPage extends ListedPage {
  totalCount: number;
}

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  await changeMuch();
});
afterAll(() => app.close());

/** The demo did everything itself: here others add to it, each their own. */
async function changeMuch(): Promise<void> {
  const tell = async (name: string, input: object, token: string): Promise<void> => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    await app.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, { input }, token);
  };
  const of01 = await tokenFor(Role.ADMIN, '01');
  const of02 = await tokenFor(Role.REPORTER, '02');
  const centre = await tokenFor(Role.ADMIN, 'VN');
  const ways = { overOrganizations: 'SUM', overMonths: 'SUM', name: 'a', nameEn: 'a', unit: 'a', unitEn: 'a' };
  const task = { year: 2020, kind: 'TASK', title: 'Báo cáo', dueQuarter: 1 };
  await tell('addIndicator', { organization: '01', code: 'of.province', ...ways }, of01);
  await tell('addIndicator', { organization: '01.002', code: 'of.district', ...ways }, of01);
  await tell('addWorkItem', { organization: '01.002', ...task }, of01);
  await tell('addWorkItem', { organization: '02', ...task }, of02);
  await tell('turnDay', {}, centre);
  await tell('recordDeclaration', { organization: '02', completed: 1, asOf: '2020-02-20' }, of02);
  await tell('withdrawIndicator', { code: 'of.province', reason: 'Thôi' }, of01);
}

const list = async (variables: Arguments): Promise<ListedPage> =>
  (await app.ask<{ events: ListedPage }>(EVENTS, variables)).events;
const listCounted = async (variables: Arguments, token?: string): Promise<CountedPage> =>
  (await app.ask<{ events: CountedPage }>(COUNTED, variables, token)).events;

describe('the whole log', () => {
  interface Logged {
    position: number;
    kind: string;
  }
  let logged: Logged[];
  beforeAll(async () => {
    logged = await app.app.dataSource.query<Logged[]>('SELECT position, kind FROM log_entry ORDER BY position');
  });

  test('has no kind that EventKind does not name, and EventKind none that no entry can have', () => {
    const type = buildApiSchema().getType('EventKind');
    const names = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(names.sort()).toEqual([...KIND_NAMES.values()].map(({ name }) => name).sort());
    const kinds = [...new Set(logged.map(({ kind }) => kind))];
    expect(kinds.filter((kind) => !KIND_NAMES.has(kind))).toEqual([]);
    expect(kinds.length).toBeGreaterThan(15);
  });

  const expected = () =>
    logged.map(({ position, kind }) => {
      const { name, type } = KIND_NAMES.get(kind)!;
      return `${position} ${name} ${type}`;
    });
  const said = ({ node }: ListedPage['edges'][number]) => `${node.position} ${node.kind} ${node.__typename}`;

  test('comes forwards in pages of 7, each event once, every kind, each naming the one before', async () => {
    const { edges, pages } = await pageForwards({ ask: list, total: logged.length, size: 7 });
    expect(pages).toBe(Math.ceil(logged.length / 7));
    expect(edges.map(said)).toEqual(expected());
    expectChain(edges);
  });

  test('comes backwards in pages of 7, the same', async () => {
    const { edges, pages } = await pageBackwards({ ask: list, total: logged.length, size: 7 });
    expect(pages).toBe(Math.ceil(logged.length / 7));
    expect(edges.map(said)).toEqual(expected());
    expectChain(edges);
  });
});

/** Not what the product asks: the rights, kinds, actors and days as the documents say them. */
const TRUTH = `
  WITH viewer AS (SELECT id FROM organization WHERE code = $1),
       place AS (SELECT id, path FROM organization WHERE code = $2)
  SELECT position, mark FROM log_entry, viewer, place
   WHERE ($3::text[] IS NULL OR kind = ANY ($3)) AND ($4::text IS NULL OR actor = $4) AND ($5::date IS NULL OR day = $5)
     AND (log_entry.path = '{}'
          OR viewer.id = ANY (log_entry.path) AND place.id = ANY (log_entry.path)
          OR (kind LIKE 'INDICATOR.%' OR kind LIKE 'DOCUMENT.%') AND NOT EXISTS (SELECT unnest(log_entry.path) EXCEPT SELECT unnest(place.path)))
   ORDER BY position`;

describe('filters', () => {
  const VIEWERS: Readonly<Record<string, readonly string[]>> = {
    VN: ['VN', '01', '01.002', '02', '26'],
    '01': ['01', '01.001', '01.002'],
    '01.002': ['01.002', '01.002.0018'],
    '02': ['02', '02.001'],
  };
  const names = [...KIND_NAMES.values()].map(({ name }) => name);
  const search = searchFor('PROPERTY', 200);

  const drawn = fc.constantFrom(...Object.keys(VIEWERS)).chain((viewer) =>
    fc.record({
      viewer: fc.constant(viewer),
      within: fc.option(fc.constantFrom(...VIEWERS[viewer]!)),
      kinds: fc.oneof<fc.Arbitrary<string[] | null>[]>(
        fc.constant(null),
        fc.uniqueArray(fc.constantFrom(...names), { maxLength: 6 }),
        fc.constant(['INDICATOR_ADDED', 'INDICATOR_WITHDRAWN', 'WORK_ITEM_ADDED', 'DECLARATION_RECORDED']),
      ),
      by: fc.option(fc.constantFrom('demo', 'ADMIN of 01', 'REPORTER of 02', 'ADMIN of VN', 'nobody', 'demo ')),
      on: fc.option(
        fc.constantFrom('2019-12-26', '2020-02-14', '2020-02-20', '2020-02-29', '2020-03-01', '2031-01-01'),
      ),
      size: fc.integer({ min: 0, max: 200 }),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      backwards: fc.boolean(),
    }),
  );

  test(
    '`within`, `kinds`, `by` and `on` leave what SQL over the log leaves, from wherever and in whichever direction',
    async () => {
      const seen = { some: 0, none: 0 };
      const property = fc.asyncProperty(drawn, async ({ viewer, size, from, backwards, ...asked }) => {
        const token = await tokenFor(Role.VIEWER, viewer);
        const kinds = asked.kinds?.map(kindNamed) ?? null;
        const truth = await app.app.dataSource.query<{ position: number; mark: string }[]>(TRUTH, [
          ...[viewer, asked.within ?? viewer, kinds, asked.by, asked.on],
        ]);
        seen[truth.length > 0 ? 'some' : 'none'] += 1;
        const at = Math.floor(from * truth.length);
        const cursor = (index: number): string | null => (truth[index] === undefined ? null : cursorOf(truth[index]));
        const [end, range] = backwards
          ? [at, { last: size, before: cursor(at) }]
          : [at + 1, { first: size, after: cursor(at) }];
        const isWhole = truth[at] === undefined;
        const rest = isWhole ? truth : backwards ? truth.slice(0, end) : truth.slice(end);
        const page = backwards ? rest.slice(Math.max(0, rest.length - size)) : rest.slice(0, size);
        const { edges, pageInfo, totalCount } = await listCounted({ ...asked, ...range }, token);
        expect(edges.map(({ node }) => node.position)).toEqual(page.map(({ position }) => position));
        expect(totalCount).toBe(truth.length);
        expect(edges.map((edge) => edge.cursor)).toEqual(page.map(cursorOf));
        const before = truth.findLast(({ position }) => position < (page[0]?.position ?? 0));
        expect(edges.map((edge) => edge.previousCursor)).toEqual(
          [before === undefined ? null : cursorOf(before), ...page.map(cursorOf)].slice(0, page.length),
        );
        if (backwards) expect(pageInfo.hasPreviousPage).toBe(rest.length > size);
        else expect(pageInfo).toMatchObject({ hasNextPage: rest.length > size, hasPreviousPage: !isWhole });
      });
      await fc.assert(property, search.budget());
      expect(seen.some).toBeGreaterThan(0);
      expect(seen.none).toBeGreaterThan(0);
    },
    search.patience(120_000),
  );

  function cursorOf({ position, mark }: { position: number; mark: string }): string {
    return Buffer.from(`m${mark}:${position}`).toString('base64url');
  }

  test('no kinds at all are no events; a kind that is none is refused, and so is a place out of sight', async () => {
    expect(await listCounted({ kinds: [] })).toMatchObject({ edges: [], totalCount: 0 });
    for (const kind of ['COMPLETED', 'DECLARATION.DECLARED', 'INDICATOR_DEFINED']) {
      const { errors } = await app.send(EVENTS, { kinds: [kind] });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    }
    const of02 = await tokenFor(Role.VIEWER, '02');
    expectRefused(await app.send(EVENTS, { within: '01' }, of02), 'NOT_FOUND', 'within');
    expectRefused(await app.send(EVENTS, { first: 1, last: 1 }), 'BAD_USER_INPUT', 'last');
  });
});

describe('a page of none', () => {
  test('counts and says where it is, and has no events', async () => {
    const { totalCount } = await listCounted({ first: 1 });
    const third = (await list({ first: 3 })).edges[2]!.cursor;
    const empty = { edges: [], totalCount };
    const none = { startCursor: null, endCursor: null };
    expect(await listCounted({ first: 0 })).toMatchObject({
      ...{ ...empty, position: 0, pageInfo: { ...none, hasNextPage: true, hasPreviousPage: false } },
    });
    expect(await listCounted({ first: 0, after: third })).toMatchObject({
      ...{ ...empty, position: 3, pageInfo: { ...none, hasNextPage: true, hasPreviousPage: true } },
    });
    expect(await listCounted({ last: 0 })).toMatchObject({
      ...{ ...empty, pageInfo: { ...none, hasNextPage: false, hasPreviousPage: true } },
    });
    expect(await listCounted({ last: 0, before: third })).toMatchObject({
      ...{ ...empty, pageInfo: { ...none, hasNextPage: true, hasPreviousPage: true } },
    });
    const nothing = await listCounted({ first: 0, by: 'nobody' });
    expect(nothing).toMatchObject({ edges: [], totalCount: 0, pageInfo: { ...none, hasNextPage: false } });
  });

  const LISTS = Object.values(buildApiSchema().getQueryType()!.getFields()).filter(({ args }) =>
    args.some(({ name }) => name === 'first'),
  );

  test.each(LISTS.map(({ name }) => name))(
    'is a page of `%s`, too; fewer and more than 200 are refused',
    async (name) => {
      const ask = (first: number) => `{ list: ${name}(first: ${first}) { totalCount edges { cursor } } }`;
      interface Counted {
        list: { totalCount: number; edges: object[] };
      }
      const some = await app.ask<Counted>(ask(1));
      expect(some.list.edges).toHaveLength(1);
      expect((await app.ask<Counted>(ask(0))).list).toEqual({ totalCount: some.list.totalCount, edges: [] });
      expect((await app.ask<Counted>(ask(200))).list.edges.length).toBe(Math.min(200, some.list.totalCount));
      for (const size of [-1, 201]) expectRefused(await app.send(ask(size)), 'BAD_USER_INPUT', 'first', /0 to 200/);
    },
  );

  test.each([
    ['first', -1],
    ['first', 201],
    ['last', -1],
    ['last', 201],
  ])('%s: %d is refused', async (argument, size) => {
    expectRefused(await app.send(EVENTS, { [argument]: size }), 'BAD_USER_INPUT', argument, /ask for 0 to 200/);
  });
});
