/** The map of the dashboard: the one that is shipped, and what is said of a file that is wrong. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readMap } from '../../src/page/read-map';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-map-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(text: string): Promise<string> {
  const path = join(folder, 'map.json');
  await writeFile(path, text);
  return path;
}

const tile = (changed: object = {}): object => ({ code: '01', short: 'Hà Nội', column: 0, row: 0, ...changed });
const map = (changed: object = {}): object => ({ columns: 3, rows: 2, tiles: [tile()], ...changed });
const part = (changed: object = {}): object => ({ name: 'Hoàng Sa', column: 2, row: 1, ...changed });

describe('the map that is shipped', () => {
  test('has the 63 provinces of 2020 and the four other bodies, each once', async () => {
    const { tiles } = await readMap(undefined);
    const provinces = (await readFile(join(__dirname, '..', '..', 'data', 'provinces-2020.csv'), 'utf8'))
      .split('\n')
      .flatMap((line) => /^\d{2}(?=,)/.exec(line)?.[0] ?? []);
    expect(provinces).toHaveLength(63);
    expect(tiles.map(({ code }) => code).toSorted()).toEqual([...provinces, 'QD', 'CA', 'KCQ', 'KDN'].toSorted());
  });

  test('has the two archipelagos at their places', async () => {
    const { tiles } = await readMap(undefined);
    const parts = tiles.flatMap(({ short, parts: own }) => own.map(({ name, nameEn }) => [short, name, nameEn]));
    expect(parts).toEqual([
      [expect.stringMatching(/Nẵng/), 'Hoàng Sa', 'Hoang Sa'],
      [expect.stringMatching(/Hòa/), 'Trường Sa', 'Truong Sa'],
    ]);
  });
});

describe('MAP_FILE', () => {
  test('is taken with what may be left out filled in', async () => {
    const path = await write(`\uFEFF${JSON.stringify(map({ tiles: [tile({ parts: [part()] })] }))}`);
    expect(await readMap(path)).toEqual({
      columns: 3,
      rows: 2,
      tiles: [
        {
          code: '01',
          short: 'Hà Nội',
          shortEn: 'Hà Nội',
          column: 0,
          row: 0,
          parts: [{ name: 'Hoàng Sa', nameEn: 'Hoàng Sa', column: 2, row: 1 }],
        },
      ],
    });
  });

  const second = (changed: object): object => map({ tiles: [tile(), tile({ code: '04', column: 1, ...changed })] });

  test.each([
    [[], 'the map is not an object. Write it in braces.'],
    [{ ...map(), cols: 3 }, 'the map: "cols" is not known. There are columns, rows, tiles.'],
    [map({ columns: 0 }), 'columns is 0. Use a whole number from 1 to 100.'],
    [map({ rows: '2' }), 'rows is "2". Use a whole number from 1 to 100.'],
    [map({ tiles: {} }), 'tiles is not a list. Give one tile for each organization.'],
    [map({ tiles: [null] }), 'tiles[0] is not an object. Write it in braces.'],
    [map({ tiles: [tile({ code: undefined })] }), 'tiles[0]: code is missing. Use 1 to 64 characters.'],
    [second({ short: '' }), 'tiles[1] "04": The short is empty. Fill it in.'],
    [second({ short: 'Bà Rịa - Vũng Tàu' }), 'tiles[1] "04": The short has 17 characters; it may have 12. Shorten it.'],
    [second({ shortEn: 7 }), 'tiles[1] "04": shortEn is 7. Use 1 to 12 characters.'],
    [second({ colum: 1 }), 'tiles[1] "04": "colum" is not known. There are code, short, shortEn, column, row, parts.'],
    [second({ column: 3 }), 'tiles[1] "04": column is 3. Use a whole number from 0 to 2.'],
    [second({ row: 0.5 }), 'tiles[1] "04": row is 0.5. Use a whole number from 0 to 1.'],
    [second({ code: '01' }), 'tiles[1] "01": code is that of tiles[0] "01". An organization has one tile.'],
    [second({ column: 0 }), 'tiles[1] "04": column 0, row 0 is the place of tiles[0] "01". Give it another one.'],
    [second({ parts: 'none' }), 'tiles[1] "04": parts is not a list. Leave it out where there are none.'],
    [second({ parts: [part({ name: 3 })] }), 'tiles[1] "04": parts[0]: name is 3. Use 1 to 40 characters.'],
    [second({ parts: [part({ row: 2 })] }), 'tiles[1] "04": parts[0]: row is 2. Use a whole number from 0 to 1.'],
    [
      second({ parts: [part({ column: 0, row: 0 })] }),
      'tiles[1] "04": parts "Hoàng Sa": column 0, row 0 is the place of tiles[0] "01". Give it another one.',
    ],
  ])('%j is refused in one line', async (given, said) => {
    const path = await write(JSON.stringify(given));
    await expect(readMap(path)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `MAP_FILE ${path}: ${said}`,
    });
  });

  test('that is not JSON, and one that is not there, are refused in one line', async () => {
    const broken = await write('{\n  "columns": 3,\n  "rows": 2,\n}\n');
    await expect(readMap(broken)).rejects.toThrow(/^MAP_FILE \S+map\.json: it is not JSON: .+\.$/);
    const absent = join(folder, 'absent.json');
    await expect(readMap(absent)).rejects.toThrow(
      `MAP_FILE ${absent}: the file cannot be read (ENOENT). Correct the path, or unset MAP_FILE.`,
    );
  });
});
