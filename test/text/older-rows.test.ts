/** Rows from before the rules: they are read, exported in every format, imported again and restored, and a terminal obeys nothing of them. */
import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Role } from '../../src/access/viewer';
import { Snapshot } from '../../src/database/snapshot';
import { exportCampaign } from '../../src/exchange/campaign-file';
import { openScope } from '../../src/exchange/export-scope';
import { exportSheet, SHEET_NAMES, type SheetName } from '../../src/exchange/export-sheet';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { FORMATS, type Format } from '../../src/spreadsheet/write-table';
import { openZip, unfold } from '../../src/spreadsheet/zip-archive';
import { verify } from '../../src/progress/verify';
import { BAD_TEXTS } from '../support/bad-texts';
import { openCleanUp } from '../support/clean-up';
import { importCountry, importTexts, linesOf, type Texts } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { startGiaoban } from '../support/run-giaoban';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const cleanUp = openCleanUp();
let source: TestDatabase;

/** All that the database can hold, in one text; and what a spreadsheet would take for a formula or a number of a sign. */
const STORABLE = BAD_TEXTS.filter(({ isStorable }) => isStorable).map(({ character }) => character);
const UGLY = `'＝1 _x0041_ _x005F${STORABLE.join('a')}\r\n _xFFFE_ \u200bé `;
const LONG = '\n＝'.padEnd(3_000, 'x');

beforeAll(async () => {
  source = await openTestDatabase();
  cleanUp.add(() => source.close());
  const { dataSource } = source;
  await importCountry(dataSource);
  await importTexts(dataSource, {
    'plans.ndjson':
      '{"organization":"A.2","plannedOn":"2025-03-20","heldOn":"2025-02-27","note":"Tốt","reason":"Vì"}\n',
  });
  await dataSource.query('UPDATE organization SET name = $1, name_en = $1, region = $2', [UGLY, UGLY.slice(0, 50)]);
  await dataSource.query('UPDATE congress SET note = $1', [UGLY]);
  await dataSource.query('UPDATE congress_report SET note = $1', [UGLY]);
  await dataSource.query('UPDATE campaign SET name = $1, term = $1, directive = $1', [UGLY]);
  await dataSource.query(
    `UPDATE log_entry SET actor = $2, reason = CASE WHEN reason IS NULL THEN NULL ELSE $1 END,
        body = CASE WHEN body ? 'note' AND body ->> 'note' IS NOT NULL THEN jsonb_set(body, '{note}', to_jsonb($1::text))
                    WHEN kind = 'CAMPAIGN.FOUNDED'
                    THEN body || jsonb_build_object('name', $1::text, 'term', $1::text, 'directive', $1::text)
                    ELSE body END`,
    [UGLY, LONG],
  );
});
afterAll(() => cleanUp.closeAll());

async function exportOf(dataSource: DataSource, format: Format, sheets: readonly SheetName[]): Promise<Texts> {
  const snapshot = new Snapshot(dataSource);
  try {
    const scope = await openScope(snapshot, { within: undefined, asOf: undefined });
    const texts: Record<string, string | Buffer> = { 'campaign.json': await exportCampaign(scope, new Date(0)) };
    for (const sheet of sheets) {
      const output = new PassThrough();
      const bytes = buffer(output);
      await exportSheet(scope, sheet, { format, language: 'en', output, show: () => undefined });
      output.end();
      texts[`${sheet}.${format}`] = await bytes;
    }
    return texts;
  } finally {
    await snapshot.close();
  }
}

test('they are sound', async () => {
  expect(await verify(source.dataSource, { more: RECORD_CHECKS })).toEqual([]);
});

describe.each(FORMATS)('as %s', (format) => {
  test('a whole log is restored to the last sign, and known when it comes again', async () => {
    const texts = await exportOf(source.dataSource, format, ['organizations', 'events']);
    const copy = await openTestDatabase();
    cleanUp.add(() => copy.close());
    const imported = await importTexts(copy.dataSource, texts);
    expect(linesOf(imported)).toEqual([]);
    expect(await verify(copy.dataSource, { more: RECORD_CHECKS })).toEqual([]);
    expect(await exportOf(copy.dataSource, 'ndjson', SHEET_NAMES)).toEqual(
      await exportOf(source.dataSource, 'ndjson', SHEET_NAMES),
    );
    for (const { dataSource } of [copy, source]) {
      expect(await importTexts(dataSource, texts)).toMatchObject({ positions: null, recorded: true });
    }
  });

  test('what stands is nothing new when it is imported as it stands', async () => {
    const texts = await exportOf(source.dataSource, format, ['organizations', 'congresses']);
    const imported = await importTexts(source.dataSource, texts);
    expect(linesOf(imported)).toEqual([]);
    expect(imported).toMatchObject({ positions: null, recorded: true });
  });
});

test('a workbook of them has nothing in it that XML cannot hold', async () => {
  const texts = await exportOf(source.dataSource, 'xlsx', SHEET_NAMES);
  for (const [name, bytes] of Object.entries(texts).filter(([each]) => each.endsWith('.xlsx'))) {
    for (const entry of openZip(bytes as Buffer) ?? []) {
      const xml = unfold(entry)!.toString();
      // eslint-disable-next-line no-control-regex
      expect({ name, found: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(xml) }).toEqual({
        name,
        found: null,
      });
    }
  }
});

test('they are answered, and watched without a sign that a terminal would obey', async () => {
  const app = await startOn(source.url);
  cleanUp.add(() => app.close());
  const admin = await tokenFor(Role.ADMIN, 'TW');
  const answer = await post<{ organization: { name: string }; progress: { cursor: string } }, object>(
    app.url,
    '{ organization(code: "A.2") { name } progress { cursor } }',
    {},
    admin,
  );
  const { organization, progress } = requireData(answer);
  expect(organization.name).toBe(UGLY);
  const url = `${app.url.replace('http', 'ws')}/graphql`;
  const watching = startGiaoban(['watch', '--url', url, '--token', admin, '--after', progress.cursor], {
    folder: '.',
    settings: {},
  });
  await post(
    app.url,
    'mutation { planCongress(input: { organization: "A.1.01" }) { position } }',
    {},
    await tokenFor(Role.ADMIN, 'TW', 'Ấp'),
  );
  await watching.until('| Ấp\n');
  watching.kill('SIGINT');
  const { out } = await watching.ended;
  expect(out).toMatch(/^\d+ CONGRESS_PLANNED A\.1\.01 '＝1 .*<U\+0007>a.*<U\+202E>.* \| .* \| Ấp\n$/u);
  // eslint-disable-next-line no-control-regex
  expect(out.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
});

describe('half a surrogate pair, or NUL', () => {
  const RECORD = { kind: 'CAMPAIGN.FOUNDED', organization: null, status: null, pilot: null };

  test.each([
    ['a note', { note: '\ud83d' }],
    ['the actor', { by: 'x\ud83d' }],
    ['the organization', { organization: 'A.2\ud83d' }],
    ['a record', { ...RECORD, record: '{"name":"\\ud83d"}' }],
    ['a record', { ...RECORD, record: '{"name":"\\u0000"}' }],
  ])('in %s of a log is told in its row, and not as a fault of the database', async (_name, more) => {
    const copy = await openTestDatabase();
    try {
      const { 'campaign.json': campaign, 'organizations.csv': organizations } = await exportOf(
        source.dataSource,
        'csv',
        ['organizations'],
      );
      const event = {
        position: 1,
        recordedAt: '2025-03-01T00:00:00Z',
        day: '2025-03-01',
        kind: 'PLANNED',
        organization: 'A.2',
        status: 'PLANNED',
        plannedOn: null,
        pilot: false,
        ...more,
      };
      const imported = await importTexts(copy.dataSource, {
        'campaign.json': campaign!,
        'organizations.csv': organizations!,
        'events.ndjson': `${JSON.stringify(event)}\n`,
      });
      expect(imported.recorded).toBe(false);
      expect(linesOf(imported)).toEqual([
        expect.stringMatching(/row 1, column "\w+", .*(contains U\+(D83D|0000), which no database can hold|NUL character|There is no organization)/),
      ]);
    } finally {
      await copy.close();
    }
  });
});
