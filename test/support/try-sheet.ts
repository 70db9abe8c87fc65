/** Imports files over the campaign of the examples, and says what came of them in the words of the command. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataSource } from 'typeorm';
import { describeImport } from '../../src/exchange/describe-import';
import { importFiles } from '../../src/exchange/import-files';
import { readFiles } from '../../src/exchange/read-files';
import type { RecognitionOptions } from '../../src/exchange/recognise-table';
import { Problem } from '../../src/problem';
import { AS_USUAL, emptyDatabase, importTexts } from './import-texts';

export interface TrialOptions extends RecognitionOptions {
  skipBad?: boolean;
  sheet?: string;
  /** Over a database without a campaign. */
  isEmpty?: boolean;
}

const EXAMPLES = join(__dirname, '../../examples/campaign');
const CAMPAIGN_FILES = ['campaign.json', 'organizations.csv', 'plans.csv'];

export async function setUpCampaign(dataSource: DataSource): Promise<void> {
  await emptyDatabase(dataSource);
  const texts = CAMPAIGN_FILES.map((name) => [name, readFileSync(join(EXAMPLES, name))] as const);
  await importTexts(dataSource, Object.fromEntries(texts));
}

/** The lines of the command, and then what is different in the database; the campaign is as before afterwards. */
export async function trySheet(
  dataSource: DataSource,
  paths: readonly string[],
  { skipBad = false, isEmpty = false, ...reading }: TrialOptions,
): Promise<string[]> {
  if (isEmpty) await emptyDatabase(dataSource);
  const before = new Set(await listState(dataSource));
  try {
    const files = await readFiles(paths, { ...reading, nameOf: (path) => basename(path) });
    const imported = await importFiles(dataSource, files, { ...AS_USUAL, skipBad });
    const lines = describeImport(imported, { language: 'en', dryRun: false, skipBad }, []);
    const changed = (await listState(dataSource)).filter((line) => !before.has(line));
    if (imported.recorded || isEmpty) await setUpCampaign(dataSource);
    // What is recorded is told by what has changed, not by the positions of the log.
    const said = imported.recorded ? lines.slice(0, -1) : lines;
    return [...said, ...(imported.recorded && changed.length === 0 ? ['→ nothing changes'] : changed)];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (isEmpty) await setUpCampaign(dataSource);
    return [error.message];
  }
}

interface State {
  code: string;
  name: string;
  status: string | null;
  plannedOn: string | null;
  heldOn: string | null;
  counts: (number | null)[];
  note: string | null;
}

const STATE = `
  SELECT o.code, o.name, c.status, c.planned_on AS "plannedOn", c.held_on AS "heldOn",
         ARRAY[c.delegates_summoned, c.delegates_attended, c.committee_elected] AS counts, c.note
    FROM organization o LEFT JOIN congress c ON c.organization_id = o.id ORDER BY o.code`;

async function listState(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<State[]>(STATE);
  return rows.map(({ code, name, status, plannedOn, heldOn, counts, note }) => {
    const count = counts.some((each) => each !== null) ? `, ${counts.map((each) => each ?? '–').join('/')}` : '';
    const said = note === null ? '' : `, ${JSON.stringify(note)}`;
    if (heldOn !== null) return `→ ${code} held on ${heldOn}${count}${said}`;
    if (status !== null) return `→ ${code} ${status.toLowerCase()} ${plannedOn ?? 'without a day'}`;
    return `→ ${code} ${name}`;
  });
}
