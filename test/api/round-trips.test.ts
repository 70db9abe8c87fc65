/** What an answer asks of the database, and how often it waits for it: statements that need not wait for each other go together. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { Operation } from '../../src/access/operation';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { readersLane } from '../../src/database/lanes';
import { executeInTurns } from '../../src/server/execute-in-turns';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { spyStatements } from '../support/spy-statements';

const schema = executeInTurns(buildApiSchema());

let database: TestDatabase;
let path: number[];
beforeAll(async () => {
  database = await openTestDatabase('small');
  const [root] = await database.dataSource.query<{ path: number[] }[]>(
    'SELECT path FROM organization WHERE parent_id IS NULL',
  );
  path = root?.path ?? [];
});
afterAll(() => database.close());

/** What each statement reads from, or does; all that went together on one line. */
async function tripsOf(query: string): Promise<string[]> {
  const viewer = { subject: null, role: Role.VIEWER, path, publicTotals: false };
  const operation = new Operation(database.dataSource, viewer);
  const { sent, stop } = spyStatements();
  const result = await execute({ schema, document: parse(query), contextValue: operation });
  await operation.close();
  while (readersLane(database.dataSource).load.inside > 0) await turn();
  stop();
  expect(result.errors).toBeUndefined();
  const trips: string[][] = [];
  for (const { text, isAlone } of sent) {
    const word = [...text.matchAll(/\bFROM (\w+)/g)].at(-1)?.[1] ?? /\w+/.exec(text)?.[0] ?? '';
    if (isAlone) trips.push([word]);
    else trips.at(-1)?.push(word);
  }
  return trips.map((words) => words.sort().join(', '));
}

const FIRST = 'BEGIN, campaign, organization';
/** With the moment, the organization and its totals in one statement. */
const FIRST_OF_PROGRESS = 'BEGIN, campaign';

test('the totals of the whole take one trip', async () => {
  expect(await tripsOf('{ progress { planned completed } }')).toEqual([FIRST_OF_PROGRESS, 'COMMIT']);
});

test('those of another organization wait until it is known which it is', async () => {
  expect(await tripsOf('{ progress(within: "01") { planned organization { name } } }')).toEqual([
    FIRST,
    'progress_current',
    'COMMIT',
  ]);
});

test('children are read once, and their totals', async () => {
  const children = 'children(first: 100) { edges { node { organization { code name } planned completed } } }';
  const query = `{ progress { planned byLevel { level planned } ${children} } }`;
  // The level of the root is read once and for all.
  await tripsOf(query);
  expect(await tripsOf(query)).toEqual([FIRST_OF_PROGRESS, 'organization', 'progress_current', 'COMMIT']);
});

test('a page of organizations is read once, and what its fields lead to, together', async () => {
  const node = 'code name parent { code name } progress { planned completed }';
  const all = await tripsOf(`{ organizations(first: 50) { edges { node { ${node} } } } }`);
  expect(all).toEqual([FIRST, 'organization', 'progress_current', 'COMMIT']);
  const below = await tripsOf(`{ organizations(first: 50, level: GRASSROOTS) { edges { node { ${node} } } } }`);
  expect(below).toEqual([FIRST, 'organization', 'organization, progress_current', 'COMMIT']);
});

test('organizations by their codes, with their totals and themselves', async () => {
  const query = '{ progressOf(organizations: ["VN", "01", "96"]) { planned organization { code name } } }';
  expect(await tripsOf(query)).toEqual([FIRST, 'progress_current', 'COMMIT']);
});
