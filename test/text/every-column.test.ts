/** Every column of a file, every key of a campaign file and every claim of a token goes by the one rule set; so does a new one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { CLAIM_TEXTS, signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { CAMPAIGN_KEYS, CAMPAIGN_TEXT } from '../../src/exchange/campaign-file';
import { COLUMN_TEXTS } from '../../src/exchange/column-texts';
import { COLUMNS } from '../../src/exchange/columns';
import type { Imported } from '../../src/exchange/import-files';
import { SHAPES } from '../../src/exchange/table-shapes';
import { BAD_TEXTS, longestText, tooLongText, UNSEEN_TEXTS } from '../support/bad-texts';
import { CAMPAIGN, emptyDatabase, importCountry, importTexts, linesOf, ORGANIZATIONS } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { post, SECRET, startOn } from '../support/start-test-app';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

type Json = Record<string, unknown>;

/** A row of each kind of table, in which each column that is a text is recorded. */
const ROWS: Readonly<Record<string, Record<string, string>>> = {
  organizations: { code: 'A.9', parent: 'A', name: 'Đảng bộ Sở Nội vụ', level: 'GRASSROOTS' },
  congresses: { organization: 'A.2', plannedOn: '2025-03-20', heldOn: '2025-02-27', reason: 'Vì thế.' },
};

/** What these say is known, or is compared with what is known: nothing of it is recorded. */
const NOT_RECORDED: readonly string[] = [
  ...['congresses level', 'congresses deadline', 'congresses dueOn', 'congresses overdue', 'congresses onTime'],
  'congresses name',
];

const CELLS = SHAPES.filter(({ kind }) => kind in ROWS).flatMap(({ kind, needs, oneOf, others }) =>
  [...new Set([...needs, ...oneOf, ...others])].map((key) => [kind, key] as const),
);

/** NDJSON can carry any character, halves of pairs, too. */
const importRow = (row: Json, dryRun = true): Promise<Imported> =>
  importTexts(database.dataSource, { 'rows.ndjson': `${JSON.stringify(row)}\n` }, { dryRun });

describe('the column', () => {
  beforeAll(async () => {
    await emptyDatabase(database.dataSource);
    await importCountry(database.dataSource);
  });

  test('of every text that is recorded is known', () => {
    expect(Object.keys(COLUMN_TEXTS).filter((key) => !CELLS.some(([, each]) => each === key))).toEqual([]);
  });

  test.each(CELLS)('of %s: %s refuses what no text may have', async (kind, key) => {
    const heading = COLUMNS[key].en;
    const row = ROWS[kind]!;
    for (const { name, character } of BAD_TEXTS) {
      const text = row[heading] ?? 'Chữ';
      const bad = `${text.slice(0, 2)}${character}${text.slice(2)}`;
      const imported = await importRow({ ...row, [heading]: bad });
      const [line, ...more] = linesOf(imported);
      if (NOT_RECORDED.includes(`${kind} ${key}`)) {
        expect({ name, more }).toEqual({ name, more: [] });
        continue;
      }
      expect({ name, line, more }).toMatchObject({
        name,
        more: [],
        line: expect.stringContaining(`column "${heading}"`),
      });
      expect(line).not.toMatch(/SELECT|INSERT|COPY|\bat \S+:\d+/);
    }
  });

  const kept = CELLS.filter(
    (cell): cell is readonly ['organizations' | 'congresses', keyof typeof COLUMN_TEXTS] =>
      cell[1] in COLUMN_TEXTS && !NOT_RECORDED.includes(cell.join(' ')),
  );

  test.each(kept)('of %s: %s takes as many characters as its rule says, and no more', async (kind, key) => {
    const row = ROWS[kind]!;
    const rule = COLUMN_TEXTS[key];
    expect(linesOf(await importRow({ ...row, [key]: tooLongText(rule) }))).toEqual([
      expect.stringMatching(
        new RegExp(`The ${key} has ${rule.longest + 1} characters; it may have ${rule.longest}\\.`),
      ),
    ]);
    if (['code', 'parent', 'organization'].includes(key)) return;
    await emptyDatabase(database.dataSource);
    await importCountry(database.dataSource);
    const { given, kept: expected } = longestText(rule, key);
    expect(linesOf(await importRow({ ...row, [key]: given }, false))).toEqual([]);
    const sql = 'SELECT body, reason FROM log_entry';
    const stored = [
      await database.dataSource.query(sql),
      await database.dataSource.query('SELECT * FROM organization'),
    ];
    expect(JSON.stringify(stored)).toContain(JSON.stringify(expected));
    // The same once more is nothing new.
    expect(await importRow({ ...row, [key]: given }, false)).toMatchObject({ positions: null });
  });

  test.each(UNSEEN_TEXTS)('of a name says nothing with %j', async (text) => {
    expect(linesOf(await importRow({ ...ROWS['organizations'], name: text }))).toEqual([
      expect.stringContaining('The name is missing.'),
    ]);
  });

  test('of a code and of a day takes no notice of what pages of the web put around them', async () => {
    const row = { organization: '\u200bA.2\u200b', plannedOn: '20/03/2025\u200b', heldOn: '\ufeff27/02/2025 ' };
    expect(linesOf(await importRow(row))).toEqual([]);
    expect(linesOf(await importRow({ ...row, organization: 'A\u200b2' }))).toEqual([
      expect.stringContaining('"A<U+200B>2"'),
    ]);
  });

  test.each(['ㅤ', 'A\u00ad9', 'A\u200b9', 'A\u2060\u200d9'])(
    'of a code takes nothing that cannot be seen: %j',
    async (code) => {
      expect(linesOf(await importRow({ ...ROWS['organizations'], code }))).toHaveLength(1);
    },
  );
});

describe('a campaign file', () => {
  beforeEach(() => emptyDatabase(database.dataSource));
  const importCampaign = (more: Json): Promise<Imported> =>
    importTexts(database.dataSource, {
      'campaign.json': JSON.stringify({ ...(JSON.parse(CAMPAIGN) as Json), ...more }),
    });
  const texts = CAMPAIGN_KEYS.filter((key) => key !== 'exported');

  test.each(texts)('%s refuses what no text may have', async (key) => {
    const before = (JSON.parse(CAMPAIGN) as Json)[key];
    for (const { character } of BAD_TEXTS) {
      await expect(importCampaign({ [key]: `${String(before)}${character}` })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/campaign\.json: .*[.]$/),
      });
    }
  });

  test.each(['name', 'term', 'directive'])('%s is as long as it may be, and not empty', async (key) => {
    const { given, kept } = longestText(CAMPAIGN_TEXT, key);
    for (const bad of [tooLongText(CAMPAIGN_TEXT), ...UNSEEN_TEXTS]) {
      await expect(importCampaign({ [key]: bad })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    await importCampaign({ [key]: given });
    expect(await database.dataSource.query(`SELECT ${key} AS text FROM campaign`)).toEqual([{ text: kept }]);
  });
});

describe('a token', () => {
  let app: App;
  const secret = new TextEncoder().encode(SECRET);

  beforeAll(async () => {
    await emptyDatabase(database.dataSource);
    await importTexts(database.dataSource, {
      'campaign.json': CAMPAIGN,
      'organizations.csv': ORGANIZATIONS.replaceAll('A.2', 'Sở'),
    });
    app = await startOn(database.url);
  });
  afterAll(() => app.close());

  const claims = { sub: 'somebody', organization: 'TW', role: Role.ADMIN };
  const ask = async (given: Json, query = '{ viewer { organization { code } } }') =>
    post<Json, object>(app.url, query, {}, await new SignJWT(given).setProtectedHeader({ alg: 'HS256' }).sign(secret));

  test.each(Object.keys(claims))('whose %s is no text of ours is not taken', async (claim) => {
    const before = claims[claim as keyof typeof claims];
    const rule = CLAIM_TEXTS[claim as keyof typeof CLAIM_TEXTS] as (typeof CLAIM_TEXTS)['sub'] | undefined;
    const bad = [...BAD_TEXTS.map(({ character }) => `${before}${character}`), ...UNSEEN_TEXTS, 7, null, ['TW']];
    for (const each of [...bad, tooLongText(rule ?? CLAIM_TEXTS.sub), 'x'.repeat(3_000)]) {
      const { errors } = await ask({ ...claims, [claim]: each });
      expect({ each, codes: errors?.map(({ extensions }) => extensions?.['code']) }).toEqual({
        each,
        codes: ['UNAUTHENTICATED'],
      });
    }
  });

  test('is known by composed letters: in its events, and by the code of its organization', async () => {
    const { given, kept } = longestText(CLAIM_TEXTS.sub, 'token');
    const token = { ...claims, sub: given, organization: 'Sở'.normalize('NFD') };
    await ask(token, 'mutation { planCongress(input: { organization: "Sở" }) { position } }');
    const actors = await database.dataSource.query<unknown[]>(
      'SELECT actor FROM log_entry ORDER BY position DESC LIMIT 1',
    );
    expect(actors).toEqual([{ actor: kept }]);
  });

  test('that the command would make, but nobody would take, is not made', async () => {
    for (const subject of ['a\u0000', ' ', tooLongText(CLAIM_TEXTS.sub)]) {
      await expect(signToken({ subject, role: Role.ADMIN, organization: 'TW' }, secret)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});
