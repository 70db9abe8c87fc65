/** Which organizations cannot be the root, or below it: each refusal says what is wrong and what to do, in both languages. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { placeOrganizations } from '../../src/exchange/place-organizations';
import { Level, OrganizationKind } from '../../src/organization/level';
import { translate } from '../../src/words/translate';
import { openCleanUp } from '../support/clean-up';
import { CAMPAIGN, emptyDatabase, importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const cleanUp = openCleanUp();
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  cleanUp.add(() => database.close());
});
beforeEach(() => emptyDatabase(database.dataSource));
afterAll(() => cleanUp.closeAll());

const HEADINGS = 'code,parent,name,level,kind\n';

async function say(rows: string): Promise<string[]> {
  const files = { 'campaign.json': CAMPAIGN, 'o.csv': HEADINGS + rows };
  const lines = linesOf(await importTexts(database.dataSource, files));
  return lines.map((line) => line.replace(/^o\.csv, /, ''));
}

const SEVERAL =
  'have no parent, and only the one that runs the campaign may have none. Give the others the code of the organization above them.';

test.each([
  [
    'the level of the whole Party with the kind of a province',
    'A,,Đảng bộ tỉnh An Hòa,CENTRAL,PROVINCE\n',
    [
      'row 2, column "level", "CENTRAL": The level CENTRAL is that of the whole Party, whose kind is ROOT and not PROVINCE. If A is a province, a city, a bloc or a force that runs its own campaign, its level is CENTRALLY_RUN.',
    ],
  ],
  [
    'the kind of the whole Party with the level of a province',
    'A,,Đảng bộ tỉnh An Hòa,CENTRALLY_RUN,gốc\n',
    [
      'row 2, column "kind", "gốc": The kind ROOT is that of the whole Party, whose level is CENTRAL. A is directly below the centre: give PROVINCE, CITY, BLOC or FORCE as its kind.',
    ],
  ],
  [
    'a province without its kind',
    'A,,Đảng bộ tỉnh An Hòa,CENTRALLY_RUN,\n',
    [
      'row 2, column "kind": The kind is missing: an organization directly below the centre is a PROVINCE, CITY, BLOC or FORCE. Give it.',
    ],
  ],
  [
    'several of the highest level without a parent: the first is not taken for the root',
    'A,,Đảng bộ huyện Một,UPPER_GRASSROOTS,\nB,,Đảng bộ huyện Hai,UPPER_GRASSROOTS,\nA.1,A,Đảng bộ xã,GRASSROOTS,\n',
    [
      `row 2, column "parent": A, B ${SEVERAL}`,
      `row 3, column "parent": A, B ${SEVERAL}`,
      'row 4, column "parent", "A": The organization above it, A, was refused. Fix that row first.',
    ],
  ],
  [
    'one below the root whose parent was forgotten, before the root in the file',
    'A.1,,Đảng bộ xã,GRASSROOTS,\nA,,Đảng bộ huyện Một,UPPER_GRASSROOTS,\n',
    [
      'row 2, column "parent": The parent is missing, and the tree already has a root, A. Give the code of the organization above it.',
    ],
  ],
  [
    'a parent that is in no file, where no root is known',
    'A,TW,Đảng bộ tỉnh An Hòa,CENTRALLY_RUN,PROVINCE\n',
    [
      'row 2, column "parent", "TW": There is no organization with the code "TW", neither in the database nor in the files. If A is the one that runs the campaign, leave its parent empty; otherwise import the one above it, too.',
    ],
  ],
  [
    'the whole Party below a province, and as a kind',
    'A,,Đảng bộ tỉnh An Hòa,CENTRALLY_RUN,PROVINCE\nB,A,Trung ương,CENTRAL,\nC,A,Đảng bộ huyện,UPPER_GRASSROOTS,ROOT\n',
    [
      'row 3, column "level", "CENTRAL": CENTRAL cannot be below A, which is CENTRALLY_RUN. Check the level and the parent.',
      'row 4, column "kind", "ROOT": The kind ROOT is that of the whole Party, and C is below A. Give another kind.',
    ],
  ],
  [
    'a cell below a grassroots body that does not run the campaign itself',
    'A,,Đảng bộ huyện,UPPER_GRASSROOTS,\nA.1,A,Đảng bộ xã,GRASSROOTS,\nA.1.1,A.1,Chi bộ 1,GRASSROOTS,\n',
    [
      'row 4, column "level", "GRASSROOTS": GRASSROOTS cannot be below A.1, which is GRASSROOTS. Check the level and the parent.',
    ],
  ],
  [
    'a district below a grassroots root',
    'A,,Đảng bộ xã,GRASSROOTS,\nA.1,A,Đảng bộ huyện,UPPER_GRASSROOTS,\n',
    [
      'row 3, column "level", "UPPER_GRASSROOTS": UPPER_GRASSROOTS cannot be below A, which is GRASSROOTS. Check the level and the parent.',
    ],
  ],
])('%s', async (_what, rows, expected) => {
  expect(await say(rows)).toEqual(expected);
});

test('with --skip-bad, none of several is founded as the root, which could not be undone', async () => {
  const rows = 'A,,Đảng bộ huyện Một,UPPER_GRASSROOTS,\nB,,Đảng bộ huyện Hai,UPPER_GRASSROOTS,\n';
  const files = { 'campaign.json': CAMPAIGN, 'o.csv': HEADINGS + rows };
  await importTexts(database.dataSource, files, { skipBad: true });
  expect(await database.dataSource.query('SELECT code FROM organization')).toEqual([]);
});

test('nothing is put above, or beside, a root that is there', async () => {
  await importCountry(database.dataSource);
  const said = await say('X,,Đảng bộ tỉnh Khác,CENTRALLY_RUN,PROVINCE\nTW,X,Trung ương,CENTRAL,ROOT\n');
  expect(said).toEqual([
    'row 2, column "parent": The parent is missing, and the tree already has a root, TW. Give the code of the organization above it.',
    'row 3, column "parent", "X": TW has the parent none here, not X. An import renames organizations, but does not move them or change their level or kind.',
  ]);
});

test('a root that comes again is the same, however its kind was written', async () => {
  const rows = 'A,,Đảng bộ xã Ấp Bắc,GRASSROOTS,gốc\nA.1,A,Chi bộ 1,GRASSROOTS,\n';
  expect(await say(rows)).toEqual([]);
  expect(await say(rows)).toEqual([]);
  expect(await say(rows.replace('gốc', ''))).toEqual([]);
});

test('more than five without a parent are counted, and said in Vietnamese as sheets have it', () => {
  const items = ['A', 'B', 'C', 'D', 'E', 'F'].map((code) => {
    const kind = OrganizationKind.LOCAL;
    return { asked: { code, parent: null, name: code, nameEn: null, level: Level.GRASSROOTS, kind, region: null } };
  });
  const [problem] = [...placeOrganizations(items, new Map()).refused.values()];
  expect(problem?.message).toMatch(/^6 organizations have no parent \(A, B, C, D, E, …\), and only the one/);
  expect(translate(problem!.said, 'vi')).toBe(
    '6 tổ chức không ghi mã tổ chức cấp trên (A, B, C, D, E, …), mà chỉ tổ chức chủ trì đợt đại hội được để trống. Hãy ghi mã tổ chức cấp trên cho các tổ chức còn lại.',
  );
});
