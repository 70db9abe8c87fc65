/** The levels that there are: from that of the root down, read once for each log. */
import { afterAll, expect, test } from '@jest/globals';
import { levelsOfTree } from '../../src/organization/levels-of-tree';
import { LEVELS } from '../../src/organization/level';
import { openCleanUp } from '../support/clean-up';
import { importCountry } from '../support/import-texts';
import { openTestDatabase } from '../support/open-database';
import { openOperation } from '../support/read-as-api';

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

test('all while there is no organization, then those of the root; of another log, those of its root', async () => {
  const database = await openTestDatabase();
  const { dataSource } = database;
  cleanUp.add(() => database.close());
  const levelsIn = async (epoch: string): Promise<readonly string[]> => {
    const operation = openOperation(dataSource);
    try {
      return await levelsOfTree(operation, epoch);
    } finally {
      await operation.close();
    }
  };
  expect(await levelsIn('one')).toEqual(LEVELS);
  await importCountry(dataSource);
  await dataSource.query(`UPDATE organization SET level = 'CENTRALLY_RUN', kind = 'PROVINCE' WHERE parent_id IS NULL`);
  expect(await levelsIn('one')).toEqual(LEVELS.slice(1));
  // A database that was replaced by another begins a new epoch, and only that is looked up again.
  await dataSource.query(`UPDATE organization SET level = 'GRASSROOTS', kind = 'LOCAL' WHERE parent_id IS NULL`);
  expect(await levelsIn('one')).toEqual(LEVELS.slice(1));
  expect(await levelsIn('two')).toEqual(['GRASSROOTS']);
});
