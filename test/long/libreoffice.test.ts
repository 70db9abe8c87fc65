/** P15: every sheet that goes out comes back in unchanged after LibreOffice has opened and saved it: the small country with its log, or with LIBREOFFICE_COUNTRY=whole the whole one. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { openRoundTrip, type RoundTrip } from '../support/round-trip';
import { runGiaoban } from '../support/run-giaoban';
import { cloneTemplate } from '../support/templates';

const SOFFICE = process.env['SOFFICE_PATH'] ?? 'soffice';
/** Texts as they are shown, separated by commas, in UTF-8. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false';
const XLSX = 'xlsx:Calc MS Excel 2007 XML';
/** The whole country takes minutes. */
const IS_WHOLE = process.env['LIBREOFFICE_COUNTRY'] === 'whole';
const SHEETS = ['organizations', 'congresses', 'documents'] as const;

const cleanUp = openCleanUp();
let trip: RoundTrip;
let url: string;

beforeAll(async () => {
  await requireLibreOffice();
  trip = await openRoundTrip(cleanUp, runGiaoban);
  const source = await cloneTemplate(IS_WHOLE ? 'whole' : 'small');
  cleanUp.add(source.drop);
  url = source.url;
});
afterAll(() => cleanUp.closeAll());

async function requireLibreOffice(): Promise<void> {
  await promisify(execFile)(SOFFICE, ['--version']).catch((error: unknown) => {
    const how = 'Install it (apt-get install libreoffice-calc-nogui), or name it in SOFFICE_PATH.';
    throw new Error(`LibreOffice cannot be started as ${SOFFICE}. ${how}`, { cause: error });
  });
}

/** Into a folder of their own, with a profile of its own: another instance may be open. */
async function convert(to: string, into: string, ...files: string[]): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(trip.folder, 'profile')}`;
  const paths = files.map((file) => join(trip.folder, file));
  await mkdir(join(trip.folder, into), { recursive: true });
  const words = [profile, '--headless', '--convert-to', to, '--outdir', join(trip.folder, into), ...paths];
  await promisify(execFile)(SOFFICE, words);
}

test.each(['vi', 'en'])('organizations, congresses and documents, as workbooks and as CSV (%s)', async (language) => {
  const out = `out-${language}`;
  await trip.giaoban(url, 'export', '--to', out, '--format', 'xlsx', '--language', language);
  const sheets = SHEETS.map((name) => `${out}/${name}.xlsx`);
  await convert(XLSX, `${out}-saved`, ...sheets);
  await convert(CSV, `${out}-text`, ...sheets);
  for (const folder of [`${out}-saved`, `${out}-text`]) {
    for (const name of SHEETS) {
      const file = `${folder}/${name}.${folder.endsWith('text') ? 'csv' : 'xlsx'}`;
      const said = await trip.giaoban(url, 'import', '--dry-run', '--language', 'en', file);
      const unchanged = new RegExp(`^${file}[^:]*: ([\\d,]+) rows? of ${name}: (?:\\1 unchanged|none)\\.\\n`);
      expect(said).toMatch(unchanged);
      expect(said).toContain('A real run would record no events.');
    }
  }
});

test('the whole log, into an empty database', async () => {
  await trip.giaoban(url, 'export', '--to', 'log');
  await trip.giaoban(url, 'export', '--to', 'log-xlsx', '--format', 'xlsx');
  await convert(XLSX, 'log-saved', 'log-xlsx/organizations.xlsx', 'log-xlsx/events.xlsx');
  const database = await trip.openEmpty();
  const files = ['log/campaign.json', 'log-saved/organizations.xlsx', 'log-saved/events.xlsx'];
  await trip.giaoban(database.url, 'import', ...files);
  await trip.giaoban(database.url, 'export', '--to', 'log-again');
  const sheets = ['campaign.json', 'organizations.csv', 'congresses.csv', 'events.csv', 'documents.csv'];
  await trip.expectSame('log', 'log-again', sheets);
});
