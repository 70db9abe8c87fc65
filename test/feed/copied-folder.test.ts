/** P5: a copy of the database's folder is put in place of the folder: PostgreSQL cannot tell the two apart, marks can. */
import { afterEach, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/start-embedded-postgres';
import { openCleanUp } from '../support/clean-up';
import { copyStopped } from '../support/copy-cluster';
import { freshDataDirectory, removeDataDirectory } from '../support/data-directory';
import { startPrepared } from '../support/prepared-cluster';
import { lead, SMALL_TREE, write } from '../support/replaceable-servers';
import { expectAlive, expectAll, expectCursors, lose, openStageOn, type Loss } from '../support/replaced-stage';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

interface Folder {
  url: () => string;
  keep: () => Promise<void>;
  putBack: () => Promise<void>;
}

async function openFolder(): Promise<Folder> {
  const dataDirectory = await freshDataDirectory();
  const copy = `${dataDirectory}.copy`;
  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDirectory, fsync: false });
  const running = { postgres: await startPrepared({ dataDirectory }, SMALL_TREE) };
  closers.add(async () => {
    await running.postgres.stop();
    await removeDataDirectory(dataDirectory);
  });
  const whileStopped = async (work: () => Promise<void>): Promise<void> => {
    await running.postgres.stop();
    await work();
    running.postgres = await start();
  };
  return {
    url: () => running.postgres.url,
    keep: () => whileStopped(() => copyStopped(dataDirectory, copy)),
    putBack: () => whileStopped(() => copyStopped(copy, dataDirectory)),
  };
}

test.each<Pick<Loss, 'overtakenBy' | 'servers'>>([
  { overtakenBy: 8, servers: 'lose their connections' },
  { overtakenBy: 0, servers: 'lose their connections' },
  { overtakenBy: 8, servers: 'are stopped' },
])('P5: $overtakenBy others in the places of what is lost, servers $servers', async (loss) => {
  const folder = await openFolder();
  const stage = await openStageOn(folder.url, closers);
  await folder.keep();
  for (const server of stage.servers) lead(server, folder.url());
  const { rows: kept } = await expectAll(stage);
  const before = await lose(stage, { ...loss, lost: 5, seenBy: 0, fault: folder.putBack });
  await write(folder.url(), 3);
  await expectAll(stage);
  await expectCursors(stage, before, kept.length);
  await expectAlive(stage);
});
