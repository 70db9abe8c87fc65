/** A folder with files of a locality, beside a database that holds the campaign of examples/campaign, for commands as they are typed. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCleanUp } from './clean-up';
import { openTestDatabase, type TestDatabase } from './open-database';
import { runGiaoban, type Ended } from './run-giaoban';
import { runHere } from './run-here';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'campaign');

export interface CampaignFolder {
  folder: string;
  database: TestDatabase;
  /** Runs a command in the process of the test, under this locale. */
  giaoban: (words: readonly string[], locale?: string) => Promise<Ended>;
  /** The same in a process of its own, with standard input. */
  giaobanReading: (input: string | Uint8Array, words: readonly string[]) => Promise<Ended>;
  write: (name: string, text: string) => Promise<void>;
  read: (name: string) => Promise<string>;
  close: () => Promise<void>;
}

export async function openCampaignFolder(): Promise<CampaignFolder> {
  const cleanUp = openCleanUp();
  const folder = await mkdtemp(join(tmpdir(), 'giaoban-folder-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  const settings = { DATABASE_URL: database.url };
  const giaoban = (words: readonly string[], locale?: string): Promise<Ended> =>
    runHere(words, { folder, settings: locale === undefined ? settings : { ...settings, LANG: locale } });
  const example = join(folder, 'example');
  await cp(EXAMPLE, example, { recursive: true });
  const { code, err } = await giaoban(['import', ...FILES.map((name) => join(example, name))]);
  if (code !== 0) throw new Error(err);
  await rm(example, { recursive: true });
  return {
    folder,
    database,
    giaoban,
    giaobanReading: (input, words) => runGiaoban(words, { folder, settings, input }),
    write: (name, text) => writeFile(join(folder, name), text),
    read: (name) => readFile(join(folder, name), 'utf8'),
    close: () => cleanUp.closeAll(),
  };
}

const FILES = ['campaign.json', 'organizations.csv', 'plans.csv'];
