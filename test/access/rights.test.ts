/** P7: nothing outside the viewer's subtree is ever shown, counted or delivered, whichever way it is asked for. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { buildApiSchema } from '../../src/api-schema';
import { toGlobalId } from '../../src/api/node';
import {
  CancelCongressDocument,
  CongressChangedDocument,
  CongressesDocument,
  EventsDocument,
  LogDocument,
  OrganizationDocument,
  OrganizationsDocument,
  ProgressDocument,
  ProgressOfChildrenDocument,
  ReportCongressCompletedDocument,
  type CongressChangedSubscription,
  type EventKind,
} from '../generated/operations';
import { follow } from '../support/follow';
import { CLOSING, LEADS, PAYLOADS, payloadQuery, ROOT_FIELDS, type Target } from '../support/outsider-probes';
import { askSocket, connect } from '../support/raw-socket';
import {
  post,
  requireData,
  startOn,
  startTestApp,
  tokenFor,
  type Answer,
  type TestApp,
} from '../support/start-test-app';
import { nodesOf } from '../support/nodes-of';

let app: TestApp;
/** The same database, served with public totals. */
let open: App;
let of01: string;
let of02: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  open = await startOn(app.databaseUrl, { PUBLIC_TOTALS: 'on' });
  of01 = await tokenFor(Role.REPORTER, '01');
  of02 = await tokenFor(Role.REPORTER, '02');
});
afterAll(async () => {
  await open.close();
  await app.close();
});

const urlOf = (isPublic: boolean): string => (isPublic ? open.url : app.url);

/** Every code of an organization that occurs in an answer. */
function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'code' && typeof each === 'string' ? [each] : codesIn(each),
  );
}

const isOf = (province: string) => (code: string) => code === province || code.startsWith(`${province}.`);
const foreignTo = (province: string, answer: Answer<unknown>): string[] => [
  ...new Set(codesIn(answer.data).filter((code) => !isOf(province)(code))),
];

async function plannedIn(within: string, first = 4): Promise<string[]> {
  const { congresses } = await app.ask(CongressesDocument, { within, status: 'PLANNED', level: 'GRASSROOTS', first });
  return congresses!.edges.map(({ node }) => node.id);
}

describe('P7: a reporter of province 01', () => {
  test('sees the whole of their own subtree', async () => {
    const mine = await app.ask(ProgressDocument, {}, of01);
    expect(mine).toEqual(await app.ask(ProgressDocument, { within: '01' }));
    const list = await app.ask(CongressesDocument, { first: 1 }, of01);
    const all = await app.ask(CongressesDocument, { within: '01', first: 1 });
    expect(list.congresses).toEqual(all.congresses);
    const organizations = await app.ask(OrganizationsDocument, {}, of01);
    expect(organizations.organizations!.totalCount).toBe(
      (await app.ask(OrganizationsDocument, { within: '01' })).organizations!.totalCount,
    );
  });

  test('sees nothing above it: no parent, no ancestors', async () => {
    const { organization } = await app.ask(OrganizationDocument, { code: '01' }, of01);
    expect(organization).toMatchObject({ code: '01', parent: null, ancestors: [] });
    const { errors } = await app.send(OrganizationDocument, { code: 'VN' }, of01);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'code' });
  });

  test.each([false, true])('is told the name above only with the totals there, public: %s', async (isPublic) => {
    interface Named {
      organization: { name: string; parentName: string | null; parent: object | null };
    }
    const all = await tokenFor(Role.VIEWER);
    const read = async (code: string, token = all) => {
      const query = `{ organization(code: "${code}") { name parentName parent { code } } }`;
      return requireData(await post<Named, object>(urlOf(isPublic), query, {}, token)).organization;
    };
    const { name } = await read('VN');
    expect(await read('01', of01)).toMatchObject({ parent: null, parentName: isPublic ? name : null });
    expect(await read('01')).toMatchObject({ parent: { code: 'VN' }, parentName: name });
    expect((await read('VN')).parentName).toBeNull();
  });

  test('sees the totals above only where they are public, and of the children there only its own', async () => {
    const refused = await post(app.url, ProgressOfChildrenDocument, { within: 'VN' }, of01);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'within' });
    const shown = requireData(await post(open.url, ProgressOfChildrenDocument, { within: 'VN' }, of01)).progress!;
    const { children, ...totals } = (await app.ask(ProgressOfChildrenDocument, { within: 'VN' })).progress!;
    expect({ ...shown, children: [] }).toEqual({ ...totals, children: [] });
    expect(nodesOf(shown.children)).toEqual(nodesOf(children).filter(({ organization }) => organization.code === '01'));
  });

  test('finds nothing of others by searching', async () => {
    const everyone = await app.ask(OrganizationsDocument, { search: 'ha giang' });
    expect(everyone.organizations!.totalCount).toBeGreaterThan(0);
    const { organizations } = await app.ask(OrganizationsDocument, { search: 'ha giang' }, of01);
    expect(foreignTo('01', { data: organizations })).toEqual([]);
    const { congresses } = await app.ask(CongressesDocument, { search: 'ha giang' }, of01);
    expect(foreignTo('01', { data: congresses })).toEqual([]);
  });

  test('reads as many events as concern them', async () => {
    const [row] = await app.app.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM log_entry
        WHERE path @> (SELECT ARRAY[id] FROM organization WHERE code = '01') OR path = '{}'
           OR (kind LIKE 'INDICATOR.%' OR kind LIKE 'DOCUMENT.%') AND path <@ (SELECT path FROM organization WHERE code = '01')`,
    );
    for (const document of [EventsDocument, LogDocument]) {
      const { events } = await app.ask<{ events?: { totalCount: number } | null }, object>(
        document,
        { last: 50 },
        of01,
      );
      expect(events!.totalCount).toBe(row!.count);
      expect(codesIn(events).filter((code) => !isOf('01')(code))).toEqual([]);
    }
  });

  test.each([false, true])('gets totals with their own report as public as they are: %s', async (isPublic) => {
    const [congressId] = await plannedIn('01');
    const input = { congressId: congressId!, heldOn: '2020-02-20' };
    const answer = requireData(await post(urlOf(isPublic), ReportCongressCompletedDocument, { input }, of01));
    const codes = answer.reportCongressCompleted!.progress.map(({ organization }) => organization.code);
    expect(codes.slice(0, -1).every(isOf('01'))).toBe(true);
    expect(codes.slice(-2)).toEqual(isPublic ? ['01', 'VN'] : [expect.stringMatching(/^01\./), '01']);
  });
});

describe('P7: two subscribers of two provinces', () => {
  test.each([false, true])('each gets what is theirs, and nothing else; totals public: %s', async (isPublic) => {
    const { progress } = await app.ask(ProgressDocument, {});
    const after = progress!.cursor;
    const url = urlOf(isPublic);
    const followers = [of01, of02].map((token) =>
      follow<CongressChangedSubscription, { after: string }>(url, CongressChangedDocument, { after }, token),
    );
    const [first, second] = await plannedIn('01');
    const [other] = await plannedIn('02');
    for (const congressId of [first!, other!, second!]) {
      await app.ask(ReportCongressCompletedDocument, { input: { congressId, heldOn: '2020-02-20' } });
    }
    const [in01, in02] = [await followers[0]!.waitFor(2), await followers[1]!.waitFor(1)];
    // Whatever is delivered comes in order: the second of 01 has come, and between them nothing of 02.
    expect(in01.map((event) => event.congressChanged.node.congress?.id)).toEqual([first, second]);
    expect(in02.map((event) => event.congressChanged.node.congress?.id)).toEqual([other]);
    expect(in01[1]!.congressChanged.previousCursor).toBe(in01[0]!.congressChanged.cursor);
    expect(foreignTo('01', { data: in01 })).toEqual(isPublic ? ['VN'] : []);
    expect(foreignTo('02', { data: in02 })).toEqual(isPublic ? ['VN'] : []);
    for (const follower of followers) await follower.stop();
  });
});

const schema = buildApiSchema();

describe('P7: every root field is probed by an outsider', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}).map((field) => `${root!.name}.${field}`));
  let target: Target;

  beforeAll(async () => {
    const { organization } = await app.ask(OrganizationDocument, { code: '01' });
    const [congress] = await plannedIn('01');
    target = { congress: congress!, organization: organization!.id, progress: organization!.progress!.id };
  });

  test('and none is forgotten: give a new one a probe', () => {
    expect(fields.filter((field) => !(field in ROOT_FIELDS))).toEqual([]);
  });

  test.each(fields.flatMap((field) => [[field, false] as const, [field, true] as const]))(
    '%s; totals public: %s',
    async (field, isPublic) => {
      const { query, variables, code } = ROOT_FIELDS[field]!;
      const given = variables?.(target) ?? {};
      const raw = await connect(urlOf(isPublic), of02);
      const answer = (await askSocket(raw, query, given)) as Answer<unknown>;
      raw.socket.terminate();
      expect(foreignTo('02', answer)).toEqual([]);
      expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(
        code === undefined ? undefined : [code],
      );
      if (code === undefined) expect(codesIn(answer).some(isOf('02'))).toBe(true);
    },
  );

  test('node() finds none of the three kinds, and no event of another province', async () => {
    const kinds: EventKind[] = [
      ...(['RATING_RECORDED', 'CONGRESS_COMPLETED', 'INDICATOR_VALUE_RECORDED', 'DECLARATION_RECORDED'] as const),
    ];
    const { events } = await app.ask(LogDocument, { within: '01', kinds, last: 20 });
    expect(new Set(events!.edges.map(({ node }) => node.__typename)).size).toBeGreaterThan(1);
    const things = [target.congress, target.organization, target.progress, toGlobalId('Organization', 1)];
    for (const id of [...things, ...events!.edges.map(({ node }) => node.id)]) {
      for (const url of [app.url, open.url]) {
        const { errors } = await post(url, ROOT_FIELDS['Query.node']!.query, { id }, of02);
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'id' });
      }
    }
  });
});

describe('P7: every field that leads to another noun is probed', () => {
  const NOUNS = new Set([
    'Organization',
    'Congress',
    'Progress',
    'Node',
    'Event',
    'OrganizationConnection',
    'CongressConnection',
  ]);
  const roots = new Set(['Query', 'Mutation', 'Subscription']);
  const leads = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__') || roots.has(type.name) || !(isObjectType(type) || isInterfaceType(type))) return [];
    const fields = Object.values(type.getFields()).filter((field) => NOUNS.has(getNamedType(field.type).name));
    return fields.map((field) => `${type.name}.${field.name}`);
  });
  // The payload of planCongress is made like the others; turnDay is for those who see everything.
  const payloads = [...PAYLOADS.map(({ type }) => type), 'PlanCongress', 'TurnDay'];
  const probed = [
    ...Object.keys(LEADS),
    ...payloads.flatMap((type) => [`${type}Payload.congress`, `${type}Payload.progress`]),
    ...CLOSING.map((name) => `${name[0]!.toUpperCase()}${name.slice(1)}Payload.organization`),
  ];

  test('and none is forgotten: give a new one a probe', () => {
    expect(leads.filter((lead) => !probed.includes(lead))).toEqual([]);
  });

  test.each(Object.entries(LEADS).flatMap(([lead, probe]) => [false, true].map((on) => [lead, on, probe] as const)))(
    '%s; totals public: %s',
    async (_lead, isPublic, { query, whenPublic = [] }) => {
      const answer = await post(urlOf(isPublic), query, {}, of02);
      const refusals = (answer.errors ?? []).map(({ extensions }) => extensions?.['code']);
      expect(refusals.filter((code) => isPublic || code !== 'NOT_FOUND')).toEqual([]);
      expect(foreignTo('02', answer)).toEqual(isPublic ? whenPublic : []);
    },
  );

  test.each([false, true])('the payload of every mutation; totals public: %s', async (isPublic) => {
    const [congressId] = await plannedIn('02');
    for (const mutation of PAYLOADS) {
      const answer = await post(urlOf(isPublic), payloadQuery(mutation), { input: mutation.input(congressId!) }, of02);
      expect({ of: mutation.name, errors: answer.errors }).toEqual({ of: mutation.name, errors: undefined });
      expect(codesIn(answer).some(isOf('02'))).toBe(true);
      expect(foreignTo('02', answer)).toEqual(isPublic ? ['VN'] : []);
    }
  });

  test.each([false, true])('the payloads of closing and reopening; totals public: %s', async (isPublic) => {
    const { congresses } = await app.ask(CongressesDocument, {
      ...{ within: '02', status: 'PLANNED', level: 'GRASSROOTS', first: 1 },
    });
    const organization = congresses!.edges[0]!.node.organization.code;
    const adminOf02 = await tokenFor(Role.ADMIN, '02');
    const reason = 'To see what is answered.';
    await app.ask(CancelCongressDocument, { input: { organization, reason } });
    for (const name of CLOSING) {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
      const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) {
        organization { code parent { code } ancestors { code } }
      } }`;
      const on = name === 'closeOrganization' ? { on: '2020-02-29' } : {};
      const answer = await post(urlOf(isPublic), query, { input: { organization, reason, ...on } }, adminOf02);
      expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
      expect(codesIn(answer)).toContain(organization);
      expect(foreignTo('02', answer)).toEqual([]);
    }
  });
});
