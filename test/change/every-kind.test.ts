/** P5, P7, P18: events of every kind, as they are pushed, listed and found by their ids. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromGlobalId, toGlobalId } from '../../src/api/node';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { verify } from '../../src/progress/verify';
import { cursorAt } from '../support/cursors';
import { EACH_MUTATION, inputOf, mutation } from '../support/each-mutation';
import { follow, type Follower } from '../support/follow';
import { CAMPAIGN, importCountry, importTexts } from '../support/import-texts';
import { KIND_NAMES, kindNamed } from '../support/kind-names';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

interface Told {
  __typename: string;
  id: string;
  position: number;
  kind: string;
  organization: { code: string } | null;
}

interface Edge {
  cursor: string;
  previousCursor: string | null;
  node: Told;
}

/** What never changes of an event, whenever and wherever it is asked for. */
const EVENT = `__typename id position kind recordedAt by reason organization { code }
  ... on CampaignEvent { campaign { name term } }
  ... on OrganizationEvent { closure { closedOn } }
  ... on CongressEvent { since congress { status heldOn position } all: progress { planned completed } pilots: progress(pilot: true) { planned completed } }
  ... on RatingEvent { rating { year people position } }
  ... on WorkItemEvent { workItem { title status withdrawnOn } }
  ... on IndicatorEvent { indicator { code name withdrawn } }
  ... on IndicatorValueEvent { indicatorValue { month value position } }
  ... on DocumentEvent { document { number title withdrawnOn position } }
  ... on DeclarationEvent { declaration { completed retracted position } }
  ... on BriefingEvent { briefing { month status } }`;
const EDGE = `cursor previousCursor node { ${EVENT} }`;

let database: TestDatabase;
let app: App;
let start: string;
const tokens: Record<string, string> = {};

interface Listening {
  who: string;
  within?: string;
  kinds?: readonly string[];
}

const NAMES = [...KIND_NAMES.values()].map(({ name }) => name);
const LISTENING: readonly Listening[] = [
  { who: 'TW' },
  { who: 'TW', within: 'A.1' },
  { who: 'A.1' },
  { who: 'A.2' },
  { who: 'A', within: 'A.1.02', kinds: NAMES },
  { who: 'TW', kinds: ['RATING_CORRECTED', 'WORK_ITEM_ADDED', 'ORGANIZATION_CLOSED', 'DAY_TURNED'] },
  { who: 'A.1.01', kinds: ['INDICATOR_ADDED', 'INDICATOR_VALUE_RECORDED', 'DAY_TURNED'] },
  { who: 'A.2', kinds: NAMES.filter((name) => /^CONGRESS_|^DAY/.test(name)) },
];
let followers: Follower<{ eventRecorded: Edge }>[];

async function tell(name: string, input: object): Promise<void> {
  requireData(await post(app.url, mutation(name), { input }, tokens['TW']!));
}

const define = (code: string, organization: string) =>
  tell('addIndicator', {
    ...{ code, organization, name: code, nameEn: code, unit: 'lớp', unitEn: 'classes' },
    ...{ overOrganizations: 'SUM', overMonths: 'SUM' },
  });

/** Whatever there is to do, by mutations and by files, while the followers listen. */
beforeAll(async () => {
  database = await openTestDatabase();
  await importCountry(database.dataSource);
  app = await startOn(database.url, { PUBLIC_TOTALS: 'off', LIMIT_ANSWER_BYTES: '0' });
  for (const code of ['TW', 'A', 'A.1', 'A.1.01', 'A.2']) {
    tokens[code] = await tokenFor(code === 'TW' ? Role.ADMIN : Role.VIEWER, code);
  }
  start = await cursorAt(database.dataSource, 1);
  const query = `subscription ($within: String, $kinds: [EventKind!], $after: Cursor) {
    eventRecorded(within: $within, kinds: $kinds, after: $after) { ${EDGE} }
  }`;
  followers = LISTENING.map(({ who, within = null, kinds = null }) =>
    follow(app.url, query, { within, kinds, after: start }, tokens[who]!),
  );
  for (const [name, input] of EACH_MUTATION.slice(0, -1)) await tell(name, await inputOf(database.dataSource, input));
  const { term: _term, ...campaign } = JSON.parse(CAMPAIGN) as Record<string, unknown>;
  await importTexts(database.dataSource, {
    'campaign.json': JSON.stringify({ ...campaign, term: '2025–2030' }),
    'tree.csv': 'code,parent,name,level\nA.3,A,Đảng bộ Sở Tài chính,cơ sở\nA.2,,Đảng bộ Sở Y tế mới,\n',
  });
  await define('of.beside', 'A.2');
  await define('of.above', 'A');
  await define('of.below', 'A.1.01');
  await tell('withdrawIndicator', { organization: 'A', code: 'of.above', reason: 'Thôi' });
  await tell('turnDay', {});
});
afterAll(async () => {
  for (const { stop } of followers) await stop();
  await app.close();
  await database.close();
});

async function list({ who, within, kinds }: Listening, after: string | null = null): Promise<Edge[]> {
  const query = `query ($within: String, $kinds: [EventKind!], $after: Cursor) {
    events(within: $within, kinds: $kinds, after: $after, first: 200) { pageInfo { hasNextPage } edges { ${EDGE} } }
  }`;
  interface Listed {
    events: { pageInfo: { hasNextPage: boolean }; edges: Edge[] };
  }
  const { events } = requireData(await post<Listed, object>(app.url, query, { within, kinds, after }, tokens[who]!));
  expect(events.pageInfo.hasNextPage).toBe(false);
  return events.edges;
}

async function find(who: string, ids: readonly string[]): Promise<(Told | null)[]> {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Event { ${EVENT} } } }`;
  return requireData(await post<{ nodes: (Told | null)[] }, object>(app.url, query, { ids }, tokens[who]!)).nodes;
}

test('everything that can happen has happened', async () => {
  const rows = await database.dataSource.query<{ kind: string }[]>('SELECT DISTINCT kind FROM log_entry');
  expect(rows.map(({ kind }) => kind).sort()).toEqual([...KIND_NAMES.keys()].sort());
  expect(await verify(database.dataSource)).toEqual([]);
});

describe('eventRecorded', () => {
  test.each(LISTENING.map((listening, index) => [JSON.stringify(listening).slice(0, 60), listening, index] as const))(
    'pushes what `events` lists later: %s',
    async (_what, listening, index) => {
      const listed = await list(listening, start);
      expect(listed.length).toBeGreaterThan(0);
      // The turn of the day is the last for everybody: whatever came besides would stand before it.
      expect(listed.at(-1)!.node.kind).toBe('DAY_TURNED');
      const pushed = (await followers[index]!.waitFor(listed.length)).map(({ eventRecorded }) => eventRecorded);
      expect(pushed).toEqual(listed);
      expect(followers[index]!.errors).toEqual([]);
      expect(pushed[0]!.previousCursor).toBe(start);
      if (listening.kinds) for (const { node } of pushed) expect(listening.kinds).toContain(node.kind);
    },
  );

  test('without `kinds` is every entry of the log, of the type of its noun, and what concerns one place names it', async () => {
    const rows = await database.dataSource.query<{ position: number; kind: string; code: string | null }[]>(
      `SELECT e.position, e.kind, o.code FROM log_entry e
         LEFT JOIN organization o ON o.id = e.path[cardinality(e.path)] ORDER BY e.position`,
    );
    expect((await list({ who: 'TW' })).map(({ node }) => node)).toMatchObject(
      rows.map(({ position, kind, code }) => {
        const { name, type } = KIND_NAMES.get(kind)!;
        // Of all of them at once: none.
        return { __typename: type, position, kind: name, organization: code === null ? null : { code } };
      }),
    );
  });

  test('refuses no kinds that there are not, places out of sight, and cursors of another log', async () => {
    const refusalOf = async (who: string, argument: string) => {
      const query = `subscription { eventRecorded(${argument}) { cursor } }`;
      const [error] = await follow(app.url, query, {}, tokens[who]!).ended;
      return error?.extensions;
    };
    expect(await refusalOf('TW', 'kinds: [COMPLETED]')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await refusalOf('A.1', 'within: "A.2"')).toEqual({ code: 'NOT_FOUND', argument: 'within' });
    expect(await refusalOf('TW', 'after: "soon"')).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    const foreign = Buffer.from('m0123456789ab:3').toString('base64url');
    expect(await refusalOf('TW', `after: "${foreign}"`)).toMatchObject({ code: 'RESYNC', argument: 'after' });
  });
});

describe('P18: node', () => {
  test.each(['TW', 'A', 'A.1', 'A.1.01', 'A.2'])(
    'finds every event that is listed for a viewer of %s by its id, and none of the others',
    async (who) => {
      const all = (await list({ who: 'TW' })).map(({ node }) => node.id);
      const mine = new Map((await list({ who })).map(({ node }) => [node.id, node]));
      expect(mine.size).toBeGreaterThan(4);
      if (who.startsWith('A.')) expect(mine.size).toBeLessThan(all.length);
      expect(await find(who, all)).toEqual(all.map((id) => mine.get(id) ?? null));
    },
  );

  test('says NOT_FOUND of one that the viewer may not see, as of one that there is not', async () => {
    const seen = new Set((await list({ who: 'A.2' })).map(({ node }) => node.id));
    const foreign = (await list({ who: 'TW' })).find(({ node }) => !seen.has(node.id))!.node;
    const { key } = fromGlobalId(foreign.id)!;
    const none = toGlobalId(foreign.__typename, key.replace(/^\d+/, '999999'));
    for (const id of [foreign.id, none]) {
      const { data, errors } = await post(app.url, 'query ($id: ID!) { node(id: $id) { id } }', { id }, tokens['A.2']!);
      expect(data).toEqual({ node: null });
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', argument: 'id' } }]);
    }
  });

  test('finds nothing under another mark, without one, at another position or as another type', async () => {
    for (const { node } of await list({ who: 'TW' })) {
      const { type, key } = fromGlobalId(node.id)!;
      const [, position, mark] = /^(\d+)-([0-9a-f]{12})$/.exec(key)!;
      expect(Number(position)).toBe(node.position);
      const other = mark!.endsWith('0') ? `${mark!.slice(0, -1)}1` : `${mark!.slice(0, -1)}0`;
      const anotherType = type === 'CongressEvent' ? 'RatingEvent' : 'CongressEvent';
      const wrong = [
        toGlobalId(type, `${position}-${other}`),
        toGlobalId(type, position!),
        toGlobalId(type, `${Number(position) + 1}-${mark}`),
        toGlobalId(type, `0${position}-${mark}`),
        toGlobalId(type, `${position}-${mark} `),
        toGlobalId(type, `${position}-${mark!.toUpperCase()}x`),
        toGlobalId(anotherType, key),
        toGlobalId('Event', key),
      ];
      expect(await find('TW', wrong)).toEqual(wrong.map(() => null));
      expect(await find('TW', [node.id])).toEqual([node]);
    }
  });

  test('finds an entry from before there were marks by its position', async () => {
    const [mark] = await database.dataSource.query<[{ mark: string }]>('SELECT mark FROM log_entry WHERE position = 4');
    const setMark = (to: string | null) =>
      database.dataSource.query('UPDATE log_entry SET mark = $1 WHERE position = 4', [to]);
    const [before] = (await list({ who: 'TW' })).filter(({ node }) => node.position === 4);
    await setMark(null);
    try {
      const [old] = (await list({ who: 'TW' })).filter(({ node }) => node.position === 4);
      expect(fromGlobalId(old!.node.id)).toMatchObject({ type: 'CongressEvent', key: '4' });
      expect(await find('TW', [old!.node.id, before!.node.id])).toEqual([old!.node, null]);
    } finally {
      await setMark(mark.mark);
    }
  });
});

describe('P7: an indicator', () => {
  const ABOVE = ['INDICATOR_ADDED', 'INDICATOR_CHANGED', 'INDICATOR_WITHDRAWN', 'INDICATOR_REINSTATED'];
  const said = (edges: readonly Edge[]) =>
    edges.map(({ node }) => {
      const { indicator } = node as Told & { indicator: { code: string } };
      return `${node.kind} ${indicator.code} ${node.organization?.code ?? 'unseen'}`;
    });
  const EXPECTED = [
    ...ABOVE.filter((name) => /ADDED|CHANGED/.test(name)).map((name) => `${name} training.classes unseen`),
    ...['INDICATOR_WITHDRAWN', 'INDICATOR_REINSTATED'].map((name) => `${name} training.classes unseen`),
    'INDICATOR_ADDED of.above unseen',
    'INDICATOR_ADDED of.below A.1.01',
    'INDICATOR_WITHDRAWN of.above unseen',
  ];

  test('that is defined above is seen below: listed, pushed, and found by its id; and none that is defined beside', async () => {
    const listed = await list({ who: 'A.1', kinds: ABOVE });
    expect(said(listed)).toEqual(EXPECTED);
    const pushed = followers[LISTENING.findIndex(({ who }) => who === 'A.1')]!.received;
    const ofIndicators = pushed
      .map(({ eventRecorded }) => eventRecorded)
      .filter(({ node }) => ABOVE.includes(node.kind));
    expect(said(ofIndicators)).toEqual(EXPECTED);
    const ids = listed.map(({ node }) => node.id);
    expect(await find('A.1', ids)).toEqual(listed.map(({ node }) => node));
    const beside = await find('A.2', ids);
    expect(beside.map((node) => node !== null)).toEqual(EXPECTED.map((line) => !line.includes('of.below')));
  });

  test('is not counted twice where it is defined at the place itself, and its values reach nobody below', async () => {
    const [edge] = (await list({ who: 'TW', within: 'A.1.01', kinds: ['INDICATOR_ADDED'] })).slice(-1);
    expect(said([edge!])).toEqual(['INDICATOR_ADDED of.below A.1.01']);
    const values = ['INDICATOR_VALUE_RECORDED', 'INDICATOR_VALUE_CORRECTED'];
    expect(await list({ who: 'A', kinds: values })).toHaveLength(2);
    expect(await list({ who: 'A.1', kinds: values })).toEqual([]);
    expect(values.map(kindNamed)).toEqual(['INDICATOR_VALUE.RECORDED', 'INDICATOR_VALUE.CORRECTED']);
  });
});
