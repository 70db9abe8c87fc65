/** A published briefing, and what was corrected after it, go through files of every format and back (P15). */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from '../../src/change/answer';
import { changeBriefing } from '../../src/briefing/change-briefing';
import { publishBriefing } from '../../src/briefing/publish-briefing';
import { closeOrganization } from '../../src/closure/close-organization';
import { recordDeclaration, retractDeclaration } from '../../src/declaration/record-declaration';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { FORMATS } from '../../src/spreadsheet/write-table';
import { OverMonths, OverOrganizations } from '../../src/indicator/adding-up';
import {
  correctIndicatorValue,
  recordIndicatorValues,
  retractIndicatorValue,
} from '../../src/indicator/record-indicator-values';
import { addIndicator } from '../../src/indicator/add-indicator';
import { verify } from '../../src/progress/verify';
import { openCleanUp } from '../support/clean-up';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { ADMIN } from '../support/plant-tree';
import { playSmallCampaign } from '../support/play-small-campaign';
import { runHere } from '../support/run-here';
import { post, startOn, tokenFor } from '../support/start-test-app';
import { Role } from '../../src/access/viewer';

const cleanUp = openCleanUp();
let folder: string;
let source: TestDatabase;
let said: unknown;

/** Letters that files have their own ways with, in a text beyond what a cell of a workbook holds. */
const TASK = { vi: `=1+1 "Rà soát", ${'khẩn trương – '.repeat(60)}\r\nxong; \u{1f4c4}\ttốt`, en: null };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-published-'));
  cleanUp.add(() => rm(folder, { recursive: true }));
  source = await openEmpty();
  await playSmallCampaign(source.dataSource);
  await publishAndCorrect();
  await giaoban(source.url, 'export', '--to', 'csv');
  said = await whatIsSaid(source.url);
});
afterAll(() => cleanUp.closeAll());

async function openEmpty(): Promise<TestDatabase> {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  return database;
}

async function giaoban(url: string, ...words: string[]): Promise<void> {
  const { code, out, err } = await runHere(words, { folder, settings: { DATABASE_URL: url } });
  expect({ code, told: code === 0 ? '' : out + err }).toEqual({ code: 0, told: '' });
}

async function publishAndCorrect(): Promise<void> {
  const { dataSource } = source;
  const run = <Input>(
    mutate: (to: typeof dataSource, viewer: typeof ADMIN, input: Input) => Promise<Answer>,
    input: Input,
  ): Promise<Answer> => mutate(dataSource, ADMIN, input);
  const adding = { overOrganizations: OverOrganizations.SUM, overMonths: OverMonths.LAST };
  const words = { name: 'Hồ sơ', nameEn: 'Files', unit: 'hồ sơ', unitEn: 'files' };
  await run(addIndicator, { code: 'files', ...words, ...adding });
  // Two have the same code: that of the root was the second.
  for (const organization of ['O2', 'O0'])
    await run(addIndicator, { organization, code: 'visits', ...words, ...adding });
  const value = { organization: 'O3', code: 'files', month: '2020-03' };
  const other = { ...value, organization: 'O2' };
  await run(recordIndicatorValues, {
    values: [
      { ...value, value: 7 },
      { ...other, value: 5 },
      { ...other, code: 'visits', value: 2 },
      { ...other, organization: 'O0', code: 'visits', value: 30 },
    ],
  });
  await run(recordDeclaration, { organization: 'O2', completed: 3, asOf: '2020-03-31' });
  await run(changeBriefing, { month: '2020-04', tasks: Array.from({ length: 50 }, () => TASK) });
  await run(publishBriefing, { month: '2020-04' });
  const reason = 'Đếm lại';
  await run(correctIndicatorValue, { ...value, value: 8, reason });
  await run(retractIndicatorValue, { ...other, reason });
  await run(retractDeclaration, { organization: 'O2', reason });
  await run(closeOrganization, { organization: 'O3', on: '2020-04-01', reason });
}

/** By the API: the briefing, the change of its figures since, and the rest of what was recorded. */
async function whatIsSaid(url: string): Promise<unknown> {
  const app = await startOn(url);
  const query = `{ briefing(month: "2020-04") {
      contentHash publishedOn text(format: HTML) figures { key value }
      restatements { figure { key } before after causesTotal causes { position kind reason by organization { code } } }
    }
    reconciliation { totalCount } indicator(code: "files") { figures(month: "2020-04") { inMonth } }
    own: indicator(organization: "O2", code: "visits") { code organization { code } figures { atEnd } }
    root: indicator(code: "visits") { code organization { code } figures { atEnd } }
  }`;
  const answer = await post<{ briefing: { restatements: unknown[] } }, object>(
    app.url,
    query,
    {},
    await tokenFor(Role.ADMIN, 'O0'),
  );
  await app.close();
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    own: { code: 'visits', organization: { code: 'O2' }, figures: { atEnd: 2 } },
    root: { code: 'visits', organization: { code: 'O0' }, figures: { atEnd: 30 } },
  });
  expect(answer.data?.briefing.restatements).not.toEqual([]);
  return answer.data;
}

test.each(FORMATS)('through %s', async (format) => {
  if (format !== 'csv') await giaoban(source.url, 'export', '--to', format, '--format', format);
  const database = await openEmpty();
  const files = ['campaign.json', `organizations.${format}`, `events.${format}`].map((file) => `${format}/${file}`);
  await giaoban(database.url, 'import', ...files, '--no-annotate');
  expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
  await giaoban(database.url, 'export', '--to', `${format}-again`);
  for (const sheet of ['organizations.csv', 'congresses.csv', 'events.csv', 'progress.csv']) {
    const [before, after] = await Promise.all(
      ['csv', `${format}-again`].map((place) => readFile(join(folder, place, sheet))),
    );
    expect({ sheet, isEqual: after?.equals(before ?? Buffer.alloc(0)) }).toEqual({ sheet, isEqual: true });
  }
  expect(await whatIsSaid(database.url)).toEqual(said);
});
