/** P19, P20: whatever is asked, by whom and of which process, while changes come from several: each answer is that of a server which remembers nothing, at the same position, and none is older than what was answered before. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import fc from 'fast-check';
import type { GivenAnswer } from '../../src/answers/answers-by-position';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { change, toMutation } from '../support/oracle-change';
import { otherChange, question, type DrawnQuestion } from '../support/draw-questions';
import { plantOracleTree, ROOT } from '../support/oracle-tree';
import { searchFor } from '../support/search';
import { post, startOn, tokenFor } from '../support/start-test-app';
import { askWhole } from '../support/whole-answers';

const search = searchFor('PROPERTY', 8);
const RICH = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };

let database: TestDatabase;
/** Servers by whether totals are public there; those of the reference remember nothing. */
let fast: Map<boolean, App>;
let slow: Map<boolean, App>;
let admin: string;
const origins = new Map<string, number>();
const note = (message: unknown): void => {
  const { origin } = message as GivenAnswer;
  origins.set(origin, (origins.get(origin) ?? 0) + 1);
};

beforeAll(async () => {
  database = await openTestDatabase();
  await plantOracleTree(database.dataSource);
  const start = async (isPublic: boolean, more: Record<string, string>) =>
    [isPublic, await startOn(database.url, { ...RICH, PUBLIC_TOTALS: isPublic ? 'on' : 'off', ...more })] as const;
  fast = new Map([await start(true, {}), await start(false, {})]);
  const none = { LIMIT_ANSWER_BYTES: '0' };
  slow = new Map([await start(true, none), await start(false, none)]);
  admin = await tokenFor(Role.ADMIN, ROOT);
  subscribe('giaoban.answers.given', note);
});
afterAll(async () => {
  unsubscribe('giaoban.answers.given', note);
  for (const app of [...fast.values(), ...slow.values()]) await app.close();
  await database.close();
});

interface Told {
  body: string;
  position: number | undefined;
}

async function tell(servers: Map<boolean, App>, drawn: DrawnQuestion): Promise<Told> {
  const { asked, role, organization, language, method, isPublic } = drawn;
  const token = await tokenFor(role, organization);
  const headers = { 'accept-language': language };
  const { body } = await askWhole(servers.get(isPublic)!.url, token, asked, { method, headers });
  const { extensions } = JSON.parse(body) as { extensions?: { position?: number } };
  return { body, position: extensions?.position };
}

const anyChange = fc.oneof({ weight: 5, arbitrary: change.map(toMutation) }, { weight: 1, arbitrary: otherChange });
const scene = fc.record({
  questions: fc.array(question, { minLength: 2, maxLength: 5 }),
  changes: fc.array(fc.record({ isPublic: fc.boolean(), mutation: anyChange }), { minLength: 4, maxLength: 10 }),
});

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** What is right at each position, by question: changes come one after another, each from another process, while everybody asks. */
async function play({ questions, changes }: Scene): Promise<void> {
  const right = questions.map(() => new Map<number | undefined, string>());
  const told: { index: number; atLeast: number; answer: Told }[] = [];
  let newest = 0;
  let isOver = false;
  const askSlow = () =>
    Promise.all(
      questions.map(async (each, index) => {
        const { body, position } = await tell(slow, each);
        right[index]!.set(position, body);
      }),
    );
  const askFast = async (each: DrawnQuestion, index: number): Promise<void> => {
    while (!isOver) {
      const atLeast = newest;
      told.push({ index, atLeast, answer: await tell(fast, each) });
    }
    // Nothing comes any more: it is remembered, or as it was.
    for (let again = 0; again < 2; again += 1) told.push({ index, atLeast: newest, answer: await tell(fast, each) });
  };
  await askSlow();
  // Each is asked by two at once.
  const asking = [...questions, ...questions].map((each, index) => askFast(each, index % questions.length));
  try {
    for (const { isPublic, mutation } of changes) {
      const { data } = await post(fast.get(isPublic)!.url, mutation.query, { input: mutation.input }, admin);
      const [payload] = Object.values((data ?? {}) as Record<string, { position: number } | null>);
      newest = Math.max(newest, payload?.position ?? 0);
      await askSlow();
    }
  } finally {
    isOver = true;
    await Promise.all(asking);
  }
  for (const { index, atLeast, answer } of told) {
    expect(answer.position ?? Infinity).toBeGreaterThanOrEqual(atLeast);
    expect([questions[index], answer.body]).toEqual([questions[index], right[index]!.get(answer.position)]);
  }
}

test(
  'random questions, rights, roles and languages, asked of two processes that both change things',
  async () => {
    await fc.assert(fc.asyncProperty(scene, play), { ...search.budget(), endOnFailure: true });
    // It was about what is remembered and shared, and not only about what is worked out; how often is a matter of the time given.
    expect([...origins.keys()].sort()).toEqual(['remembered', 'shared', 'worked_out']);
  },
  search.patience(240_000),
);
