/** Rows of work items, in the database: verified against the log, made anew from it, and bounded by what must hold. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Operation } from '../../src/access/operation';
import { inTransaction } from '../../src/database/in-transaction';
import { Snapshot } from '../../src/database/snapshot';
import { RECORD_CHECKS, RECORD_NOUNS } from '../../src/record-nouns';
import { Level } from '../../src/organization/level';
import { loadOrganization } from '../../src/organization/load-organization';
import { toGlobalId } from '../../src/api/node';
import { verify } from '../../src/progress/verify';
import { rebuildRows } from '../../src/record/rebuild-rows';
import { addWorkItem } from '../../src/work-program/add-work-item';
import { changeWorkItem, setWorkItemStatus, withdrawWorkItem } from '../../src/work-program/change-work-item';
import { loadWorkProgram } from '../../src/work-program/load-work-program';
import { CentralBody, WorkItemKind, WorkItemStatus } from '../../src/work-program/work-item-words';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { ADMIN, codeOf, plantTree } from '../support/plant-tree';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ dataSource } = database);
  const levels = [Level.CENTRAL, Level.CENTRALLY_RUN];
  await plantTree(dataSource, { parents: [0], levels, deadlines: {}, today: '2020-02-29' });
  const item = { year: 2020, kind: WorkItemKind.PROJECT, title: 'Đề án', dueQuarter: 2 };
  const submittedTo = CentralBody.POLITBURO;
  await addWorkItem(dataSource, ADMIN, { ...item, submittedTo });
  await addWorkItem(dataSource, ADMIN, { ...item, organization: codeOf(1) });
  const [first, second] = [1, 2].map((id) => ({ workItemId: toGlobalId('WorkItem', id) }));
  const reason = 'Vì thế.';
  await changeWorkItem(dataSource, ADMIN, { ...first!, legalBasis: 'Kết luận', number: 7, reason });
  await setWorkItemStatus(dataSource, ADMIN, { ...first!, status: WorkItemStatus.IN_PROGRESS, on: '2019-12-01' });
  await withdrawWorkItem(dataSource, ADMIN, { ...second!, reason });
});
afterAll(() => database.close());

const rows = (): Promise<object[]> => dataSource.query('SELECT * FROM work_item ORDER BY id');
const entries = (): Promise<object[]> => dataSource.query('SELECT * FROM log_entry ORDER BY position');
const differences = () => verify(dataSource, { more: RECORD_CHECKS });

test('are what the log says; a doctored one is found, and so is a doctored label', async () => {
  expect(await rows()).toMatchObject([{ number: 7, status: 'IN_PROGRESS' }, { withdrawn_on: '2020-02-29' }]);
  expect(await differences()).toEqual([]);
  await dataSource.query("UPDATE work_item SET status = 'COMPLETED' WHERE id = 1");
  expect(await differences()).toMatchObject([{ what: 'record work_item', organization: 'O0', field: 'row' }]);
  await dataSource.query("UPDATE work_item SET status = 'IN_PROGRESS' WHERE id = 1");
  await dataSource.query("UPDATE log_entry SET labels = '{year:2019}' WHERE kind = 'WORK_ITEM.WITHDRAWN'");
  expect(await differences()).toMatchObject([{ what: 'record work_item', organization: 'O1', field: 'labels' }]);
  await dataSource.query(
    "UPDATE log_entry SET labels = '{year:2020,organization_id:2}' WHERE kind = 'WORK_ITEM.WITHDRAWN'",
  );
  expect(await differences()).toEqual([]);
});

test('come back from the log alone, with the labels of their entries', async () => {
  const before = [await rows(), await entries()];
  await dataSource.query('DELETE FROM work_item');
  await dataSource.query("UPDATE log_entry SET labels = '{}'");
  await rebuildRows(dataSource, RECORD_NOUNS);
  expect([await rows(), await entries()]).toEqual(before);
});

test('are read within a transaction as it sees them, which what is published needs', async () => {
  await inTransaction(dataSource, async (manager) => {
    const operation = new Operation(dataSource, ADMIN, undefined, { snapshot: new Snapshot(manager) });
    await manager.query("UPDATE work_item SET title = 'Chưa ghi' WHERE id = 1");
    const root = await loadOrganization(operation, 1);
    for (const asOf of [null, '2020-01-31']) {
      expect(await loadWorkProgram(operation, root, 2020, asOf)).toMatchObject({
        ...{ total: 1, completed: 0, remaining: 1, overdue: 0 },
        items: [{ title: 'Chưa ghi', due: '2020-Q2', status: 'IN_PROGRESS', legalBasis: 'Kết luận' }],
      });
    }
    await manager.query("UPDATE work_item SET title = 'Đề án' WHERE id = 1");
  });
  expect(await differences()).toEqual([]);
});

test.each([
  ['due on a day and in a quarter', "due_on = '2020-05-01'", 'work_item_due_check'],
  ['never due', 'due_quarter = NULL', 'work_item_due_check'],
  ['due in another year', "due_quarter = NULL, due_on = '2021-01-01'", 'work_item_due_check'],
  ['completed on no day', "status = 'COMPLETED', status_on = NULL", 'work_item_status_check'],
  ['completed long before', "status = 'COMPLETED', status_on = '2018-12-31'", 'work_item_status_check'],
  ['without a title', "title = ''", 'work_item_text_check'],
  ['beyond the last number', 'number = 201', 'work_item_place_check'],
])('cannot be %s', async (_name, change, constraint) => {
  await expect(dataSource.query(`UPDATE work_item SET ${change} WHERE id = 1`)).rejects.toMatchObject({ constraint });
});
