/** The API and the documents of a briefing say the same, figure by figure, in both languages: drafts, and what every form has published (P16). */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { FORM_1, FORM_2 } from '../published/forms';
import { openCleanUp } from '../support/clean-up';
import { openTestDatabase } from '../support/open-database';
import { playBriefings, PUBLISHED_BRIEFINGS } from '../support/play-briefings';
import {
  readBriefingText,
  readDay,
  readNumber,
  readShares,
  type ReadBriefing,
  type TextLanguage,
} from '../support/read-briefing-text';
import { runGiaoban } from '../support/run-giaoban';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';
import { nodesOf } from '../support/nodes-of';

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

const LANGUAGES: readonly TextLanguage[] = ['VI', 'EN'];
const DRAFTS = [
  { month: '2025-05', organization: 'TW' },
  { month: '2025-05', organization: 'AH' },
];
const FIRST_FORM = PUBLISHED_BRIEFINGS.map((each) => ({ ...each, form: 1 }));
const SECOND_FORM = PUBLISHED_BRIEFINGS.map((each) => ({ ...each, form: 2 }));
const NEWEST = [...PUBLISHED_BRIEFINGS, ...DRAFTS].map((each) => ({ ...each, form: 3 }));
const RESTORED: Readonly<Record<number, string>> = { 1: FORM_1, 2: FORM_2 };

interface Figure {
  key: string;
  label: string;
  unit: string;
  value: number | null;
  period: string;
  asOf: string;
}

interface Child {
  organization: { name: string; nameEn: string | null };
  planned: number;
  completed: number;
  rate: number | null;
}

interface Answer {
  briefing: {
    form: number;
    title: { vi: string; en: string | null };
    sections: { kind: string; title: string; figures: { key: string }[] }[];
    figures: Figure[];
    markdown: string;
    html: string;
    restatements: { figure: { key: string } }[];
  };
  progress: { children: { edges: { node: Child }[] } };
}

const QUERY = `query ($month: Month!, $organization: String!, $language: Language!, $asOf: Date!) {
  briefing(month: $month, organization: $organization) {
    form title { vi en } sections { kind title(language: $language) figures { key } }
    figures { key label(language: $language) unit(language: $language) value period asOf }
    markdown: text(language: $language) html: text(language: $language, format: HTML)
    restatements { figure { key } }
  }
  progress(within: $organization, asOf: $asOf) { children(orderBy: RATE_DESC, first: 200) { edges { node { organization { name nameEn } planned completed rate } } } }
}`;

const servers: Record<number, { url: string; databaseUrl: string }> = {};
let token: string;

beforeAll(async () => {
  token = await tokenFor(Role.ADMIN, 'TW');
  for (const form of [1, 2, 3]) {
    const database = await openTestDatabase();
    cleanUp.add(() => database.close());
    const folder = RESTORED[form];
    if (folder === undefined) await playBriefings(database.dataSource, database.url);
    else await restore(database.url, folder);
    const app = await startOn(database.url);
    cleanUp.add(() => app.close());
    servers[form] = { url: app.url, databaseUrl: database.url };
  }
});

async function restore(databaseUrl: string, folder: string): Promise<void> {
  const files = ['campaign.json', 'organizations.csv', 'events.csv'].map((name) => join(folder, name));
  const given = { folder, settings: { DATABASE_URL: databaseUrl } };
  expect((await runGiaoban(['import', ...files, '--no-annotate'], given)).code).toBe(0);
}

interface Asked {
  form: number;
  month: string;
  organization: string;
}

interface Both {
  briefing: Answer['briefing'];
  children: Child[];
  text: ReadBriefing;
}

const kept = new Map<string, Promise<Both>>();

/** What was read of one briefing in one language: nothing is changed here meanwhile. */
function readBoth(asked: Asked, language: TextLanguage): Promise<Both> {
  const key = `${asked.form} ${asked.month} ${asked.organization} ${language}`;
  const both = kept.get(key) ?? readAnew(asked, language);
  kept.set(key, both);
  return both;
}

async function readAnew({ form, month, organization }: Asked, language: TextLanguage): Promise<Both> {
  const ask = async (asOf: string): Promise<Answer> => {
    const variables = { month, organization, language, asOf };
    return requireData(await post<Answer, object>(servers[form]?.url ?? '', QUERY, variables, token));
  };
  const { briefing } = await ask('2025-01-01');
  const { progress } = await ask(briefing.figures[0]?.asOf ?? '');
  return { briefing, children: nodesOf(progress.children), text: readBriefingText(briefing.markdown) };
}

const valueOf = (figures: readonly Figure[], id: string): number | null | undefined =>
  figures.find((each) => each.key === id)?.value;

const PERIODS: Record<TextLanguage, Record<string, string>> = {
  VI: { IN_MONTH: 'Trong tháng', YEAR_TO_DATE: 'Từ đầu năm', AT_DATE: 'Thời điểm' },
  EN: { IN_MONTH: 'In the month', YEAR_TO_DATE: 'Year to date', AT_DATE: 'On the day' },
};
const ROWS = ['level.grassroots', 'pilot.grassroots', 'level.upperGrassroots', 'pilot.upperGrassroots'];
/** Of a grassroots body, whose congresses are all of one level, only the pilot and the total. */
const ONE_LEVEL = ['congress.pilot.grassroots', 'congress'];

function rowsOf(figures: readonly Figure[]): string[] {
  const rows = [...ROWS.map((each) => `congress.${each}`), 'congress.level.centrallyRun', 'congress'];
  const known = rows.filter((prefix) => valueOf(figures, `${prefix}.planned`) !== undefined);
  return known.includes('congress.level.upperGrassroots') ? known : ONE_LEVEL;
}

const GRADES = ['excellent', 'good', 'satisfactory', 'unsatisfactory', 'unnamed'];

describe.each([...FIRST_FORM, ...SECOND_FORM, ...NEWEST])('form $form, $month, $organization', (asked) => {
  describe.each(LANGUAGES)('in %s', (language) => {
    const read = (text: string | undefined): number | null => readNumber(text ?? '', language);

    test('title, and headings in their order', async () => {
      const { briefing, text } = await readBoth(asked, language);
      expect(briefing.form).toBe(asked.form);
      expect(text.title).toBe(language === 'EN' ? (briefing.title.en ?? briefing.title.vi) : briefing.title.vi);
      const headings = text.parts.map(({ heading }) => heading);
      expect(headings.slice(0, -1)).toEqual(briefing.sections.map(({ title }) => title));
      expect([...briefing.html.matchAll(/<h2>(?:[IVX]+\. )?([^<]*)<\/h2>/g)].map(([, heading]) => heading)).toEqual(
        expect.arrayContaining(headings),
      );
    });

    test('every figure, in the order of the sections', async () => {
      const { briefing, text } = await readBoth(asked, language);
      const annex = text.parts.at(-1)?.tables[0]?.rows ?? [];
      const said = annex.map(([label, value, unit, period, asOf]) => ({
        ...{ label, unit, period },
        value: read(value),
        asOf: readDay(asOf ?? '', language),
      }));
      // Documents have two decimals of what is averaged.
      const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
      expect(said).toEqual(
        briefing.figures.map(({ label, unit, value, period, asOf }) => {
          return { label, unit, period: PERIODS[language][period], value: round(value), asOf };
        }),
      );
      const inSections = briefing.sections.flatMap(({ figures }) => figures.map(({ key }) => key));
      const ids = briefing.figures.map(({ key }) => key);
      expect([...inSections].sort()).toEqual([...ids].sort());
      if (asked.form > 1) expect(inSections).toEqual(ids);
    });

    test('shares in tables and sentences are those of the figures', async () => {
      const { briefing, text } = await readBoth(asked, language);
      const { figures } = briefing;
      const [congresses] = text.parts;
      expect(congresses?.tables[0]?.rows.map((row) => row.slice(1).map(read))).toEqual(
        rowsOf(figures).map((prefix) =>
          ['planned', 'completed', 'rate'].map((each) => valueOf(figures, `${prefix}.${each}`)),
        ),
      );
      const rating = text.parts.find(({ heading }) => /xếp loại|rating/.test(heading));
      expect(rating?.tables[0]?.rows.slice(0, -1).map((row) => row.slice(1).map(read)) ?? []).toEqual(
        rating === undefined
          ? []
          : GRADES.map((grade) => ['count', 'share'].map((each) => valueOf(figures, `rating.${grade}.${each}`))),
      );
      const known = figures.filter(({ key }) => /\.(rate|share)$/.test(key)).map(({ value }) => value);
      const said = text.parts.slice(0, -1).flatMap((part) => readShares(part.text, language));
      expect(said.filter((share) => !known.includes(share))).toEqual([]);
    });

    test('the chart of bodies has what progress says of them, in its order', async () => {
      const { briefing, children, text } = await readBoth(asked, language);
      const bars = text.parts[0]?.tables.find(({ caption }) => /theo đơn vị|by body/.test(caption))?.rows ?? [];
      const shown = children.length < 2 ? [] : children;
      expect(bars.map((row) => row.slice(1, 3).map(read))).toEqual(
        shown.map(({ planned, completed }) => [planned, completed]),
      );
      for (const [index, [name = '', , , share = '']] of bars.entries()) {
        const { organization, rate } = children[index]!;
        expect(organization.name.toLowerCase()).toContain(name.toLowerCase());
        expect(Math.abs((rate ?? 0) * 100 - (read(share) ?? 0))).toBeLessThan(0.06);
        if (rate !== null) expect(briefing.html).toContain(`>${share} (`);
      }
    });

    test('months are written in one way', async () => {
      const { briefing } = await readBoth(asked, language);
      const words = briefing.html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, '\n');
      const months = [...words.matchAll(/(?<![\d/-])(\d{1,2})\/(20\d\d)/g)].map(([month]) => month);
      const isOfficial = (month: string): boolean => language === 'VI' && /^(0[12]|[3-9]|1[0-2])\//.test(month);
      if (asked.form > 1) expect(months.filter((month) => !isOfficial(month))).toEqual([]);
      expect(briefing.title.vi).not.toMatch(/tháng [12]\//);
    });
  });

  test('nothing is restated that only another rounding would say otherwise', async () => {
    const { briefing } = await readBoth(asked, 'VI');
    expect(briefing.restatements.filter(({ figure }) => figure.key.endsWith('.share'))).toEqual([]);
  });
});

describe('in the newest form', () => {
  const shareOf = async (asked: Asked, id: string) => valueOf((await readBoth(asked, 'VI')).briefing.figures, id);

  test('all but one are not all, and one is not none', async () => {
    const [, , ofProvince] = NEWEST;
    expect(await shareOf(ofProvince!, 'rating.excellent.share')).toBe(99.9);
    expect(await shareOf(ofProvince!, 'rating.unsatisfactory.share')).toBe(0.1);
    expect(await shareOf(ofProvince!, 'rating.good.share')).toBe(0);
    // What was published stays as it was said.
    expect(await shareOf(FIRST_FORM[2]!, 'rating.excellent.share')).toBe(100);
  });

  test('what goes on after the month that is told of is said from its first day on', async () => {
    const { markdown } = (await readBoth(NEWEST[2]!, 'EN')).briefing;
    expect(markdown).toContain('From 1 March 2025 to 10 April 2025, 2 congresses were held.');
    expect(markdown).toContain('*Results of March 2025 and of the first three months of 2025; tasks for April 2025*');
  });

  test('a draft before its cut-off says up to which day it counts', async () => {
    const { markdown } = (await readBoth(NEWEST.at(-1)!, 'EN')).briefing;
    expect(markdown).toContain('Figures up to 10 April 2025');
    expect(markdown).not.toContain('30 April 2025');
  });

  test('figures are told of the levels at and below the organization, and no others', async () => {
    const levelsOf = async (asked: Asked): Promise<string[]> =>
      (await readBoth(asked, 'VI')).briefing.figures.flatMap(
        ({ key }) => /^congress\.level\.(\w+)\.planned$/.exec(key)?.[1] ?? [],
      );
    const all = ['grassroots', 'upperGrassroots', 'centrallyRun'];
    const [, ofParty, ofProvince, ofDistrict, ofWard] = NEWEST;
    expect(await levelsOf(ofParty!)).toEqual(all);
    expect(await levelsOf(ofProvince!)).toEqual(all);
    expect(await levelsOf(ofDistrict!)).toEqual(all.slice(0, 2));
    expect(await levelsOf(ofWard!)).toEqual(all.slice(0, 1));
    expect(await levelsOf(SECOND_FORM[4]!)).toEqual(all);
  });

  test('every indicator stands in its section, by its name', async () => {
    const { briefing, text } = await readBoth(NEWEST[2]!, 'EN');
    const partOf = (kind: string) => text.parts[briefing.sections.findIndex((each) => each.kind === kind)];
    expect(partOf('PERSONNEL')?.tables[0]?.rows).toEqual([['Transfers', 'people', '5', '12']]);
    expect(partOf('OTHER_INDICATORS')?.tables[0]?.rows.map(([name]) => name)).toEqual(['Average age', 'Admissions']);
  });
});

test('the export of progress has the rates of the API', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-rates-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
  const { url, databaseUrl } = servers[3]!;
  const words = ['export', 'progress', '--output', 'progress.csv'];
  expect((await runGiaoban(words, { folder, settings: { DATABASE_URL: databaseUrl } })).code).toBe(0);
  const lines = (await readFile(join(folder, 'progress.csv'), 'utf8')).split('\r\n').map((line) => line.split(','));
  for (const code of ['TW', 'AH', 'AH.CT']) {
    const query = '{ progress(within: "CODE") { planned completed rate } }'.replace('CODE', code);
    const { progress } = requireData(await post<{ progress: Record<string, number> }, object>(url, query, {}, token));
    const row = lines.find(([organization, , level]) => organization === code && level === '');
    expect([row?.[5], row?.[6], row?.at(-2)].map(Number)).toEqual(Object.values(progress));
  }
});
