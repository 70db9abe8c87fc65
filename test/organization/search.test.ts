/** Organizations searched for as people write: what docs/search.md says that is found; by everyone only what they may see (P7). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { searchTextOf } from '../../src/organization/search-text';
import { nearestWords } from '../../src/text/nearest-words';
import { wordsOf } from '../../src/text/words';
import { CongressesDocument, OrganizationsDocument, type OrganizationsQueryVariables } from '../generated/operations';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({}, { country: 'whole' });
});
afterAll(() => app.close());

async function find(variables: OrganizationsQueryVariables, token?: string) {
  const { organizations } = await app.ask(OrganizationsDocument, variables, token);
  return organizations!;
}

const codesOf = ({ edges }: Awaited<ReturnType<typeof find>>): string[] => edges.map(({ node }) => node.code);

const TABLE = readFileSync(join(__dirname, '../../docs/search.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, text, first, count] = /^\| `(.+)` \| (\S+) \| (\d+) \|/.exec(line) ?? [];
    return text === undefined ? [] : [{ text, first, count: Number(count) }];
  });

describe('docs/search.md', () => {
  test('has a table', () => {
    expect(TABLE.length).toBeGreaterThan(25);
  });

  test.each(TABLE)('"$text" finds $first first, and $count in all', async ({ text, first, count }) => {
    const found = await find({ search: text, first: 1 });
    expect({ first: codesOf(found)[0] ?? '–', count: found.totalCount }).toEqual({ first, count });
    const { congresses } = await app.ask(CongressesDocument, { search: text, first: 1 });
    expect(congresses!.edges[0]?.node.organization.code ?? '–').toBe(first);
    expect((await find({ search: text.normalize('NFD'), first: 1 })).totalCount).toBe(count);
  });
});

const BACKWARD = `query ($search: String, $before: Cursor) {
  organizations(search: $search, last: 200, before: $before) {
    pageInfo { hasPreviousPage startCursor }
    edges { node { code } }
  }
}`;

interface Backward {
  organizations: {
    pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
    edges: { node: { code: string } }[];
  };
}

describe('pages of what is found', () => {
  test.each(['thái bình', 'ha nio', 'kcq', '34.00'])(
    'of "%s" go on without gap or repeat, from both ends',
    async (search) => {
      const { totalCount } = await find({ search, first: 1 });
      const forward: string[] = [];
      for (let after: string | null | undefined = null; after !== undefined;) {
        const page: Awaited<ReturnType<typeof find>> = await find({ search, first: 200, after });
        forward.push(...codesOf(page));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      }
      expect(new Set(forward).size).toBe(totalCount);
      expect(forward).toHaveLength(totalCount);
      const backward: string[] = [];
      for (let before: string | null | undefined = null; before !== undefined;) {
        const { organizations }: Backward = await app.ask<Backward>(BACKWARD, { search, before });
        backward.unshift(...organizations.edges.map(({ node }) => node.code));
        before = organizations.pageInfo.hasPreviousPage ? organizations.pageInfo.startCursor : undefined;
      }
      expect(backward).toEqual(forward);
    },
  );

  test('keep an order that is asked for', async () => {
    const codes = codesOf(await find({ search: 'ha noi', orderBy: 'CODE', first: 200 }));
    expect(codes).toEqual([...codes].sort());
    expect(codes).toHaveLength(200);
  });

  test('are refused with a cursor of another order', async () => {
    const byCode = await find({ search: 'ha noi', orderBy: 'CODE', first: 1 });
    const { errors } = await app.send(OrganizationsDocument, { search: 'ha noi', after: byCode.pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });

  test('of a forged cursor are empty, and no fault', async () => {
    const after = Buffer.from(JSON.stringify(['organizations.BEST_MATCH', 4, 'NO_LEVEL', ''])).toString('base64url');
    expect(codesOf(await find({ search: 'quang', after }))).toEqual([]);
  });
});

test('a text that is longer than any name is refused', async () => {
  const { errors } = await app.send(OrganizationsDocument, { search: 'x'.repeat(301) });
  expect(errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', argument: 'search', limit: 300, actual: 301 } },
  ]);
});

test('P7: what a viewer may not see is not found, nor do its words keep others from being corrected', async () => {
  const token = await tokenFor(Role.VIEWER, '01');
  expect(await find({ search: 'dak lak', first: 1 }, token)).toMatchObject({ totalCount: 0 });
  expect(codesOf(await find({ search: 'ba ria vung tau', first: 1 }, token))).toEqual([]);
  expect(codesOf(await find({ search: 'ha nio', first: 1 }, token))).toEqual(['01']);
});

describe('what is stored', () => {
  interface Row {
    code: string;
    name: string;
    nameEn: string | null;
    search: string;
  }
  const NASTY = [
    'Ðảng bộ TP.HCM, "Ɖắk-Lắk"',
    'Đảng ủy (TX) — Bà Rịa–Vũng Tàu…',
    'Thừa Thiên   Huế'.normalize('NFD'),
    '',
  ];

  test('the database folds as the program does, for what processes of the version before write', async () => {
    const { dataSource } = app.app;
    const rows = await dataSource.query<Row[]>('SELECT code, name, name_en AS "nameEn", search FROM organization');
    expect(rows.filter((row) => row.search !== searchTextOf(row))).toEqual([]);
    const folded = await dataSource.query<{ words: string }[]>(
      'SELECT search_words(each) AS words FROM unnest($1::text[]) WITH ORDINALITY AS a(each, at) ORDER BY at',
      [[...NASTY, ...rows.slice(0, 3_000).map(({ name }) => name)]],
    );
    const expected = [...NASTY, ...rows.slice(0, 3_000).map(({ name }) => name)].map((each) => wordsOf(each).join(' '));
    expect(folded.map(({ words }) => words)).toEqual(expected);
  });

  test('an organization that such a process has written is found like others', async () => {
    const { dataSource } = app.app;
    await dataSource.query(
      `INSERT INTO organization (id, code, name, level, kind, parent_id, path, search)
       SELECT 9000001, '96.Ð-1', 'Đảng bộ Xẻo-Rô', 'GRASSROOTS', 'LOCAL', id, path || 9000001, 'dang bo xeo-ro 96.ð-1'
         FROM organization WHERE code = '96'`,
    );
    expect(codesOf(await find({ search: 'xeo ro', first: 3 }))).toEqual(['96.Ð-1']);
    expect(codesOf(await find({ search: 'xoe ro', first: 3 }))).toEqual(['96.Ð-1']);
    expect(codesOf(await find({ search: '96.Đ-1', first: 1 }))).toEqual(['96.Ð-1']);
  });
});

test.each([
  ['nio', ['noi', 'nam'], ['noi']],
  ['hanoi', ['ha', 'noi'], ['ha noi']],
  ['tao', ['tau', 'tai', 'toa'], ['toa', 'tai', 'tau']],
  ['18', ['19'], []],
  ['a1b', ['a1c'], []],
  ['an', ['ann'], []],
  ['nghiepj', ['nghiep'], ['nghiep']],
  ['phuongg1', ['phuong'], []],
  ['doanhnghip', ['doanhnghiep', 'doanhnghe'], ['doanhnghiep', 'doanhnghe']],
])('near to "%s" of %j are %j', (word, known, expected) => {
  expect(nearestWords(word, new Set(known)).map(({ words }) => words.join(' '))).toEqual(expected);
});
