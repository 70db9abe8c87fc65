/** A large answer is worked out in several turns, with the same statements and the same content; a small one in a single turn (P23). */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, parse, type ExecutionResult } from 'graphql';
import { Operation } from '../../src/access/operation';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { readersLane } from '../../src/database/lanes';
import { Turns } from '../../src/process/turns';
import { executeInTurns } from '../../src/server/execute-in-turns';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

/** Turns that count how often somebody has waited for one. */
class CountedTurns extends Turns {
  count = 0;

  override async pass(whose?: object): Promise<void> {
    this.count += 1;
    await new Promise(setImmediate);
    await super.pass(whose);
  }
}

const LARGE = `{ organizations(first: 200) { edges { node {
  id code name kind level region pilot
  parent { id code name kind level region pilot }
  progress { planned completed remaining rate overdue pastDeadline byLevel { level planned completed remaining rate } }
} } } }`;
const SMALL = '{ organizations(first: 5) { edges { node { code parent { code } progress { planned } } } } }';

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

interface Answered {
  result: ExecutionResult;
  turns: number;
  statements: number;
}

async function answer(query: string, isInTurns: boolean, signal?: AbortSignal): Promise<Answered> {
  const schema = isInTurns ? executeInTurns(buildApiSchema()) : buildApiSchema();
  const turns = new CountedTurns();
  const viewer = { subject: null, role: Role.VIEWER, path, publicTotals: false };
  const operation = new Operation(database.dataSource, viewer, 'en', { turns, ...(signal && { signal }) });
  let statements = 0;
  const count = (): void => {
    statements += 1;
  };
  subscribe('giaoban.database.statement', count);
  const result = await execute({ schema, document: parse(query), contextValue: operation });
  await operation.close();
  // The COMMIT keeps no answer waiting.
  while (readersLane(database.dataSource).load.inside > 0) await new Promise(setImmediate);
  unsubscribe('giaoban.database.statement', count);
  return { result, turns: turns.count, statements };
}

test('a large answer lets others have several turns, and is the same', async () => {
  const plain = await answer(LARGE, false);
  const inTurns = await answer(LARGE, true);
  expect(plain.result.errors).toBeUndefined();
  expect(inTurns.result).toEqual(plain.result);
  expect(plain.turns).toBe(0);
  expect(inTurns.turns).toBeGreaterThan(1);
  // Those that waited together load together: a few statements for each turn, not one for each thing of the list.
  expect(inTurns.statements - plain.statements).toBeLessThan(5 * inTurns.turns);
});

test('a small answer needs one turn, and as many statements as without turns', async () => {
  const plain = await answer(SMALL, false);
  const inTurns = await answer(SMALL, true);
  expect(inTurns).toEqual(plain);
});

test('nothing more is worked out once nobody waits for the answer', async () => {
  const gone = new AbortController();
  const asked = answer(LARGE, true, gone.signal);
  gone.abort(new Error('gone'));
  const { result } = await asked;
  expect(JSON.stringify(result.errors)).toContain('gone');
});
