/** `giaoban demo`: loads the demo country into the database of DATABASE_URL. */
import { seedDemo } from '../open-database';
import { Problem } from '../problem';
import type { Stopping } from '../process/stopping';
import { printLine } from '../process/voice';
import { withDatabase } from './open-for-command';
import { plain } from '../words/message';

const STOPPED = 'Stopped. The demo country is loaded completely or not at all; run this again to make sure.';

export async function fillWithDemo(stopping: Stopping): Promise<void> {
  await withDatabase({ stopping, stopped: STOPPED, seed: true }, async (database, config, voice) => {
    const { dataSource, isNew } = database;
    // Without DATABASE_URL opening the embedded database has loaded it.
    if (config.databaseUrl !== undefined) await seedDemo(dataSource, config, voice);
    else if (!isNew) throw alreadyThere(config.dataDirectory);
    printLine(process.stdout, 'The demo country is loaded.');
  });
}

function alreadyThere(dataDirectory: string): Problem {
  const message = plain`The embedded database in ${dataDirectory} already holds a campaign. Remove that directory to start over, or set DATA_DIR to another.`;
  return new Problem('CONFLICT', message);
}
