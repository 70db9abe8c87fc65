/** Rows come, go and move between two pages, and none of the others is shown twice or left out, whichever way one goes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importTexts } from '../support/import-texts';
import { startImportedCountry, type ImportedCountry } from '../support/start-imported-country';

let country: ImportedCountry;

beforeAll(async () => {
  country = await startImportedCountry();
});
afterAll(() => country.close());

const organize = (...rows: string[]) =>
  importTexts(country.dataSource, { 'tree.csv': ['code,parent,name,level', ...rows, ''].join('\n') });

interface Answer {
  organizations: {
    edges: { node: { code: string; name: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}

const QUERY = `query ($orderBy: OrganizationOrder, $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  organizations(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    edges { node { code name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function page(asked: object) {
  const { data, errors } = await country.send<Answer, object>(QUERY, asked);
  expect(errors).toBeUndefined();
  return data!.organizations;
}

test.each([
  ['NAME', 'forwards'],
  ['NAME', 'backwards'],
  ['CODE', 'forwards'],
  ['CODE', 'backwards'],
])('by %s, %s', async (orderBy, way) => {
  const batch = `${orderBy}${way}`;
  // Bodies with the same name, and such as differ only in a mark or a letter of their own.
  const names = ['Đa Phúc', 'Da Phúc', 'Dạ Phúc', 'Đa Phúc', 'Ea Súp', 'Êa Súp', 'Ăng Tra', 'Ang Tra', 'Âng Tra'];
  const staying = names.map((_name, index) => `A.${batch}${index}`);
  await organize(...names.map((name, index) => `${staying[index]!},A,${name},cơ sở`));
  const moving = Array.from({ length: 6 }, (_, index) => `A.${batch}m${index}`);
  await organize(...moving.map((code, index) => `${code},A,${index % 2 === 0 ? 'An' : 'Yên'} ${index},cơ sở`));

  const seen: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; ; turn += 1) {
    const found = await page(
      way === 'forwards' ? { orderBy, first: 3, after: cursor } : { orderBy, last: 3, before: cursor },
    );
    const codes = found.edges.map(({ node }) => node.code);
    seen.push(...(way === 'forwards' ? codes : codes.reverse()));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = found.pageInfo;
    if (!(way === 'forwards' ? hasNextPage : hasPreviousPage)) break;
    cursor = way === 'forwards' ? endCursor : startCursor;
    // One is founded at the beginning, one at the end, and one moves from one end to the other.
    await organize(
      `A.${batch}x${turn},A,${turn % 2 === 0 ? 'Aa' : 'Yy'} ${turn},cơ sở`,
      `B.${batch}x${turn},B,${turn % 2 === 0 ? 'Zz' : 'Ab'} ${turn},cơ sở`,
      ...(turn < moving.length ? [`${moving[turn]!},,${turn % 2 === 0 ? 'Yên' : 'An'} mới ${turn},`] : []),
    );
  }

  const shown = seen.filter((code) => staying.includes(code));
  expect([...shown].sort()).toEqual([...staying].sort());
  const collator = new Intl.Collator('vi');
  const nameOf = (code: string): string => names[staying.indexOf(code)]!;
  const expected = [...staying].sort((a, b) =>
    orderBy === 'CODE'
      ? Number(a > b) - Number(a < b)
      : collator.compare(nameOf(a), nameOf(b)) || Number(a > b) - Number(a < b),
  );
  expect(shown).toEqual(way === 'forwards' ? expected : expected.reverse());
});
