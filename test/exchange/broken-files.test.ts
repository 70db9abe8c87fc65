/** Files as they should not be: each gets one clear message that says where it is wrong and what to do; nothing is recorded. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/problem';
import { CAMPAIGN, importCountry, importTexts, linesOf, type Texts } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await importCountry(database.dataSource);
  await importTexts(database.dataSource, {
    'plans.csv': 'organization,plannedOn,status\nA.1.01,2025-03-20,\nA.1.02,2025-03-20,CANCELLED\n',
    'reports.csv': 'organization,heldOn,plannedOn\nA.2,2025-02-20,2025-02-20\n',
  });
});
afterAll(() => database.close());

function campaign(change: object): string {
  return JSON.stringify({ ...(JSON.parse(CAMPAIGN) as object), ...change });
}

const levels = (...given: object[]): string => campaign({ deadlines: undefined, levels: given });

const ORGANIZATION = 'code,parent,name,level,kind\n';
const PLAN = 'organization,plannedOn,pilot,status,reason\n';
const REPORT = 'Mã tổ chức,Ngày tổ chức,Đại biểu triệu tập,Đại biểu dự,Ghi chú\n';
const EVENT = 'position,recordedAt,day,kind,by,reason,organization,pilot,status,plannedOn,heldOn\n';

const BROKEN: Readonly<Record<string, Texts>> = {
  // The file as a whole.
  'an empty file': { 'plans.csv': '' },
  'a file without headings': { 'plans.csv': 'A.1.01;2025-03-20\nA.1.02;2025-03-20\n' },
  'letters that are not UTF-8': {
    'plans.csv': Buffer.from(`${PLAN}A.1.01,2025-03-20,,,Café\n`, 'latin1'),
  },
  'a quotation mark that is never closed': { 'plans.csv': `${PLAN}A.1.01,"2025-03-20,\nA.1.02,,\n` },
  'a workbook that is none': { 'plans.xlsx': 'PK\u0003\u0004 and nothing more' },
  'a line that is no JSON': { 'plans.ndjson': '{"organization":"A.1","plannedOn":"2025-05-05"}\n{"organization":\n' },
  // The campaign.
  'a campaign that is no JSON': { 'campaign.json': '{ "name": "x", }' },
  'a campaign without a term': { 'campaign.json': campaign({ term: '' }) },
  'a campaign with a field too many': { 'campaign.json': campaign({ dedlines: [] }) },
  'a campaign that ends before it starts': { 'campaign.json': campaign({ endsOn: '2024-12-31' }) },
  'a campaign of forty years': { 'campaign.json': campaign({ endsOn: '2065-01-01' }) },
  'a deadline of an unknown level': { 'campaign.json': campaign({ deadlines: { VILLAGE: '2025-06-30' } }) },
  'regions that are none': { 'campaign.json': campaign({ regions: 'NE' }) },
  'a region without a name': { 'campaign.json': campaign({ regions: [{ code: 'NE' }] }) },
  'a region with a field too many': { 'campaign.json': campaign({ regions: [{ code: 'NE', name: 'ĐB', order: 1 }] }) },
  'the same region twice': { 'campaign.json': campaign({ regions: [1, 2].map(() => ({ code: 'NE', name: 'ĐB' })) }) },
  'levels beside deadlines': { 'campaign.json': campaign({ levels: [] }) },
  'a level with a field too many': { 'campaign.json': levels({ level: 'CENTRAL', colour: 'red' }) },
  'a campaign with a level that is none': { 'campaign.json': levels({ level: 'VILLAGE', name: 'Xã' }) },
  'the same level twice': { 'campaign.json': levels({ level: 'CENTRAL' }, { level: 'CENTRAL' }) },
  'a name of a level that is none': { 'campaign.json': levels({ level: 'CENTRAL', name: ' ' }) },
  'a name of a level that is a number': { 'campaign.json': levels({ level: 'CENTRAL', nameEn: 1 }) },
  'another campaign than the one that is there': { 'campaign.json': campaign({ endsOn: '2026-03-01' }) },
  // Organizations.
  'an organization without a code': { 'o.csv': `${ORGANIZATION},A,Đảng bộ Sở Tư pháp,GRASSROOTS,\n` },
  'a code with a space': { 'o.csv': `${ORGANIZATION}A 7,A,Đảng bộ Sở Tư pháp,GRASSROOTS,\n` },
  'a parent that is nowhere': { 'o.csv': `${ORGANIZATION}A.7,B,Đảng bộ Sở Tư pháp,GRASSROOTS,\n` },
  'a parent that is refused': {
    'o.csv': `${ORGANIZATION}A.7,X,Đảng bộ huyện 7,UPPER_GRASSROOTS,\nA.7.1,A.7,Chi bộ 1,GRASSROOTS,\n`,
  },
  'parents in a circle': { 'o.csv': `${ORGANIZATION}P,Q,P,UPPER_GRASSROOTS,\nQ,P,Q,GRASSROOTS,\n` },
  'a level above that of the parent': { 'o.csv': `${ORGANIZATION}A.7,A.1,Đảng bộ tỉnh 7,CENTRALLY_RUN,PROVINCE\n` },
  'a level that is none': { 'o.csv': `${ORGANIZATION}A.7,A,Đảng bộ Sở Tư pháp,cấp thôn,\n` },
  'a province without its kind': { 'o.csv': `${ORGANIZATION}B,TW,Đảng bộ tỉnh B,CENTRALLY_RUN,\n` },
  'a second root': { 'o.csv': `${ORGANIZATION}B,,Trung ương hai,CENTRAL,ROOT\n` },
  'an organization twice': {
    'o.csv': `${ORGANIZATION}A.7,A,Đảng bộ Sở Tư pháp,GRASSROOTS,\nA.7,A,Đảng bộ Sở Nội vụ,GRASSROOTS,\n`,
  },
  // Plans.
  'an unknown code': { 'p.csv': `${PLAN}A.1.03,2025-05-01,,,\n` },
  'a name where the code should be': { 'p.csv': `${PLAN}chi bo dong hoa,2025-05-01,,,\n` },
  'a day that is none': { 'p.csv': `${PLAN}A,31/02/2025,,,\n` },
  'a day with the month first': { 'p.csv': `${PLAN}A,04/25/2025,,,\n` },
  'a day outside the campaign': { 'p.csv': `${PLAN}A,2026-05-01,,,\n` },
  'a new day in the past': { 'p.csv': `${PLAN}A.1.01,2025-02-01,,,Sớm hơn\n` },
  'neither yes nor no': { 'p.csv': `${PLAN}A,2025-05-01,có lẽ,,\n` },
  'a congress put off without a reason': { 'p.csv': `${PLAN}A.1.01,,,hoãn,\n` },
  'a congress put off, with a day': { 'p.csv': `${PLAN}A.1.01,2025-05-05,,hoãn,Bão\n` },
  'a congress completed, without a day': { 'p.csv': `${PLAN}A.1.01,,,đã tổ chức,\n` },
  'a congress that was held, planned anew': { 'p.csv': `${PLAN}A.2,2025-05-01,,,\n` },
  'a cancelled congress that an old sheet has as planned': { 'p.csv': `${PLAN}A.1.02,,,PLANNED,\n` },
  'a name that belongs to another code': {
    'r.csv': 'Mã tổ chức,Tên tổ chức,Ngày tổ chức\nA.1.01,Đảng bộ Sở Y tế,2025-02-20\n',
  },
  'a congress that is cancelled, moved': { 'p.csv': `${PLAN}A.1.02,2025-05-01,,,\n` },
  'two rows of one congress that differ': { 'p.csv': `${PLAN}A,2025-05-01,,,\nA,2025-05-02,,,\n` },
  // Reports.
  'a report of a congress that is not planned': { 'r.csv': `${REPORT}A.1,2025-02-20,,,\n` },
  'a report of a congress in the future': { 'r.csv': `${REPORT}A.1.01,2025-03-02,,,\n` },
  'another report of the same congress': { 'r.csv': `${REPORT}A.2,2025-02-21,,,\n` },
  'more delegates than were summoned': { 'r.csv': `${REPORT}A.1.01,2025-02-21,100,101,\n` },
  'a count in words': { 'r.csv': `${REPORT}A.1.01,2025-02-21,một trăm,,\n` },
  'a count below zero': { 'r.csv': `${REPORT}A.1.01,2025-02-21,-5,,\n` },
  'counts without a day': { 'r.csv': `${REPORT}A.1.01,,100,99,\n` },
  'a note that is too long': { 'r.csv': `${REPORT}A.1.01,2025-02-21,,,${'x'.repeat(2_001)}\n` },
  // Events.
  'events where there are some already': {
    'e.csv': `${EVENT}1,2025-03-01T02:00:00.000Z,2025-03-01,PLANNED,x,,A.1,false,PLANNED,2025-05-05,\n`,
  },
  'figures, which are counted here': {
    'f.csv': 'organization,level,pilot,asOf,planned,completed,remaining\nA,,,2025-03-01,4,1,3\n',
    'p.csv': `${PLAN}A,2027-05-01,,,\n`,
  },
};

async function say(texts: Texts): Promise<string> {
  try {
    const imported = await importTexts(database.dataSource, texts);
    expect(imported.recorded).toBe(false);
    return linesOf(imported).join('\n');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.message.replace(/\S*giaoban-import-\w+\//g, '');
  }
}

/** Everything that an import could change. */
function everything(): Promise<unknown> {
  return database.dataSource.query(
    `SELECT (SELECT json_agg(c) FROM congress c) AS congresses, (SELECT json_agg(o) FROM organization o) AS organizations,
            (SELECT json_agg(p) FROM progress_day p) AS counters, (SELECT json_agg(c) FROM campaign c) AS campaign,
            (SELECT position FROM log_head)`,
  );
}

describe('P14: a broken file', () => {
  test.each(Object.keys(BROKEN))('%s', async (name) => {
    const before = await everything();
    const said = await say(BROKEN[name]!);
    expect(said).toMatchSnapshot();
    expect(said).toMatch(/[.?]$/);
    expect(said).not.toMatch(/\bat \S+:\d+|undefined|NaN|\[object/);
    expect(await everything()).toEqual(before);
  });
});
