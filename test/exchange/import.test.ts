/** Imports of an own campaign: organizations, plans and reports, by the rules of the mutations, all or nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { turnDay } from '../../src/congress/turn-day';
import { verify } from '../../src/progress/verify';
import { CongressChangedDocument, ProgressDocument } from '../generated/operations';
import { follow } from '../support/follow';
import { CAMPAIGN, emptyDatabase, importCountry, importTexts, linesOf, ORGANIZATIONS } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { post, startOn, tokenFor } from '../support/start-test-app';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database.dataSource));

/** Whoever turns the day: the root has the first id. */
const ADMIN = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };

const PLANS = `organization,plannedOn,pilot
A.1.01,2025-03-20,yes
A.1.02,20/04/2025,
A.1,,no
`;

function query<Row>(sql: string): Promise<Row[]> {
  return database.dataSource.query<Row[]>(sql);
}

function congresses(): Promise<object[]> {
  return query(`SELECT o.code, c.status, c.planned_on AS "plannedOn", c.pilot, c.held_on AS "heldOn"
                  FROM congress c JOIN organization o ON o.id = c.organization_id ORDER BY o.code`);
}

async function events(): Promise<string[]> {
  const rows = await query<{ text: string }>(
    `SELECT e.position || ' ' || e.kind || ' ' || o.code || coalesce(' ' || e.reason, '') AS text
       FROM log_entry e JOIN organization o ON o.id = e.path[cardinality(e.path)] ORDER BY e.position`,
  );
  return rows.map(({ text }) => text);
}

describe('an own campaign', () => {
  test('comes from files in any order, with Vietnamese headings, into an empty database', async () => {
    const imported = await importTexts(database.dataSource, {
      'plans.csv': PLANS,
      'organizations.csv': ORGANIZATIONS,
      'campaign.json': CAMPAIGN,
    });
    expect(imported).toMatchObject({ recorded: true, campaign: 'made', positions: { first: 1, last: 5 } });
    expect(await congresses()).toEqual([
      { code: 'A.1', status: 'PLANNED', plannedOn: null, pilot: false, heldOn: null },
      { code: 'A.1.01', status: 'PLANNED', plannedOn: '2025-03-20', pilot: true, heldOn: null },
      { code: 'A.1.02', status: 'PLANNED', plannedOn: '2025-04-20', pilot: false, heldOn: null },
    ]);
    expect(await verify(database.dataSource)).toEqual([]);
  });

  test('is served, and every event of an import reaches a subscriber with its own totals', async () => {
    await importCountry(database.dataSource);
    const app = await startOn(database.url);
    try {
      const token = await tokenFor(Role.VIEWER, 'TW');
      const before = await post(app.url, ProgressDocument, {}, token);
      const follower = follow(app.url, CongressChangedDocument, { after: before.data!.progress!.cursor }, token);
      await importTexts(database.dataSource, { 'plans.csv': PLANS });
      const received = await follower.waitFor(3);
      await follower.stop();
      expect(
        received.map(
          ({
            congressChanged: {
              node: { kind, position, by, progress },
            },
          }) => ({
            kind,
            position,
            by,
            planned: progress.at(-1)!.planned,
          }),
        ),
      ).toEqual(
        [1, 2, 3].map((planned) => ({ kind: 'CONGRESS_PLANNED', position: planned + 2, by: 'import', planned })),
      );
    } finally {
      await app.close();
    }
  });
});

describe('P14: the same again', () => {
  test('changes nothing, and says so', async () => {
    const files = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS, 'plans.csv': PLANS };
    await importTexts(database.dataSource, files);
    const again = await importTexts(database.dataSource, files);
    expect(again).toMatchObject({ recorded: true, campaign: 'unchanged', positions: null });
    expect(again.tables.flatMap(({ rows }) => rows.flatMap(({ done }) => done))).toEqual([]);
    expect(linesOf(again)).toEqual([]);
  });

  test('an organization is renamed, but neither moved nor put on another level', async () => {
    await importCountry(database.dataSource);
    const imported = await importTexts(
      database.dataSource,
      {
        'organizations.csv': 'code,parent,name,level\nA.2,A,Đảng bộ Sở Y tế tỉnh,GRASSROOTS\nA.1.01,A.2,x,GRASSROOTS\n',
      },
      { skipBad: true },
    );
    expect(imported.tables[0]!.rows.map(({ done }) => done)).toEqual([['RENAMED'], []]);
    expect(linesOf(imported)).toEqual([
      'organizations.csv, row 3, column "parent", "A.2": A.1.01 has the parent A.1 here, not A.2. An import renames organizations, but does not move them or change their level or kind.',
    ]);
    expect(await query("SELECT name FROM organization WHERE search LIKE '%y te tinh%'")).toEqual([
      { name: 'Đảng bộ Sở Y tế tỉnh' },
    ]);
  });
});

test('organizations may stand in several files, those below before those above; none in two that differ', async () => {
  const [heading = '', first = '', ...others] = ORGANIZATIONS.split('\n');
  const files = {
    'campaign.json': CAMPAIGN,
    'communes.csv': `${heading}\n${first}\n`,
    'above.csv': [heading, ...others].join('\n'),
  };
  const imported = await importTexts(database.dataSource, files, { dryRun: true });
  expect(linesOf(imported)).toEqual([]);
  expect(imported.tables.map(({ rows }) => rows.length)).toEqual([1, 5]);
  const differing = await importTexts(database.dataSource, {
    ...files,
    'other.csv': `${heading}\n${first.replace('Chi bộ', 'Đảng bộ')}\n`,
  });
  expect(linesOf(differing)).toEqual([
    expect.stringMatching(/^other\.csv, row 2.*A\.1\.01 is already in row 2 of .*communes\.csv/),
  ]);
});

describe('plans and reports', () => {
  beforeEach(async () => {
    await importCountry(database.dataSource);
    await importTexts(database.dataSource, { 'plans.csv': PLANS });
    await turnDay(database.dataSource, ADMIN, { to: '2025-03-25' });
  });

  test('one sheet may plan, move, put off, cancel and report, each as the mutation would', async () => {
    const imported = await importTexts(database.dataSource, {
      'state.csv': `organization;status;plannedOn;pilot;heldOn;delegatesSummoned;delegatesAttended;note;reason
A.1.01;;;;21/03/2025;1.200;1.187;Tốt;
A.1.02;POSTPONED;;;;;;;Bão
A.1;;2025-05-05;có;;;;;Thêm thời gian
A.2;đã tổ chức;2025-03-22;;2025-03-24;;;;
A;CANCELLED;2025-09-01;;;;;;
`,
    });
    expect(linesOf(imported)).toEqual([]);
    expect(await congresses()).toEqual([
      { code: 'A', status: 'CANCELLED', plannedOn: '2025-09-01', pilot: false, heldOn: null },
      { code: 'A.1', status: 'PLANNED', plannedOn: '2025-05-05', pilot: true, heldOn: null },
      { code: 'A.1.01', status: 'COMPLETED', plannedOn: '2025-03-20', pilot: true, heldOn: '2025-03-21' },
      { code: 'A.1.02', status: 'POSTPONED', plannedOn: null, pilot: false, heldOn: null },
      { code: 'A.2', status: 'COMPLETED', plannedOn: '2025-03-22', pilot: false, heldOn: '2025-03-24' },
    ]);
    expect((await events()).slice(3)).toEqual([
      '7 COMPLETED A.1.01',
      '8 POSTPONED A.1.02 Bão',
      '9 PILOT_SET A.1 Thêm thời gian',
      '10 PLANNED A.2',
      '11 PLANNED A',
      '12 RESCHEDULED A.1 Thêm thời gian',
      '13 COMPLETED A.2',
      '14 CANCELLED A Imported as it stood.',
    ]);
  });

  test('an empty cell leaves what is there: of a report, and of an organization', async () => {
    await importTexts(database.dataSource, {
      'r.csv': 'organization,heldOn,delegatesSummoned,note\nA.1.01,21/03/2025,1200,Tốt\n',
      'o.csv': 'code,parent,name,nameEn,level,region\nA.1.01,A.1,Chi bộ Ấp Bắc,Ap Bac,cơ sở,South\n',
    });
    const again = await importTexts(database.dataSource, {
      'r.csv': 'organization,heldOn,delegatesSummoned,note\nA.1.01,21/03/2025,,\n',
      'status.csv': 'organization,status\nA.1.01,đã tổ chức\n',
      'o.csv': 'code,parent,name,nameEn,level,region\nA.1.01,,Chi bộ Ấp Bắc,,,\n',
    });
    expect(linesOf(again)).toEqual([]);
    expect(again.tables.flatMap(({ rows }) => rows.flatMap(({ done }) => done))).toEqual([]);
    expect(await query("SELECT name_en, region FROM organization WHERE code = 'A.1.01'")).toEqual([
      { name_en: 'Ap Bac', region: 'South' },
    ]);
    const other = await importTexts(database.dataSource, {
      'r.csv': 'organization,heldOn,delegatesSummoned\nA.1.01,21/03/2025,1100\n',
    });
    expect(linesOf(other)).toEqual([expect.stringContaining('with other particulars')]);
  });

  test('a note on a plan is kept as its reason; on a report it stays its note', async () => {
    await importTexts(database.dataSource, {
      'x.csv': 'mã tổ chức,ngày dự kiến,ghi chú\nA.2,2025-05-01,Chờ nhân sự\n',
    });
    await importTexts(database.dataSource, { 'x.csv': 'mã tổ chức,ngày tổ chức,ghi chú\nA.1.02,2025-03-24,Mưa to\n' });
    expect((await events()).slice(3)).toEqual(['7 PLANNED A.2 Chờ nhân sự', '8 COMPLETED A.1.02']);
    expect(await query('SELECT note FROM congress WHERE note IS NOT NULL')).toEqual([{ note: 'Mưa to' }]);
  });

  test('totals, groups and signatures below a table are left out, and named', async () => {
    const imported = await importTexts(database.dataSource, {
      'x.csv':
        'TT,mã tổ chức,tên tổ chức,ngày tổ chức,số đại biểu dự\n,,I. Huyện Châu Thành,,\n1,A.1.02,CHI BO DONG HOA,2025-03-24,95\n,,Cộng,,95\n',
    });
    expect(imported.tables).toMatchObject([{ leftOut: [2, 4], rows: [{ row: 3, done: ['COMPLETED'] }] }]);
  });

  test('a sheet that is older than a report does not take it back', async () => {
    await importTexts(database.dataSource, { 'x.csv': 'organization,heldOn\nA.1.01,2025-03-21\n' });
    const old = await importTexts(database.dataSource, {
      'x.csv': 'organization,status,plannedOn,heldOn\nA.1.01,PLANNED,2025-03-20,\n',
    });
    expect(old).toMatchObject({ recorded: true, positions: null, tables: [{ rows: [{ done: [] }] }] });
  });

  test('P14: two files that say different things of one plan are refused, instead of undoing each other each time', async () => {
    const imported = await importTexts(database.dataSource, {
      'one.csv': 'organization,plannedOn,reason\nA.1.02,2025-05-01,Mưa\n',
      'two.csv': 'organization,plannedOn,reason\nA.1.02,2025-05-02,Mưa\n',
    });
    expect(linesOf(imported)).toEqual([
      expect.stringMatching(
        /^two\.csv, row 2, column "plannedOn".* row 2 says 2025-05-01 of A\.1\.02, this row says 2025-05-02\./,
      ),
    ]);
  });

  test('P14: a refused row leaves nothing of itself, and with skipBad the others are recorded', async () => {
    const file = { 'x.csv': 'organization,plannedOn,heldOn\nA.2,2025-05-01,2025-12-31\nA.1.02,,2025-03-24\n' };
    const all = await importTexts(database.dataSource, file);
    expect(all).toMatchObject({ recorded: false });
    expect((await events()).length).toBe(3);
    const some = await importTexts(database.dataSource, file, { skipBad: true });
    expect(some).toMatchObject({ recorded: true, positions: { first: 7, last: 7 } });
    expect(some.tables).toEqual(all.tables);
    expect(
      await query("SELECT c.id FROM congress c JOIN organization o ON o.id = organization_id WHERE code = 'A.2'"),
    ).toEqual([]);
  });
});

test('what has to be done before the commit is waited for: if it fails, nothing is recorded', async () => {
  const positions = (): Promise<object[]> => database.dataSource.query<object[]>('SELECT position FROM log_head');
  const before = await positions();
  const failing = importTexts(
    database.dataSource,
    { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS, 'plans.csv': PLANS },
    { beforeCommit: () => Promise.reject(new Error('The secret could not be removed.')) },
  );
  await expect(failing).rejects.toThrow('The secret could not be removed.');
  expect(await positions()).toEqual(before);
});
