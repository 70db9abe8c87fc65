/** Organizations and congresses as they are looked for, listed and paged through; and what that costs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import {
  CongressesDocument,
  OrganizationDocument,
  OrganizationsDocument,
  ProgressDocument,
  ReportCongressCompletedDocument,
  type CongressesQueryVariables,
} from '../generated/operations';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;

beforeAll(async () => {
  // Organizations are put there behind the back of the log.
  app = await startTestApp({ LIMIT_ANSWER_BYTES: '0' });
  token = await tokenFor(Role.ADMIN);
});
afterAll(() => app.close());

async function search(text: string): Promise<string[]> {
  const { organizations } = await app.ask(OrganizationsDocument, { search: text, level: 'CENTRALLY_RUN' });
  return organizations!.edges.map(({ node }) => node.name);
}

describe('search', () => {
  test.each([
    ['ha noi', 'Hà Nội'],
    ['HÀ NỘI', 'Hà Nội'],
    ['  Hà   nội ', 'Hà Nội'],
    ['Hà Nội'.normalize('NFD'), 'Hà Nội'],
    ['dak lak', 'Đắk Lắk'],
    ['ĐẮK LẮK', 'Đắk Lắk'],
    ['đăk lăk', 'Đắk Lắk'],
    ['hue', 'Huế'],
  ])('"%s" finds %s', async (text, name) => {
    const found = await search(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(name);
  });

  test.each(['%', '_', '!', '\\', "' OR 1=1 --", "'ha' | 'zz'"])('"%s" is no command', async (text) => {
    expect(await search(text)).toEqual([]);
  });

  test('the empty text finds everything', async () => {
    const { organizations } = await app.ask(OrganizationsDocument, { search: '', level: 'CENTRALLY_RUN', first: 1 });
    expect(organizations!.totalCount).toBe(67);
  });
});

interface Page<Node> {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage?: boolean; endCursor: string | null };
  edges: { node: Node }[];
}

/** Goes through all pages of a list. */
async function pageThrough<Node>(ask: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo, totalCount }: Page<Node> = await ask(after);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) {
      expect(nodes).toHaveLength(totalCount);
      return nodes;
    }
    expect(pageInfo.endCursor).not.toBeNull();
    after = pageInfo.endCursor;
  }
}

const CHILDREN = `query ($first: Int, $after: Cursor) {
  organization(code: "VN") {
    children(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { code kind } }
    }
  }
}`;

interface Children {
  organization: {
    children: Page<{ code: string; kind: string }> & {
      pageInfo: { startCursor: string; hasPreviousPage: boolean };
      edges: { cursor: string }[];
    };
  };
}

const children = async (first: number | null, after: string | null) => {
  const { data } = await app.send<Children, object>(CHILDREN, { first, after });
  return data!.organization.children;
};

describe('the children of the root', () => {
  test.each([1, 10, 67, 200])('come in pages of %d without gap or repeat', async (first) => {
    const nodes = await pageThrough((after) => children(first, after));
    const codes = nodes.map(({ code }) => code);
    expect(codes).toHaveLength(67);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(nodes.filter(({ kind }) => kind === 'PROVINCE' || kind === 'CITY')).toHaveLength(63);
    expect(codes.slice(-4)).toEqual(['CA', 'KCQ', 'KDN', 'QD']);
  });

  test('say where each page stands', async () => {
    const page = await children(5, null);
    expect(page.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: page.edges[0]!.cursor,
      endCursor: page.edges[4]!.cursor,
    });
    const next = await children(5, page.pageInfo.endCursor);
    expect(next.pageInfo.hasPreviousPage).toBe(true);
    expect(next.totalCount).toBe(67);
  });
});

describe('ancestors', () => {
  test('come nearest first, and end with the root', async () => {
    const { organizations } = await app.ask(OrganizationsDocument, { within: '01', level: 'GRASSROOTS', first: 1 });
    const { organization } = await app.ask(OrganizationDocument, { code: organizations!.edges[0]!.node.code });
    const codes = organization!.ancestors.map(({ code }) => code);
    const expected = organization!.code.split('.').slice(0, -1);
    expect(codes).toEqual([
      ...expected.map((_part, index) => expected.slice(0, expected.length - index).join('.')),
      'VN',
    ]);
    expect(organization!.parent?.code).toBe(codes[0]);
  });
});

describe('the name of the parent', () => {
  test('is that of the organization directly above', async () => {
    const query = '{ organizations(first: 200) { edges { node { code parentName parent { name } } } } }';
    interface Listed {
      organizations: Page<{ code: string; parentName: string | null; parent: { name: string } | null }>;
    }
    const { organizations } = await app.ask<Listed>(query);
    expect(organizations.edges).toHaveLength(200);
    for (const { node } of organizations.edges) expect(node.parentName).toBe(node.parent?.name ?? null);
  });
});

async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const { statements, stop } = spyStatements();
  try {
    await work();
  } finally {
    stop();
  }
  // The tail looks into the log now and then, whoever asks.
  return statements.filter((sql) => !/log_entry|FROM "?log_head|LISTEN|SELECT 1$/.test(sql)).length;
}

describe('P12: the cost of a list', () => {
  const LIST = `query ($first: Int) {
    organizations(within: "01", level: GRASSROOTS, first: $first) {
      edges { node { code parentName parent { name } ancestors { name } congress { status overdue deadline } progress { planned } } }
    }
    congresses(within: "01", first: $first) {
      edges { node { dueOn onTime organization { name parent { name } progress { completed } } } }
    }
  }`;
  const ask = (first: number) => app.send<object, object>(LIST, { first });

  test('in statements does not depend on its length', async () => {
    const [ofFive, ofFifty] = [await countStatements(() => ask(5)), await countStatements(() => ask(50))];
    expect(ofFive).toBeGreaterThan(1);
    expect(ofFifty).toBe(ofFive);
    expect(ofFifty).toBeLessThan(20);
    const { data, errors } = await ask(50);
    expect(errors).toBeUndefined();
    expect((data as { organizations: { edges: unknown[] } }).organizations.edges).toHaveLength(50);
  });
});

describe('congresses of a province', () => {
  const within = '01';
  const list = async (variables: CongressesQueryVariables) => {
    const { congresses } = await app.ask(CongressesDocument, { within, ...variables });
    return congresses!;
  };
  const count = async (variables: CongressesQueryVariables) => (await list({ ...variables, first: 1 })).totalCount;

  test('are filtered: every one fits, and the parts make up the whole', async () => {
    const all = await count({});
    const statuses = ['PLANNED', 'POSTPONED', 'COMPLETED', 'CANCELLED'] as const;
    const levels = ['CENTRAL', 'CENTRALLY_RUN', 'UPPER_GRASSROOTS', 'GRASSROOTS'] as const;
    const sum = async (filters: CongressesQueryVariables[]) =>
      (await Promise.all(filters.map(count))).reduce((a, b) => a + b, 0);
    expect(await sum(statuses.map((status) => ({ status })))).toBe(all);
    expect(await sum(levels.map((level) => ({ level })))).toBe(all);
    expect(await sum([{ pilot: true }, { pilot: false }])).toBe(all);
    expect(await sum([{ overdue: true }, { overdue: false }])).toBe(all);
    const some = await list({ status: 'COMPLETED', level: 'GRASSROOTS', pilot: true, first: 200 });
    expect(some.edges.length).toBeGreaterThan(0);
    for (const { node } of some.edges) {
      expect(node).toMatchObject({ status: 'COMPLETED', level: 'GRASSROOTS', pilot: true });
      expect(node.organization.code).toMatch(/^01\./);
    }
  });

  test('agree with progress: planned, completed, postponed and overdue', async () => {
    for (const pilot of [null, true, false]) {
      const { progress } = await app.ask(ProgressDocument, { within, pilot });
      const { planned, completed, postponed, overdue } = progress!;
      expect({
        planned: (await count({ pilot })) - (await count({ pilot, status: 'CANCELLED' })),
        completed: await count({ pilot, status: 'COMPLETED' }),
        postponed: await count({ pilot, status: 'POSTPONED' }),
        overdue: await count({ pilot, overdue: true }),
      }).toEqual({ planned, completed, postponed, overdue });
    }
    const late = await list({ overdue: true, first: 200 });
    expect(late.edges.every(({ node }) => node.overdue && node.dueOn! < '2020-02-29')).toBe(true);
  });

  const orderOf = {
    CODE: (node: Node) => node.organization.code,
    DUE_ASC: (node: Node) => `${node.dueOn ?? '9999'} ${node.organization.code}`,
    // The later the day, the smaller the key; those not held come last.
    HELD_DESC: (node: Node) =>
      `${99_999_999 - Number(node.heldOn?.replaceAll('-', '') ?? 0)} ${node.organization.code}`,
  };
  type Node = Awaited<ReturnType<typeof list>>['edges'][number]['node'];

  test.each(['CODE', 'DUE_ASC', 'HELD_DESC'] as const)(
    'in the order %s come without gap or repeat',
    async (orderBy) => {
      const nodes = await pageThrough<Node>((after) => list({ orderBy, first: 200, after }));
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
      const keys = nodes.map(orderOf[orderBy]);
      expect(keys).toEqual([...keys].sort());
    },
  );

  test('are searched for by the name of their organization', async () => {
    const { organizations } = await app.ask(OrganizationsDocument, { within, level: 'UPPER_GRASSROOTS', first: 1 });
    const { code } = organizations!.edges[0]!.node;
    const found = await list({ search: code, level: 'UPPER_GRASSROOTS' });
    expect(found.edges.map(({ node }) => node.organization.code)).toEqual([code]);
  });
});

describe('P13: one answer, one position', () => {
  const MANY = `query {
    a: progress { position completed }
    b: progress(within: "01") { position organization { progress { position } } }
    c: progress(asOf: "2020-02-01") { position children { edges { node { position } } } }
    d: organization(code: "VN") { progress { position completed } }
    e: events(last: 1) { position edges { node { position } } }
  }`;

  const positionsIn = (value: unknown): number[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, each]) => (key === 'position' ? [each as number] : positionsIn(each)));

  test('while congresses are being reported', async () => {
    const { congresses } = await app.ask(CongressesDocument, { within: '01', status: 'PLANNED', first: 20 });
    const reports = congresses!.edges.map(({ node }) =>
      app.ask(ReportCongressCompletedDocument, { input: { congressId: node.id, heldOn: '2020-02-20' } }, token),
    );
    const asked = Array.from({ length: 15 }, () => app.send<Record<string, object>, object>(MANY, {}));
    for (const { data, errors } of await Promise.all(asked)) {
      expect(errors).toBeUndefined();
      expect(new Set(positionsIn(data)).size).toBe(1);
      expect((data!['a'] as { completed: number }).completed).toBe(
        (data!['d'] as { progress: { completed: number } }).progress.completed,
      );
    }
    await Promise.all(reports);
  });
});

describe('how many organizations there are', () => {
  const PLACES = ['VN', '01', '01.002', '01.002.0001', 'KDN'];
  const LEVELS = [null, 'CENTRAL', 'CENTRALLY_RUN', 'UPPER_GRASSROOTS', 'GRASSROOTS'] as const;

  async function expectCounted(): Promise<void> {
    for (const within of PLACES) {
      for (const level of LEVELS) {
        const [row] = await app.app.dataSource.query<{ count: number }[]>(
          `SELECT count(*)::integer AS count FROM organization
            WHERE path @> (SELECT ARRAY[id] FROM organization WHERE code = $1) AND ($2::level IS NULL OR level = $2)`,
          [within, level],
        );
        const { organizations } = await app.ask(OrganizationsDocument, { within, level, first: 1 });
        expect({ within, level, count: organizations!.totalCount }).toEqual({ within, level, count: row!.count });
      }
    }
  }

  test('is what is there, below each and of each level', () => expectCounted());

  test('stays so when one is founded, and when one moves with all below it', async () => {
    const { dataSource } = app.app;
    await dataSource.query(
      `INSERT INTO organization (id, code, name, level, kind, parent_id, path, search)
       SELECT 9000001, '01.002.9999', 'Mới', 'GRASSROOTS', 'LOCAL', id, path || 9000001, 'moi' FROM organization WHERE code = '01.002'`,
    );
    await expectCounted();
    await dataSource.query(
      `UPDATE organization o SET parent_id = CASE WHEN o.id = moved.id THEN target.id ELSE o.parent_id END,
              path = target.path || o.path[array_position(o.path, moved.id):]
         FROM organization moved, organization target
        WHERE moved.code = '01.002' AND target.code = 'KDN' AND o.path @> ARRAY[moved.id]`,
    );
    await expectCounted();
  });
});
