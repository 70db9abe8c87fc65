/** P15, P17: what a log says of the campaign and its organizations goes out and comes back, and what cannot have been is refused in its row and column. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { verify } from '../../src/progress/verify';
import { describeDifference } from '../../src/progress/verify-difference';
import {
  CAMPAIGN,
  emptyDatabase,
  importCountry,
  importTexts,
  linesOf,
  ORGANIZATIONS,
  type Texts,
} from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { runGiaoban } from '../support/run-giaoban';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'giaoban-structure-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(() => emptyDatabase(database.dataSource));

const differences = async (): Promise<string[]> =>
  (await verify(database.dataSource, { more: RECORD_CHECKS })).map(describeDifference);

async function logged(): Promise<string[]> {
  const rows = await database.dataSource.query<{ text: string }[]>(
    "SELECT position || ' ' || kind AS text FROM log_entry ORDER BY position",
  );
  return rows.map(({ text }) => text);
}

async function exported(to: string): Promise<Texts> {
  const { code } = await runGiaoban(['export', '--to', to], { folder, settings: { DATABASE_URL: database.url } });
  expect(code).toBe(0);
  const names = ['campaign.json', 'organizations.csv', 'events.csv'];
  const texts = names.map(async (name) => [name, await readFile(join(folder, to, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

const withoutMoment = (texts: Texts): Texts => ({
  ...texts,
  'campaign.json': String(texts['campaign.json']).replace(/"at": ".*"/, '"at": …'),
});

const RENAMED = ORGANIZATIONS.replace('Chi bộ Ấp Bắc', 'Chi bộ Ấp Nam');
const GROWN = `${RENAMED}A.3;A;Đảng bộ Sở Tài chính;cơ sở;\n`;
/** The levels have names of their own from then on; what was logged before says nothing of them. */
const OTHER_TEXT = JSON.stringify({
  ...(JSON.parse(CAMPAIGN) as object),
  ...{ directive: 'Chỉ thị mới', deadlines: undefined },
  levels: [
    { level: 'GRASSROOTS', name: 'Cấp chi bộ', nameEn: 'Cell', dueOn: '2025-06-30' },
    { level: 'CENTRAL', name: 'Toàn tỉnh' },
  ],
  regions: [
    { code: 'U', name: 'Vùng cao', nameEn: 'Uplands' },
    { code: 'B', name: 'Vùng biển' },
  ],
});
const KINDS = [
  ...['1 CAMPAIGN.FOUNDED', '2 ORGANIZATION.TREE_FOUNDED', '3 ORGANIZATION.RENAMED', '4 PLANNED'],
  ...['5 CAMPAIGN.CHANGED', '6 ORGANIZATION.FOUNDED'],
];

/** Founded, renamed, begun, changed and grown. */
async function live(): Promise<void> {
  await importCountry(database.dataSource);
  await importTexts(database.dataSource, { 'organizations.csv': RENAMED });
  await importTexts(database.dataSource, { 'plans.csv': 'organization,plannedOn\nA.2,2025-03-20\n' });
  await importTexts(database.dataSource, { 'campaign.json': OTHER_TEXT, 'organizations.csv': GROWN });
}

describe('P15: a log with the founding in it', () => {
  test('is had back as it was, in an empty database and in one that was founded before', async () => {
    await live();
    expect(await logged()).toEqual(KINDS);
    expect(await differences()).toEqual([]);
    const whole = await exported('whole');
    for (const founded of [false, true]) {
      await emptyDatabase(database.dataSource);
      const { 'events.csv': events, ...structure } = whole;
      if (founded) {
        await importTexts(database.dataSource, structure);
        expect(await logged()).toEqual(KINDS.slice(0, 2));
      }
      expect(await importTexts(database.dataSource, founded ? { 'events.csv': events! } : whole)).toMatchObject({
        recorded: true,
      });
      expect(await logged()).toEqual(KINDS);
      expect(await differences()).toEqual([]);
      expect(withoutMoment(await exported(`again-${founded}`))).toEqual(withoutMoment(whole));
      expect(await importTexts(database.dataSource, whole)).toMatchObject({ positions: null });
    }
  });

  test('of an older version has none of it, and takes none in: organizations were there from the start', async () => {
    await live();
    const whole = await exported('older');
    const rows = String(whole['events.csv']).split('\r\n');
    const older = rows
      .filter((row) => !/,(?:CAMPAIGN|ORGANIZATION)\./.test(row))
      .map((row) => row.replace(/^4,/, '1,'));
    for (const founded of [false, true]) {
      await emptyDatabase(database.dataSource);
      const texts = { ...whole, 'events.csv': older.join('\r\n') };
      if (founded) await importCountry(database.dataSource);
      if (founded) await importTexts(database.dataSource, { 'campaign.json': OTHER_TEXT, 'organizations.csv': GROWN });
      expect(await importTexts(database.dataSource, texts)).toMatchObject({ recorded: true });
      expect(await logged()).toEqual(['1 PLANNED']);
      expect(await differences()).toEqual([]);
    }
    // What happens from then on takes positions as anywhere.
    await importTexts(database.dataSource, { 'organizations.csv': ORGANIZATIONS });
    expect(await logged()).toEqual(['1 PLANNED', '2 ORGANIZATION.RENAMED']);
  });

  test('without any event stays without', async () => {
    const texts = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS };
    const headings = 'position,recordedAt,day,kind,organization,status\n';
    expect(await importTexts(database.dataSource, { ...texts, 'events.csv': headings })).toMatchObject({
      recorded: true,
      positions: null,
    });
    expect(await logged()).toEqual([]);
  });

  test('is replaced only while it holds nothing but the founding', async () => {
    await live();
    const whole = await exported('refused');
    await importTexts(database.dataSource, { 'organizations.csv': ORGANIZATIONS });
    const { 'events.csv': events } = whole;
    expect(linesOf(await importTexts(database.dataSource, { 'events.csv': events! }))[0]).toMatch(
      /has events of its own/,
    );
  });

  test('a name that the same run changes beside a log that is here already takes a position', async () => {
    await importCountry(database.dataSource);
    const whole = await exported('same');
    const texts = { ...whole, 'organizations.csv': RENAMED };
    expect(await importTexts(database.dataSource, texts)).toMatchObject({ positions: { first: 3, last: 3 } });
    expect((await logged())[2]).toBe('3 ORGANIZATION.RENAMED');
  });
});

const HEADINGS = 'position,recordedAt,day,kind,organization,status,thing,record';
const FOUNDED = {
  ...{ name: 'Đại hội đảng bộ các cấp', term: '2025-2030', directive: 'Chỉ thị số 35-CT/TW ngày 14-6-2024' },
  ...{ starts_on: '2025-01-01', ends_on: '2026-02-01', follows_clock: false, deadlines: { GRASSROOTS: '2025-06-30' } },
};
const BODY = {
  ...{ code: 'A.2', parent: 'A', name: 'Đảng bộ Sở Y tế', name_en: null, level: 'GRASSROOTS', kind: 'LOCAL' },
  region: null,
};
type Written = readonly [kind: string, organization: string, record: object | string, thing?: string];
const PLANNED: Written = ['PLANNED', 'A.2', ''];

function logOf(events: readonly Written[]): string {
  const rows = events.map(([kind, organization, record, thing = ''], index) => {
    const text = record === '' ? '' : `"${JSON.stringify(record).replaceAll('"', '""')}"`;
    const status = kind === 'PLANNED' ? 'PLANNED' : '';
    return `${index + 1},2025-03-01T00:00:00Z,2025-03-01,${kind},${organization},${status},${thing},${text}`;
  });
  return [
    `${HEADINGS},pilot`,
    ...rows.map((row, index) => `${row},${events[index]![0] === 'PLANNED' ? 'no' : ''}`),
    '',
  ].join('\n');
}

describe('P15: what a log cannot say of the structure is refused in its row and column', () => {
  test('and what it can is taken', async () => {
    const events = logOf([
      ['CAMPAIGN.FOUNDED', '', { ...FOUNDED, name: 'Tên cũ' }],
      ['ORGANIZATION.TREE_FOUNDED', '', { count: 5 }],
      ['ORGANIZATION.FOUNDED', 'A.2', { ...BODY, name: 'Tên cũ' }],
      ['ORGANIZATION.RENAMED', 'A.2', BODY],
      ['CAMPAIGN.CHANGED', '', FOUNDED],
      PLANNED,
    ]);
    const texts = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS, 'events.csv': events };
    const imported = await importTexts(database.dataSource, texts);
    expect(linesOf(imported)).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  test.each<[string, Written[], string, RegExp]>([
    ['a verb of another version', [['ORGANIZATION.MOVED', 'A.2', BODY]], 'kind', /does not know this event/],
    ['a number', [['ORGANIZATION.RENAMED', 'A.2', BODY, '1']], 'thing', /not one of a numbered record/],
    ['nothing of it', [['ORGANIZATION.RENAMED', 'A.2', '']], 'record', /The cell is empty/],
    ['no organization', [['ORGANIZATION.RENAMED', '', BODY]], 'organization', /it does not name an organization/],
    ['an unknown one', [['ORGANIZATION.RENAMED', 'Z', BODY]], 'organization', /no organization with the code "Z"/],
    ['a campaign of one', [['CAMPAIGN.CHANGED', 'A', FOUNDED]], 'organization', /it concerns everyone/],
    ['a tree of one', [['ORGANIZATION.TREE_FOUNDED', 'A', { count: 1 }]], 'organization', /it concerns everyone/],
    [
      'a tree of none',
      [['ORGANIZATION.TREE_FOUNDED', '', { count: 0 }]],
      'record',
      /its count is not a whole number above 0/,
    ],
    [
      'a tree later on',
      [PLANNED, ['ORGANIZATION.TREE_FOUNDED', '', { count: 1 }]],
      'kind',
      /something else happened before it/,
    ],
    ['a campaign later on', [PLANNED, ['CAMPAIGN.FOUNDED', '', FOUNDED]], 'kind', /founded at position 1/],
    [
      'one founded later on',
      [PLANNED, ['ORGANIZATION.FOUNDED', 'A', { ...BODY, code: 'A' }]],
      'kind',
      /at or below A before/,
    ],
    ['a key too many', [['ORGANIZATION.RENAMED', 'A.2', { ...BODY, id: 9 }]], 'record', /"id" does not belong/],
    ['a key too few', [['CAMPAIGN.CHANGED', '', { ...FOUNDED, name: undefined }]], 'record', /"name" is not in it/],
    [
      'another parent',
      [['ORGANIZATION.RENAMED', 'A.2', { ...BODY, parent: 'TW' }]],
      'record',
      /"parent" is "TW", but "A" here/,
    ],
    ['another window', [['CAMPAIGN.CHANGED', '', { ...FOUNDED, ends_on: '2026-03-01' }]], 'record', /"ends_on" is/],
    ['no name', [['ORGANIZATION.RENAMED', 'A.2', { ...BODY, name: ' ' }]], 'record', /"name" cannot be " "/],
    [
      'a number for a text',
      [['ORGANIZATION.RENAMED', 'A.2', { ...BODY, region: 7 }]],
      'record',
      /"region" cannot be 7/,
    ],
    [
      'a last name that is another',
      [['ORGANIZATION.RENAMED', 'A.2', { ...BODY, name: 'Khác' }]],
      'record',
      /file of organizations has the name/,
    ],
    [
      'a last text that is another',
      [['CAMPAIGN.CHANGED', '', { ...FOUNDED, term: '2030' }]],
      'record',
      /campaign file has the term/,
    ],
  ])('%s', async (_what, events, column, message) => {
    const texts = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS, 'events.csv': logOf(events) };
    const imported = await importTexts(database.dataSource, texts);
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
    expect(linesOf(imported)[0]).toMatch(new RegExp(`^events\\.csv, row ${events.length + 1}, column "${column}"`));
    expect(imported).toMatchObject({ recorded: false, positions: null });
    expect(await logged()).toEqual([]);
  });
});

test('verify names an organization and a campaign that are not as the log says', async () => {
  await live();
  await database.dataSource.query(`UPDATE organization SET name = 'Khác' WHERE code IN ('A.3', 'A.1.01')`);
  await database.dataSource.query(`UPDATE campaign SET follows_clock = true`);
  expect(await differences()).toEqual([
    expect.stringMatching(/^organization of A\.1\.01 at position 3: row is .*"Khác"/),
    expect.stringMatching(/^organization of A\.3 at position 6: row is .*"Khác"/),
    expect.stringMatching(/^campaign at position 5: row is .*"follows_clock": true/),
  ]);
});
