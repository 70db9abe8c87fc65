/** Who is late, as a file: the very list of the API, for those who may see it there (P7), at one position (P13). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { readTables } from '../../src/spreadsheet/read-tables';
import type { TableRow } from '../../src/spreadsheet/table';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

interface Late {
  campaign: { today: string };
  congresses: {
    edges: {
      node: {
        level: string;
        pilot: boolean;
        status: string;
        dueOn: string;
        deadline: string;
        daysLate: number;
        organization: { code: string; name: string; nameEn: string | null; ancestors: { name: string }[] };
      };
    }[];
  };
}

const LIST = `query ($within: String) { campaign { today } congresses(within: $within, overdue: true, orderBy: LATE_DESC, first: 200) { edges { node {
  level pilot status dueOn deadline daysLate organization { code name nameEn ancestors { name } } } } } }`;

let app: TestApp;
let folder: string;
let token: string;
beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'giaoban-late-'));
  token = await tokenFor(Role.VIEWER);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

function get(path: string, headers: Record<string, string> = {}, by = token): Promise<Response> {
  return fetch(`${app.url}${path}`, {
    headers: { ...(by === '' ? {} : { authorization: `Bearer ${by}` }), ...headers },
  });
}

async function readRows(answer: Response, format: 'csv' | 'xlsx'): Promise<TableRow['cells'][]> {
  const path = join(folder, `list.${format}`);
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  const [table] = await readTables(path);
  return table!.rows.map(({ cells }) => cells);
}

async function expectedRows(within: string): Promise<unknown[][]> {
  const { campaign, congresses } = await app.ask<Late>(LIST, { within });
  return congresses.edges.map(({ node: { organization, ...congress } }) => [
    ...[organization.code, organization.name, organization.ancestors[0]?.name, organization.ancestors.at(-2)?.name],
    ...[congress.dueOn, congress.deadline, congress.daysLate, campaign.today],
  ]);
}

const dayOf = (cell: unknown): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));

describe('GET /o/…/late', () => {
  test.each([
    ['VN', 'xlsx'],
    ['VN', 'csv'],
    ['40', 'xlsx'],
    ['40', 'csv'],
  ] as const)('%s as %s is the list of the API', async (code, format) => {
    const expected = await expectedRows(code);
    expect(expected.length).toBeGreaterThan(code === 'VN' ? 20 : 0);
    const rows = await readRows(await get(`/o/${code}/late.${format}`), format);
    // A workbook has two lines of titles above the headings.
    const [headings, ...list] = rows.slice(format === 'xlsx' ? 2 : 0);
    expect(headings?.[0]).toBe('Mã tổ chức');
    const shown = list.map((cells) => [
      ...cells.slice(0, 4),
      ...[dayOf(cells[6]), dayOf(cells[7]), Number(cells[8]), dayOf(cells[10])],
    ]);
    expect(shown).toEqual(expected);
  });

  test('is of one position, which the head says and the sheet', async () => {
    const answer = await get('/o/VN/late.xlsx');
    const { progress } = await app.ask<{ progress: { position: number } }>('{ progress { position } }');
    expect(answer.headers.get('x-position')).toBe(String(progress.position));
    const [title, second, headings, ...list] = await readRows(answer, 'xlsx');
    expect(title?.[0]).toMatch(/^Đại hội quá hạn: /);
    expect(second?.[0]).toBe(
      `Tính đến hết ngày 29/02/2020, vị trí ${progress.position} trong nhật ký. Số đại hội: ${list.length}.`,
    );
    expect(headings?.at(-1)).toBe('Vị trí trong nhật ký');
    expect(new Set(list.map((cells) => cells.at(-1)))).toEqual(new Set([progress.position]));
  });

  test('is in the language that is asked for, in Vietnamese for who asks for neither', async () => {
    const headingOf = async (path: string, acceptLanguage: string): Promise<unknown> =>
      (await readRows(await get(path, { 'accept-language': acceptLanguage }), 'csv'))[0]?.[8];
    expect(await headingOf('/o/40/late.csv', 'fr')).toBe('Số ngày quá hạn');
    expect(await headingOf('/o/40/late.csv', 'en')).toBe('daysLate');
    expect(await headingOf('/o/40/late.csv?lang=vi', 'en')).toBe('Số ngày quá hạn');
    const english = await get('/o/40/late.xlsx?lang=en');
    expect(english.headers.get('content-disposition')).toBe('attachment; filename="overdue-40-2020-02-29.xlsx"');
    const [title, , , first] = await readRows(english, 'xlsx');
    expect([title?.[0], first?.[4]]).toEqual([
      'Overdue congresses: Party Organization of Nghe An Province',
      'GRASSROOTS',
    ]);
  });

  test('is saved under its name, kept by nobody on the way, and sent once for its tag', async () => {
    const answer = await get('/o/40/late.csv', { 'accept-encoding': 'gzip' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="qua-han-40-2020-02-29.csv"',
      'cache-control': 'private, no-cache',
      vary: expect.stringMatching(/authorization, accept-language/),
      ratelimit: expect.stringMatching(/^"cost";r=\d+/),
    });
    await answer.text();
    const tag = answer.headers.get('etag') ?? '';
    expect((await get('/o/40/late.csv', { 'accept-encoding': 'gzip', 'if-none-match': tag })).status).toBe(304);
    const head = await fetch(`${app.url}/o/40/late.csv`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' },
    });
    expect([head.status, head.headers.get('etag')]).toEqual([200, tag]);
  });

  test('is written once for all with the same rights, and anew when something has changed (P19, P20)', async () => {
    const others = await tokenFor(Role.ADMIN, 'VN', 'somebody else');
    const before = await get('/o/40/late.csv');
    const spent = async (by: string): Promise<number> => {
      const left = async () =>
        Number(/r=(\d+)/.exec((await get('/o/40/late.csv', {}, by)).headers.get('ratelimit')!)?.[1]);
      return (await left()) - (await left());
    };
    // That of a budget which is full again at once: it is never more than what an answer costs that is there.
    expect(await spent(others)).toBeLessThan(100);
    const rows = await readRows(before, 'csv');
    const organization = rows[1]?.[0];
    const report = `mutation ($organization: String!) { reportCongressCompleted(input: { organization: $organization, heldOn: "2020-02-28" }) { position } }`;
    await app.ask(report, { organization });
    const after = await readRows(await get('/o/40/late.csv'), 'csv');
    expect(after.map(([code]) => code)).toEqual(rows.map(([code]) => code).filter((code) => code !== organization));
  });
});

describe('of those who may not see it (P7)', () => {
  const refusalOf = async (answer: Response, code: string): Promise<unknown> => [
    answer.status,
    (await answer.text()).replaceAll(code, 'CODE').replace(/ Did you mean.*?\?/, ''),
  ];

  test('it is not there, as one of an organization that is not', async () => {
    const viewer = await tokenFor(Role.VIEWER, '40');
    expect((await get('/o/40/late.csv', {}, viewer)).status).toBe(200);
    const [hidden, absent] = await Promise.all(
      ['79', '7q'].map(async (code) => refusalOf(await get(`/o/${code}/late.xlsx`, {}, viewer), code)),
    );
    expect(hidden).toEqual(absent);
    expect(hidden).toMatchObject([404, expect.stringContaining('"NOT_FOUND"')]);
    expect((await get('/o/VN/late.xlsx', {}, viewer)).status).toBe(404);
  });

  test('a token is asked for where there is none', async () => {
    const answer = await get('/o/40/late.xlsx', {}, '');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="giaoban"']);
  });

  test.each([
    ['/o/40/late.csv?stage=all', 400, 'stage'],
    ['/o/%00/late.csv', 400, 'code'],
    ['/o/nowhere/late.csv', 404, 'code'],
  ])('%s is refused', async (path, status, argument) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { argument } }] });
  });
});

test('a name that a spreadsheet would take for a formula is a text', async () => {
  const { congresses } = await app.ask<Late>(LIST, { within: 'VN' });
  const { code } = congresses.edges.at(-1)!.node.organization;
  const { dataSource } = app.app;
  await dataSource.query(`UPDATE organization SET name = '=HYPERLINK("http://evil.example")' WHERE code = $1`, [code]);
  const csv = await (await get(`/o/${code}/late.csv`)).text();
  expect(csv).toContain(`;"'=HYPERLINK(""http://evil.example"")";`);
  const rows = await readRows(await get(`/o/${code}/late.xlsx`), 'xlsx');
  expect(rows.at(-1)?.slice(0, 2)).toEqual([code, '=HYPERLINK("http://evil.example")']);
});
