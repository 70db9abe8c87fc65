/** P17, P5, P7: founding, renaming and what changes of the campaign are events beside a running server, and reach every state that shows them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { buildApiSchema } from '../../src/api-schema';
import { toCursor } from '../../src/feed/cursor';
import { readHead } from '../../src/feed/log';
import {
  BriefingChangedDocument,
  CampaignChangedDocument,
  IndicatorChangedDocument,
  OrganizationChangedDocument,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { cursorAt } from '../support/cursors';
import { follow } from '../support/follow';
import { CAMPAIGN, importCountry, importTexts } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

let database: TestDatabase;
let app: App;
let admin: string;
let ofA1: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await importCountry(database.dataSource);
  app = await startOn(database.url, { PUBLIC_TOTALS: 'off' });
  admin = await tokenFor(Role.ADMIN, 'TW');
  ofA1 = await tokenFor(Role.VIEWER, 'A.1');
  await importTexts(database.dataSource, { 'plans.csv': 'organization,plannedOn\nA.2,2025-03-20\nA.1,2025-03-21\n' });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const GRASSROOTS = { level: 'GRASSROOTS', name: 'Cấp chi bộ', dueOn: '2025-06-30' };

const start = (): Promise<string> => cursorAt(database.dataSource, 0);
const now = async (): Promise<string> => toCursor(await readHead(database.dataSource.manager));
const organize = (...rows: string[]) =>
  importTexts(database.dataSource, { 'tree.csv': ['code,parent,name,level', ...rows, ''].join('\n') });
const rename = (code: string, name: string) => organize(`${code},,${name},`);
const mutate = async (name: string, input: object): Promise<void> => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  requireData(
    await post(app.url, `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, { input }, admin),
  );
};
const define = (code: string, organization: string) =>
  mutate('addIndicator', {
    ...{ code, organization, name: code, nameEn: code, unit: 'lớp', unitEn: 'classes' },
    ...{ overOrganizations: 'SUM', overMonths: 'SUM' },
  });

describe('P17: organizationChanged', () => {
  test('tells of what was founded and renamed by a real import, each with the names that it was given', async () => {
    const after = await now();
    const live = follow(app.url, OrganizationChangedDocument, { after }, admin);
    const imported = await organize('A.3,A,Đảng bộ Sở Tài chính,cơ sở', 'A.2,,Đảng bộ Sở Y tế mới,');
    expect(imported).toMatchObject({ recorded: true, positions: { first: 5, last: 6 } });
    const [founded, renamed] = (await live.waitFor(2)).map(({ organizationChanged }) => toSeen(organizationChanged));
    await live.stop();
    expect(founded).toMatchObject({
      ...{ kind: 'ORGANIZATION_FOUNDED', position: 5, by: 'import', closure: null, previousCursor: after },
      organization: { code: 'A.3', name: 'Đảng bộ Sở Tài chính' },
    });
    expect(renamed).toMatchObject({
      kind: 'ORGANIZATION_RENAMED',
      previousCursor: founded!.cursor,
      organization: { code: 'A.2' },
    });

    await rename('A.2', 'Đảng bộ Sở Y tế');
    const again = follow(app.url, OrganizationChangedDocument, { after }, admin);
    const names = (await again.waitFor(3)).map((each) => each.organizationChanged.node.organization!.name);
    await again.stop();
    expect(names).toEqual(['Đảng bộ Sở Tài chính', 'Đảng bộ Sở Y tế mới', 'Đảng bộ Sở Y tế']);
  });

  test('began with one event for the whole tree, and campaignChanged with the campaign', async () => {
    const after = await start();
    const [tree, campaign] = [
      follow(app.url, OrganizationChangedDocument, { after }, ofA1),
      follow(app.url, CampaignChangedDocument, { after }, ofA1),
    ];
    const first = (await tree.waitFor(1))[0]!.organizationChanged.node;
    expect(first).toMatchObject({ kind: 'ORGANIZATION_TREE_FOUNDED', position: 2, organization: null, closure: null });
    const made = toSeen((await campaign.waitFor(1))[0]!.campaignChanged);
    const { followsClock: _clock, deadlines: _days, ...facts } = JSON.parse(CAMPAIGN) as Record<string, unknown>;
    expect(made).toMatchObject({
      kind: 'CAMPAIGN_FOUNDED',
      position: 1,
      by: 'import',
      previousCursor: after,
      campaign: facts,
    });
    expect(made.campaign.levels[3]).toEqual({
      level: 'GRASSROOTS',
      name: 'Cơ sở',
      nameEn: 'Grassroots',
      dueOn: '2025-06-30',
    });
    const term = '2025–2030';
    await importTexts(database.dataSource, {
      'campaign.json': JSON.stringify({ ...facts, followsClock: false, term, levels: [GRASSROOTS] }),
    });
    const changed = toSeen((await campaign.waitFor(2))[1]!.campaignChanged);
    expect(changed).toMatchObject({
      kind: 'CAMPAIGN_CHANGED',
      previousCursor: made.cursor,
      campaign: { ...facts, term },
    });
    expect(changed.campaign.levels[3]).toEqual({ ...GRASSROOTS, nameEn: null });
    await tree.stop();
    await campaign.stop();
  });

  test('P7: tells nobody of what lies elsewhere', async () => {
    const mine = follow(app.url, OrganizationChangedDocument, { after: await now() }, ofA1);
    await rename('A.2', 'Đảng bộ Sở Y tế tỉnh');
    await rename('A', 'Đảng bộ tỉnh An Hòa mới');
    await rename('A.1.01', 'Chi bộ Ấp Nam');
    const [event] = await mine.waitFor(1);
    await mine.stop();
    expect(event!.organizationChanged.node.organization!.code).toBe('A.1.01');
  });
});

test('P7: indicatorChanged tells of what is defined above, at and below, and not beside', async () => {
  const mine = follow(app.url, IndicatorChangedDocument, { after: await now() }, ofA1);
  await define('of.beside', 'A.2');
  await define('of.above', 'TW');
  await define('of.below', 'A.1.01');
  await mutate('changeIndicator', { code: 'of.above', name: 'Khác', reason: 'Rõ hơn' });
  await mutate('withdrawIndicator', { code: 'of.above', reason: 'Thôi' });
  const events = (await mine.waitFor(4)).map(({ indicatorChanged }) => toSeen(indicatorChanged));
  await mine.stop();
  expect(events.map(({ kind, indicator }) => `${kind} ${indicator.code} ${indicator.name}`)).toEqual([
    'INDICATOR_ADDED of.above of.above',
    'INDICATOR_ADDED of.below of.below',
    'INDICATOR_CHANGED of.above Khác',
    'INDICATOR_WITHDRAWN of.above Khác',
  ]);
  const back = follow(app.url, IndicatorChangedDocument, { after: events[0]!.cursor }, ofA1);
  expect((await back.waitFor(3)).map(({ indicatorChanged: { cursor } }) => cursor)).toEqual(
    events.slice(1).map(({ cursor }) => cursor),
  );
  await back.stop();
});

test('briefingChanged tells of what is entered and published', async () => {
  const live = follow(app.url, BriefingChangedDocument, { after: await now() }, admin);
  await mutate('changeBriefing', { organization: 'A.1', month: '2025-02', tasks: [{ vi: 'Việc' }] });
  await mutate('publishBriefing', { organization: 'A.1', month: '2025-02' });
  const events = (await live.waitFor(2)).map(({ briefingChanged }) => toSeen(briefingChanged));
  await live.stop();
  expect(events).toMatchObject([
    {
      kind: 'BRIEFING_CHANGED',
      briefing: { status: 'DRAFT', tasks: [{ vi: 'Việc', en: null }], organization: { code: 'A.1' } },
    },
    { kind: 'BRIEFING_PUBLISHED', previousCursor: events[0]!.cursor, briefing: { status: 'PUBLISHED' } },
  ]);
});

const NAMES = 'organization { name children { edges { node { name } } } ancestors { name } }';
const STATES: readonly (readonly [field: string, call: string, selection: string])[] = [
  ['progress', 'progress(within: "A.1")', NAMES],
  ['workProgram', 'workProgram(year: 2025, organization: "A.1")', NAMES],
  ['qualityRating', 'qualityRating(year: 2024, within: "A.1")', NAMES],
  ['indicatorFigures', 'indicatorFigures(code: "of.state", month: "2025-02", within: "A.1")', NAMES],
  ['reconciliation', 'reconciliation(within: "A.1")', `edges { node { ${NAMES} } }`],
  ['briefing', 'briefing(month: "2025-03", organization: "A.1")', NAMES],
  ['briefing', 'briefing(month: "2025-02", organization: "A.1")', NAMES],
];

describe('P5: a state is looked at again after whatever it shows has changed', () => {
  beforeAll(async () => {
    await define('of.state', 'TW');
    await mutate('recordDeclaration', { organization: 'A.1', completed: 0, asOf: '2025-02-20' });
  });

  test.each(STATES)(
    '%s: names at, below and above it, and what is founded below: %s',
    async (_field, call, selection) => {
      const state = follow<unknown, Record<string, never>>(
        app.url,
        `subscription { ${call} { ${selection} } }`,
        {},
        admin,
      );
      const next = async (count: number, name: string): Promise<void> => {
        const shown = JSON.stringify((await state.waitFor(count)).at(-1));
        expect({ count: state.received.length, isShown: shown.includes(`"${name}"`) }).toEqual({
          count,
          isShown: true,
        });
      };
      const mark = call.replace(/\W/g, '');
      await state.waitFor(1);
      await rename('A.1', `Tại ${mark}`);
      await next(2, `Tại ${mark}`);
      await rename('A.1.01', `Dưới ${mark}`);
      await next(3, `Dưới ${mark}`);
      // What hangs on those above may be anywhere: here only names of them are shown, and what is beside is not.
      await rename('A', `Trên ${mark}`);
      await next(4, `Trên ${mark}`);
      await organize(`A.1.${mark},A.1,Mới ${mark},cơ sở`);
      await next(5, `Mới ${mark}`);
      await state.stop();
    },
  );

  test('and not after what it does not show', async () => {
    const state = follow<unknown, Record<string, never>>(
      app.url,
      'subscription { workProgram(year: 2025, organization: "A.1") { organization { name ancestors { name } } } }',
      {},
      admin,
    );
    await state.waitFor(1);
    await rename('A.2', 'Bên cạnh');
    await define('of.nobody', 'TW');
    await mutate('reportCongressCompleted', { organization: 'A.2', heldOn: '2025-02-27' });
    await rename('A.1', 'Tại đây');
    expect(JSON.stringify((await state.waitFor(2))[1])).toContain('Tại đây');
    await state.stop();
    expect(state.received).toHaveLength(2);
  });

  test('the name of the organization that defines its indicator, wherever that lies', async () => {
    await define('of.elsewhere', 'A.2');
    const state = follow<
      { indicatorFigures: { indicator: { organization: { name: string } } } },
      Record<string, never>
    >(
      app.url,
      'subscription { indicatorFigures(code: "of.elsewhere", organization: "A.2", month: "2025-02", within: "A.1") { indicator { organization { name } } } }',
      {},
      admin,
    );
    await state.waitFor(1);
    await rename('A.2', 'Nơi khác');
    expect((await state.waitFor(2))[1]!.indicatorFigures.indicator.organization.name).toBe('Nơi khác');
    await state.stop();
  });

  test('the definition of its indicator, the figures of an organization, and those of one above', async () => {
    const definition = follow<{ indicatorFigures: { indicator: { name: string } } }, Record<string, never>>(
      app.url,
      'subscription { indicatorFigures(code: "of.state", month: "2025-02", within: "A.1") { indicator { name } } }',
      {},
      admin,
    );
    const figures = follow<unknown, Record<string, never>>(
      app.url,
      'subscription { qualityRating(year: 2024, within: "A.1") { organization { progress { planned } } } }',
      {},
      admin,
    );
    const above = follow<unknown, Record<string, never>>(
      app.url,
      'subscription { qualityRating(year: 2024, within: "A.1") { organization { parent { progress { planned } } } } }',
      {},
      admin,
    );
    await Promise.all([definition.waitFor(1), figures.waitFor(1), above.waitFor(1)]);
    await mutate('changeIndicator', { code: 'of.state', name: 'Tên khác', reason: 'Rõ hơn' });
    expect((await definition.waitFor(2))[1]!.indicatorFigures.indicator.name).toBe('Tên khác');
    await mutate('planCongress', { organization: 'A.1.02', plannedOn: '2025-04-01' });
    expect((await figures.waitFor(2))[1]).toEqual({ qualityRating: { organization: { progress: { planned: 2 } } } });
    await above.waitFor(2);
    await mutate('planCongress', { organization: 'A.3', plannedOn: '2025-04-01' });
    expect((await above.waitFor(3))[2]).toEqual({
      qualityRating: { organization: { parent: { progress: { planned: 4 } } } },
    });
    for (const each of [definition, figures, above]) await each.stop();
  });
});

/** What states are followed by, by the names of the types that they lead to: organizations always, congresses where they are selected. */
const LEADS_TO: Readonly<Record<string, readonly string[]>> = {
  progress: ['Closure', 'Congress', 'Organization', 'Progress'],
  progressOf: ['Closure', 'Congress', 'Organization', 'Progress'],
  workProgram: ['Closure', 'Congress', 'Organization', 'Progress', 'WorkItem'],
  qualityRating: ['Closure', 'Congress', 'Organization', 'Progress', 'Rating'],
  indicatorFigures: ['Closure', 'Congress', 'Indicator', 'Organization', 'Progress'],
  reconciliation: ['Closure', 'Congress', 'Declaration', 'Organization', 'Progress', 'Reconciliation'],
  briefing: ['Closure', 'Congress', 'Organization', 'Progress'],
};

test('P5: no state leads to anything that it does not follow: see filter-of-state.ts before you add a line', () => {
  const schema = buildApiSchema();
  const nouns = ['Briefing', 'Campaign', 'Closure', 'Congress', 'Declaration', 'Indicator', 'IndicatorValue'];
  nouns.push('Organization', 'Progress', 'QualityRating', 'Rating', 'WorkItem', 'WorkProgram', 'Reconciliation');
  const found = Object.values(schema.getSubscriptionType()!.getFields())
    .filter(({ name }) => !/(?:Changed|Completed|Published|Recorded)$/.test(name))
    .map((state) => {
      const root = getNamedType(state.type).name;
      const seen = new Set([root]);
      for (const name of seen) {
        const type = schema.getType(name);
        if (!isObjectType(type)) continue;
        for (const field of Object.values(type.getFields())) seen.add(getNamedType(field.type).name);
      }
      return [state.name, nouns.filter((noun) => seen.has(noun) && (noun !== root || noun === 'Progress')).sort()];
    });
  expect(Object.fromEntries(found)).toEqual(LEADS_TO);
});
