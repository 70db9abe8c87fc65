/** Whoever runs the campaign is its root: the Party, a province, a city, a bloc, a force, a district, or one grassroots body with its cells. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { verify } from '../../src/progress/verify';
import { openCleanUp } from '../support/clean-up';
import { CAMPAIGN, importTexts, linesOf } from '../support/import-texts';
import type { TestDatabase } from '../support/open-database';
import { openRoundTrip, WHOLE, type RoundTrip } from '../support/round-trip';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const cleanUp = openCleanUp();
let trip: RoundTrip;
beforeAll(async () => {
  trip = await openRoundTrip(cleanUp);
});
afterAll(() => cleanUp.closeAll());

const HEADINGS = 'Mã tổ chức,Mã tổ chức cấp trên,Tên tổ chức,Tên tiếng Anh,Cấp,Loại hình\n';
const BELOW = 'R.1,R,Đảng bộ Một,,cơ sở,\nR.2,R,Đảng bộ Hai,,cơ sở,\n';
const PLANS = 'Mã tổ chức,Ngày dự kiến,Đại hội điểm,Ngày tổ chức\nR.1,10/02/2025,x,10/02/2025\nR.2,20/05/2025,,\n';

const LOWER = ['UPPER_GRASSROOTS', 'GRASSROOTS'];
const ONE_PILOT = {
  vi: 'đã tổ chức 1 đại hội điểm cấp cơ sở theo kế hoạch, đạt 100%',
  en: 'the only planned pilot congress at grassroots level has been held (100%)',
};

const ROOTS = [
  {
    root: 'Đảng Cộng sản Việt Nam,Communist Party of Viet Nam,trung ương,gốc',
    kind: 'ROOT',
    levels: ['CENTRAL', 'CENTRALLY_RUN', ...LOWER],
    chair: 'Ban Tổ chức Trung ương',
    where: { vi: 'trên toàn quốc', en: 'nationwide' },
  },
  {
    root: 'Đảng bộ tỉnh An Hòa,Party Organization of An Hoa Province,trực thuộc trung ương,tỉnh',
    kind: 'PROVINCE',
    levels: ['CENTRALLY_RUN', ...LOWER],
    chair: 'Ban Tổ chức Tỉnh ủy An Hòa',
    where: { vi: 'trên địa bàn tỉnh An Hòa', en: 'in An Hoa Province' },
  },
  {
    root: 'Đảng bộ thành phố Hải An,,cấp tỉnh,thành phố',
    kind: 'CITY',
    levels: ['CENTRALLY_RUN', ...LOWER],
    chair: 'Ban Tổ chức Thành ủy Hải An',
    where: { vi: 'trên địa bàn thành phố Hải An', en: 'in Hải An City' },
  },
  {
    root: 'Đảng bộ Khối Doanh nghiệp,Party Organization of the Bloc of Enterprises,trực thuộc TW,khối',
    kind: 'BLOC',
    levels: ['CENTRALLY_RUN', ...LOWER],
    chair: 'Ban Tổ chức Đảng ủy Khối Doanh nghiệp',
    where: { vi: 'trong Đảng bộ Khối Doanh nghiệp', en: 'in the Party Organization of the Bloc of Enterprises' },
  },
  {
    root: 'Đảng bộ Quân đội,Party Organization of the Military,trực thuộc trung ương,lực lượng',
    kind: 'FORCE',
    levels: ['CENTRALLY_RUN', ...LOWER],
    chair: 'Ban Tổ chức – Đảng bộ Quân đội',
    where: { vi: 'trong Đảng bộ Quân đội', en: 'in the Party Organization of the Military' },
  },
  {
    root: 'Đảng bộ huyện Châu Thành,,cấp huyện,',
    kind: 'LOCAL',
    levels: LOWER,
    chair: 'Ban Tổ chức Huyện ủy Châu Thành',
    where: { vi: 'trên địa bàn huyện Châu Thành', en: 'in Châu Thành District' },
  },
  {
    root: 'Đảng bộ Sở Y tế,Party Organization of the Department of Health,cấp trên cơ sở,gốc',
    kind: 'LOCAL',
    levels: LOWER,
    chair: 'Ban Tổ chức Đảng ủy Sở Y tế',
    where: { vi: 'trong Đảng bộ Sở Y tế', en: 'in the Party Organization of the Department of Health' },
  },
  {
    root: 'Đảng bộ xã Ấp Bắc,,cơ sở,gốc',
    kind: 'LOCAL',
    levels: ['GRASSROOTS'],
    chair: 'Đảng ủy xã Ấp Bắc',
    where: { vi: 'trên địa bàn xã Ấp Bắc', en: 'in Ấp Bắc Commune' },
  },
];

const FIGURES = `{
  viewer { organization { code } }
  campaign { levels { level } }
  progress { planned completed organization { code kind parentName } byLevel { level planned completed } }
  briefing(month: "2025-03") {
    chairOffice { vi } vi: text(language: VI) en: text(language: EN)
  }
}`;

interface Told {
  viewer: { organization: { code: string } };
  campaign: { levels: { level: string }[] };
  progress: {
    planned: number;
    completed: number;
    organization: { code: string; kind: string; parentName: string | null };
    byLevel: { level: string; planned: number; completed: number }[];
  };
  briefing: { chairOffice: { vi: string }; vi: string; en: string };
}

/** The rows of a table of Markdown, by their first cells. */
const levelsIn = (markdown: string): string[] =>
  [...markdown.matchAll(/^\| (Cấp [^|]*|Trực thuộc [^|]*) \| \d/gm)].map(([, name = '']) => name);

describe.each(ROOTS)('the root $root', ({ root, kind, levels, chair, where }) => {
  let database: TestDatabase;
  let told: Told;

  beforeAll(async () => {
    database = await trip.openEmpty();
    const files = { 'campaign.json': CAMPAIGN, 'o.csv': `${HEADINGS}R,,${root}\n${BELOW}`, 'p.csv': PLANS };
    const imported = await importTexts(database.dataSource, files);
    expect({ lines: linesOf(imported), recorded: imported.recorded }).toEqual({ lines: [], recorded: true });
    const app = await startOn(database.url);
    cleanUp.add(() => app.close());
    const token = await tokenFor(Role.ADMIN, 'R');
    told = requireData(await post<Told, object>(app.url, FIGURES, {}, token));
    const publish = 'mutation { publishBriefing(input: { month: "2025-03" }) { position } }';
    requireData(await post(app.url, publish, {}, token));
    const published = requireData(await post<Told, object>(app.url, FIGURES, {}, token));
    expect(published.briefing.vi).not.toContain('DỰ THẢO');
    expect(published.briefing.vi).toContain(where.vi);
  });

  test('is counted without a code, in the levels at and below its own', () => {
    const { viewer, campaign, progress } = told;
    expect(viewer.organization.code).toBe('R');
    expect(progress).toMatchObject({ planned: 2, completed: 1, organization: { code: 'R', kind, parentName: null } });
    expect(campaign.levels.map(({ level }) => level)).toEqual(levels);
    expect(progress.byLevel.map(({ level }) => level)).toEqual(levels);
    expect(progress.byLevel.at(-1)).toEqual({ level: 'GRASSROOTS', planned: 2, completed: 1 });
  });

  test('is what its briefing speaks of', () => {
    const { chairOffice, vi, en } = told.briefing;
    expect(chairOffice.vi).toBe(chair);
    expect(vi).toContain(`Tính đến hết ngày 28/02/2025, ${where.vi} ${ONE_PILOT.vi}.`);
    expect(en).toContain(`As of 28 February 2025, ${where.en}, ${ONE_PILOT.en}.`);
    expect(vi.includes('toàn quốc')).toBe(kind === 'ROOT');
    // The whole Party needs no name; every other root has it below the title.
    const [name = ''] = root.split(',');
    expect(vi.includes(`**${name}**`)).toBe(kind !== 'ROOT');
  });

  test('has no rows for levels above its own in its briefing', () => {
    const { vi, en } = told.briefing;
    const rows = {
      GRASSROOTS: 'Cấp cơ sở',
      UPPER_GRASSROOTS: 'Cấp trên trực tiếp cơ sở',
      CENTRALLY_RUN: 'Trực thuộc Trung ương',
    };
    const expected = Object.entries(rows).flatMap(([level, name]) => (levels.includes(level) ? [name] : []));
    // One level alone is the total.
    expect(levelsIn(vi)).toEqual(expected.length > 1 ? expected : []);
    expect(vi.includes('Tính chung các cấp,')).toBe(levels.length > 1);
    expect(en.includes('At all levels together,')).toBe(levels.length > 1);
    expect(vi.includes('trực thuộc Trung ương')).toBe(levels.includes('CENTRALLY_RUN'));
  });

  test('goes out with what it has published, and comes back (P15)', async () => {
    expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
    const to = `out-${ROOTS.findIndex((each) => each.root === root)}`;
    await trip.giaoban(database.url, 'export', '--to', to);
    await trip.expectSame(to, await trip.restore(to, 'csv'), WHOLE);
  });
});
