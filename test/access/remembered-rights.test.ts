/** P7, P20: every root field and every lead, asked of a server that remembers by different people at one position: each gets what Apollo Server tells them alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isObjectType } from 'graphql';
import type { GivenAnswer } from '../../src/answers/answers-by-position';
import { READS_BEYOND_THE_LOG } from '../../src/api/beyond-the-log';
import { buildApiSchema } from '../../src/api-schema';
import type { App } from '../../src/app';
import { Role } from '../../src/access/viewer';
import { CongressesDocument, OrganizationDocument } from '../generated/operations';
import { LEADS, ROOT_FIELDS, type Target } from '../support/outsider-probes';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { askWhole, byApollo, type AskedWhole } from '../support/whole-answers';

const RICH = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };
const ORGANIZATIONS = ['VN', '01', '02'];
const SUBJECTS = ['one', 'other'];
const ROLES = Object.values(Role);

interface Person {
  subject: string;
  role: Role;
  organization: string;
  token: string;
}

let app: TestApp;
/** The same database: with public totals, and each once more by a server that remembers nothing. */
let open: App;
let slow: App;
let slowOpen: App;
let people: Person[];
let target: Target;
const origins: string[] = [];
const note = (message: unknown): void => {
  origins.push((message as GivenAnswer).origin);
};

beforeAll(async () => {
  app = await startTestApp({ ...RICH, PUBLIC_TOTALS: 'off' });
  const start = (isPublic: string, bytes: string) =>
    startOn(app.databaseUrl, { ...RICH, PUBLIC_TOTALS: isPublic, LIMIT_ANSWER_BYTES: bytes });
  open = await start('on', '10000000');
  slow = await start('off', '0');
  slowOpen = await start('on', '0');
  people = await Promise.all(
    ORGANIZATIONS.flatMap((organization) =>
      ROLES.flatMap((role) =>
        SUBJECTS.map(async (subject) => ({
          ...{ subject, role, organization },
          token: await tokenFor(role, organization, subject),
        })),
      ),
    ),
  );
  const { organization } = await app.ask(OrganizationDocument, { code: '01' });
  const { congresses } = await app.ask(CongressesDocument, { within: '01', first: 1 });
  target = {
    congress: congresses!.edges[0]!.node.id,
    organization: organization!.id,
    progress: organization!.progress!.id,
  };
  subscribe('giaoban.answers.given', note);
});
afterAll(async () => {
  unsubscribe('giaoban.answers.given', note);
  for (const each of [slowOpen, slow, open]) await each.close();
  await app.close();
});

const schema = buildApiSchema();
const ROOTS = Object.keys(schema.getQueryType()?.getFields() ?? {});

/** The field alone: some probes ask for who is asking, too, and would take all out that they ask for. */
function rootQuery(field: string): AskedWhole {
  const { query, variables } = ROOT_FIELDS[`Query.${field}`]!;
  const alone = field === 'viewer' ? query : query.replace(/ viewer \{ organization \{ code \} \}/, '');
  return { query: alone, variables: variables?.(target) };
}

/** What each person is told by Apollo, in the order of the people: those of one role and place are told the same. */
async function referenceOf(url: string, asked: AskedWhole): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (const { role, organization, token } of people) {
    const key = `${role} ${organization}`;
    if (!told.has(key)) told.set(key, (await byApollo(() => askWhole(url, token, asked))).body);
  }
  return told;
}

/** Everybody is told what the reference tells them, twice. Gives back how many different answers there are. */
async function expectOwn(asked: AskedWhole, isPublic: boolean): Promise<number> {
  const told = await referenceOf(isPublic ? slowOpen.url : slow.url, asked);
  origins.length = 0;
  for (const round of ['first', 'second']) {
    for (const { subject, role, organization, token } of people) {
      const { body } = await askWhole(isPublic ? open.url : app.url, token, asked);
      const who = { round, subject, role, organization };
      expect({ ...who, body }).toEqual({ ...who, body: told.get(`${role} ${organization}`) });
    }
  }
  return new Set(told.values()).size;
}

describe('P7: each root field', () => {
  test('has a probe: give a new one its own', () => {
    expect(ROOTS.filter((field) => !(`Query.${field}` in ROOT_FIELDS))).toEqual([]);
  });

  test('that reads more than the log is marked, and no other field', () => {
    const marked = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter(({ extensions }) => extensions[READS_BEYOND_THE_LOG] === true)
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    expect(marked).toEqual(['Query.viewer']);
  });

  test.each(
    ROOTS.filter((field) => field !== 'viewer').flatMap((field) => [[field, false] as const, [field, true] as const]),
  )('%s, totals public: %s', async (field, isPublic) => {
    await expectOwn(rootQuery(field), isPublic);
    // Once for each place in the tree: roles and subjects are not told apart.
    expect(origins.filter((origin) => origin === 'worked_out').length).toBeLessThanOrEqual(ORGANIZATIONS.length);
    expect(origins).toHaveLength(2 * people.length);
  });

  test('is told differently to different people, where it is about what they may see', async () => {
    const differing: string[] = [];
    for (const field of ROOTS.filter((each) => each !== 'viewer')) {
      const told = await referenceOf(slow.url, rootQuery(field));
      if (new Set(told.values()).size > 1) differing.push(field);
    }
    expect(differing.length).toBeGreaterThan(ROOTS.length / 2);
  });
});

describe('P7: each lead from one noun to another', () => {
  test.each(Object.keys(LEADS))('%s', async (lead) => {
    await expectOwn({ query: LEADS[lead]!.query }, true);
  });
});

test('who asks is said to each, whatever else is asked beside it, and is never remembered', async () => {
  const asked = { query: '{ viewer { subject role organization { code } } progress { planned } }' };
  origins.length = 0;
  for (let round = 0; round < 2; round += 1) {
    for (const { subject, role, organization, token } of people) {
      const { body } = await askWhole(app.url, token, asked);
      expect(JSON.parse(body)).toMatchObject({
        data: { viewer: { subject, role, organization: { code: organization } }, progress: {} },
      });
    }
  }
  expect(origins).toEqual([]);
  const hidden = { query: 'query A { ...Who } fragment Who on Query { it: viewer { subject } }', operationName: 'A' };
  for (const { subject, token } of people) {
    const { body } = await askWhole(app.url, token, hidden);
    expect(JSON.parse(body)).toMatchObject({ data: { it: { subject } } });
  }
  expect(origins).toEqual([]);
});
