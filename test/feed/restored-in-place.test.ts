/** P5: rows come back in place, in the very database that servers run on: whoever may have seen what is gone is told once. */
import { afterEach, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { readOracleLog } from '../support/oracle-log';
import { write } from '../support/replaceable-servers';
import { expectAlive, expectAll, expectCursors, lose, openReplacedStage, type Loss } from '../support/replaced-stage';
import { rememberRows, restoreRows } from '../support/restore-in-place';
import { cloneTemplate } from '../support/templates';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

test.each<Pick<Loss, 'lost' | 'overtakenBy' | 'servers'>>([
  { lost: 5, overtakenBy: 8, servers: 'keep their connections' },
  { lost: 5, overtakenBy: 0, servers: 'keep their connections' },
  { lost: 5, overtakenBy: 8, servers: 'are stopped' },
])('P5: $lost lost, $overtakenBy others in their places, servers $servers', async (loss) => {
  const database = await cloneTemplate('empty');
  closers.add(database.drop);
  const url = (): string => database.url;
  const stage = await openReplacedStage(url, closers);
  const { rows: kept } = await readOracleLog(url());
  await rememberRows(url());
  const fault = async (): Promise<void> => {
    expect(await restoreRows(url())).toBeDefined();
  };
  const before = await lose(stage, { ...loss, seenBy: 0, fault });
  await write(url(), 3);
  await expectAll(stage);
  await expectCursors(stage, before, kept.length);
  await rememberRows(url());
  await lose(stage, { ...loss, lost: 2, seenBy: 1, fault });
  await write(url(), 3);
  await expectAll(stage);
  await expectAlive(stage);
});
