/** Exports of the small campaign: what the API answers, all of one moment, in every format. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { Snapshot } from '../../src/database/snapshot';
import { COLUMNS } from '../../src/exchange/columns';
import { SHEETS } from '../../src/exchange/sheets';
import { exportCampaign } from '../../src/exchange/campaign-file';
import { openScope } from '../../src/exchange/export-scope';
import { exportSheet, type SheetLanguage, type SheetName } from '../../src/exchange/export-sheet';
import { withOutputFiles } from '../../src/process/replace-file';
import { textOf } from '../../src/spreadsheet/read-cell';
import { readTables } from '../../src/spreadsheet/read-tables';
import type { ReadCell } from '../../src/spreadsheet/table';
import { writeChunk } from '../../src/spreadsheet/table-writer';
import type { Format } from '../../src/spreadsheet/write-table';
import { LEVELS } from '../../src/organization/level';
import { markIn } from '../support/cursors';
import { openCleanUp } from '../support/clean-up';
import { carryOut } from '../support/command';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const cleanUp = openCleanUp();
let folder: string;
let database: TestDatabase;
let app: App;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
  database = await openTestDatabase();
  cleanUp.add(() => database.close());
  await playSmallCampaign(database.dataSource);
  app = await startOn(database.url);
  cleanUp.add(() => app.close());
  token = await tokenFor(Role.ADMIN, 'O0');
});
afterAll(() => cleanUp.closeAll());

async function ask<Result>(query: string, variables: object = {}): Promise<Result> {
  return requireData(await post<Result, object>(app.url, query, variables, token));
}

type Record_ = Record<string, ReadCell>;

interface Options {
  format?: Format;
  language?: SheetLanguage;
  within?: string;
  asOf?: string;
}

async function withSnapshot<Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> {
  const snapshot = new Snapshot(database.dataSource);
  try {
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** The rows of the sheet as read back, by heading. */
async function rowsOf(sheet: SheetName, options: Options = {}, given?: Snapshot): Promise<Record_[]> {
  const { format = 'ndjson', language = 'en', within, asOf } = options;
  const path = join(folder, `${sheet}.${format}`);
  const write = (snapshot: Snapshot): Promise<void> =>
    withOutputFiles({ file: path }, async ({ file }) => {
      const scope = await openScope(snapshot, { within, asOf });
      await exportSheet(scope, sheet, { format, language, output: file, show: () => undefined });
    });
  await (given === undefined ? withSnapshot(write) : write(given));
  const [table] = await readTables(path);
  const [head, ...rows] = table?.rows ?? [];
  const headings = head?.cells.map(String) ?? [];
  return rows.map(({ cells }) => Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? null])));
}

const NO_RECORD = { thing: null, record: null };
const CONGRESS = 'pilot status plannedOn heldOn delegatesSummoned delegatesAttended committeeElected note';
const FIGURES =
  'planned completed remaining overdue pastDeadline completedOnTime completedLate postponed rate dueByNow';

interface Edges<Node> {
  edges: { node: Node }[];
}

type Figured = Record_ & { organization: string };

async function askOrganizations(within = 'O0'): Promise<Record_[]> {
  const { organizations } = await ask<{ organizations: Edges<Record_ & { parent: { code: string } | null }> }>(
    `query ($within: String) { organizations(within: $within, first: 200) { edges { node {
       code parent { code } name nameEn level kind region } } } }`,
    { within },
  );
  return organizations.edges.map(({ node: { parent, ...node } }) => ({ ...node, parent: parent?.code ?? null }));
}

async function askCongresses(within = 'O0'): Promise<Record_[]> {
  type Node = Record_ & { organization: { code: string; name: string } };
  const { congresses } = await ask<{ congresses: Edges<Node> }>(
    `query ($within: String) { congresses(within: $within, first: 200) { edges { node {
       organization { code name } level ${CONGRESS} deadline dueOn overdue onTime } } } }`,
    { within },
  );
  return congresses.edges.map(({ node: { organization, ...node } }) => ({
    ...node,
    organization: organization.code,
    name: organization.name,
  }));
}

async function askEvents(within = 'O0'): Promise<Record_[]> {
  type Node = Record_ & { kind: string; congress: (Record_ & { organization: { code: string } }) | null };
  const { events } = await ask<{ events: { edges: { cursor: string; node: Node }[] } }>(
    `query ($within: String) { events(within: $within, first: 200) { edges { cursor node {
       position recordedAt kind by reason
       ... on CongressEvent { since congress { organization { code } ${CONGRESS} } } } } } }`,
    { within },
  );
  const nothing = Object.fromEntries(CONGRESS.split(' ').map((field) => [field, null]));
  return events.edges.map(({ cursor, node: { congress, ...node } }) => {
    const { organization, ...fields } = congress ?? { organization: null };
    return {
      ...node,
      // The log names these kinds without their noun.
      kind: node.kind.replace(/^CONGRESS_/, ''),
      organization: organization?.code ?? null,
      ...(congress === null ? nothing : fields),
      ...NO_RECORD,
      byFile: null,
      mark: markIn(cursor),
    };
  });
}

/** A row for each organization, level and pilot flag. */
async function askProgress(codes: readonly string[], asOf?: string): Promise<Figured[]> {
  const scopes = [null, ...LEVELS].flatMap((level) => [null, true].map((pilot) => ({ level, pilot })));
  const wanted = codes.flatMap((code) => scopes.map((scope) => ({ code, ...scope })));
  const fields = wanted.map(
    ({ code, level, pilot }, index) =>
      `a${index}: progress(within: "${code}", level: ${String(level)}, pilot: ${String(pilot)}${asOf === undefined ? '' : `, asOf: "${asOf}"`}) { organization { name } level pilot asOf ${FIGURES} }`,
  );
  const answers = await ask<Record<string, Record_ & { organization: { name: string } }>>(`{ ${fields.join('\n')} }`);
  return wanted.map(({ code }, index) => {
    const { organization, ...row } = answers[`a${index}`]!;
    return { ...row, organization: code, name: organization.name };
  });
}

describe('an export says what the API says:', () => {
  test('organizations, parents before children', async () => {
    const rows = await rowsOf('organizations');
    expect(rows).toHaveLength(5);
    expect(rows).toEqual(await askOrganizations());
    expect(Object.keys(rows[0]!)).toEqual(SHEETS.organizations.map((key) => COLUMNS[key].en));
    expect(await rowsOf('organizations', { within: 'O1' })).toEqual(await askOrganizations('O1'));
  });

  test('congresses', async () => {
    const rows = await rowsOf('congresses');
    expect(rows.map(({ status }) => status)).toEqual(['PLANNED', 'COMPLETED', 'COMPLETED', 'PLANNED']);
    expect(rows.map(({ overdue }) => overdue)).toContain(true);
    expect(rows).toEqual(await askCongresses());
    const ofCopies = SHEETS.congresses.filter((key) => key !== 'reason' && key !== 'version');
    expect(Object.keys(rows[0]!)).toEqual(ofCopies.map((key) => COLUMNS[key].en));
    expect(await rowsOf('congresses', { within: 'O1' })).toEqual(await askCongresses('O1'));
  });

  test('events, with the congress as of each, and the turns of the day wherever one looks', async () => {
    const rows = await rowsOf('events');
    expect(Object.keys(rows[0]!)).toEqual(SHEETS.events.map((key) => COLUMNS[key].en));
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    const days = await database.dataSource.query<{ day: string }[]>('SELECT day FROM log_entry ORDER BY position');
    expect(rows.map(({ day }) => day)).toEqual(days.map(({ day }) => day));
    const withoutDay = (row: Record_): Record_ => ({ ...row, day: null });
    expect(rows.map(withoutDay)).toEqual((await askEvents()).map(withoutDay));
    const below = await rowsOf('events', { within: 'O1' });
    expect(below.map(withoutDay)).toEqual((await askEvents('O1')).map(withoutDay));
    expect(below.filter(({ kind }) => kind === 'DAY_TURNED')).toHaveLength(2);
  });

  test.each([undefined, '2020-03-31', '2020-03-01'])('progress as of %s', async (asOf) => {
    const rows = (await rowsOf('progress', asOf === undefined ? {} : { asOf })) as Figured[];
    expect(Object.keys(rows[0]!)).toEqual(SHEETS.progress.map((key) => COLUMNS[key].en));
    const codes = (await askOrganizations()).map(({ code }) => textOf(code ?? null));
    const answers = await askProgress(codes, asOf);
    const isTold = ({ level, pilot, planned }: Figured): boolean => (level === null && pilot === null) || planned !== 0;
    // The pilots of all levels together have no row of their own.
    const expected = answers.filter((row) => isTold(row) && !(row['level'] === null && row['pilot'] === true));
    const key = (row: Figured): string => JSON.stringify([row.organization, row['level'], row['pilot']]);
    const sorted = (all: Figured[]): Figured[] => [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(rows)).toEqual(sorted(expected));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map(({ organization }) => organization).filter((code, index, all) => all[index - 1] !== code)).toEqual(
      codes,
    );
  });

  test('progress within an organization, as of its own pilots', async () => {
    const rows = await rowsOf('progress', { within: 'O2', asOf: '2020-03-30' });
    expect(rows.map(({ organization, level, pilot }) => [organization, level, pilot])).toEqual([
      ['O2', null, null],
      ['O2', 'CENTRALLY_RUN', null],
      ['O2', 'CENTRALLY_RUN', true],
    ]);
  });

  test('the campaign', async () => {
    const at = new Date('2026-01-02T03:04:05Z');
    const text = await withSnapshot(async (snapshot) =>
      exportCampaign(await openScope(snapshot, { within: undefined, asOf: undefined }), at),
    );
    const { campaign } = await ask<{ campaign: { levels: { dueOn: string | null }[] } }>(
      '{ campaign { name term directive startsOn endsOn today levels { level dueOn } } }',
    );
    expect(JSON.parse(text)).toEqual({
      ...campaign,
      // A level that has neither a name of its own nor a deadline is not worth a line.
      levels: campaign.levels.filter(({ dueOn }) => dueOn !== null),
      followsClock: false,
      exported: { position: 16, at: '2026-01-02T03:04:05.000Z' },
    });
  });
});

describe('every format', () => {
  /** Without types: as CSV has it. */
  const bare = (row: Record_): Record_ =>
    Object.fromEntries(
      Object.entries(row).map(([key, cell]) => {
        const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : textOf(cell);
        return [key, text];
      }),
    );

  test.each(Object.keys(SHEETS) as SheetName[])('has the same %s', async (sheet) => {
    const rows = (await rowsOf(sheet)).map(bare);
    expect((await rowsOf(sheet, { format: 'csv' })).map(bare)).toEqual(rows);
    expect((await rowsOf(sheet, { format: 'xlsx' })).map(bare)).toEqual(rows);
  });

  test('of a workbook has days that are days, and codes that are texts', async () => {
    const rows = await rowsOf('congresses', { format: 'xlsx' });
    const held = rows.find(({ status }) => status === 'COMPLETED');
    expect(held?.['heldOn']).toBeInstanceOf(Date);
    expect(held).toMatchObject({ organization: expect.any(String), pilot: false, onTime: expect.any(Boolean) });
  });

  test('has Vietnamese headings and words when asked; programs that read NDJSON get the values of the API', async () => {
    const [first] = await rowsOf('congresses', { language: 'vi', format: 'csv' });
    expect(first).toMatchObject({ 'Mã tổ chức': 'O1', 'Trạng thái': 'Kế hoạch', 'Đại hội điểm': 'Không' });
    const [read] = await rowsOf('congresses', { language: 'vi' });
    expect(read).toMatchObject({ 'Mã tổ chức': 'O1', 'Trạng thái': 'PLANNED', 'Đại hội điểm': false });
  });
});

test('all sheets are of one moment, whatever is committed between them', async () => {
  await withSnapshot(async (snapshot) => {
    const before = await rowsOf('organizations', {}, snapshot);
    await carryOut(database.dataSource, { key: null, name: 'report', organization: 1, days: -1, attended: null });
    await carryOut(database.dataSource, { key: null, name: 'cancel', organization: 4 });
    const congresses = await rowsOf('congresses', {}, snapshot);
    await carryOut(database.dataSource, { key: null, name: 'turnDay', days: 30 });
    const events = await rowsOf('events', {}, snapshot);
    const progress = await rowsOf('progress', {}, snapshot);
    const { moment } = await openScope(snapshot, { within: undefined, asOf: undefined });
    expect(before).toHaveLength(5);
    expect(events.at(-1)?.['position']).toBe(moment.head.position);
    expect(moment.head.position).toBe(16);
    expect(progress[0]).toMatchObject({ completed: congresses.filter(({ status }) => status === 'COMPLETED').length });
    expect(progress[0]).toMatchObject({ planned: 4, asOf: moment.campaign.today });
  });
  expect(await rowsOf('events')).toHaveLength(19);
});

test('a file that cannot be finished leaves the old one as it was', async () => {
  const path = join(folder, 'kept.csv');
  const write = (work: () => void): Promise<void> =>
    withOutputFiles({ file: path }, async ({ file }) => {
      file.write('new');
      await Promise.resolve();
      work();
    });
  await write(() => undefined);
  expect(await readFile(path, 'utf8')).toBe('new');
  const failing = write(() => {
    throw new Error('The database went away.');
  });
  await expect(failing).rejects.toThrow('The database went away.');
  expect(await readFile(path, 'utf8')).toBe('new');
  const stop = new AbortController();
  const writeOn = async ({ file }: { file: Writable }): Promise<void> => {
    await writeChunk(file, 'newer');
    stop.abort(new Error('Told to stop.'));
    await writeChunk(file, 'still');
  };
  await expect(withOutputFiles({ file: path }, writeOn, stop.signal)).rejects.toThrow('Told to stop.');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});
