/** P11, P13: what is executed over one snapshot with others is answered byte for byte as alone. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parse, validate } from 'graphql';
import { Operation } from '../../src/access/operation';
import { asSeenFrom, Role, viewingRights, type Viewer } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { everyEvent, toEventEdge } from '../../src/change/events-of';
import { NewestPositions } from '../../src/feed/freshness';
import { readHead } from '../../src/feed/log';
import type { LogEntry } from '../../src/feed/log-entry';
import { readMatching } from '../../src/feed/read-matching';
import { executeInTurns } from '../../src/server/execute-in-turns';
import { executeShared } from '../../src/server/execute-operation';
import { executeTogether } from '../../src/server/execute-together';
import { moveOrganization } from '../support/move-organization';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';

const REPORT =
  'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
const READ = 150;
const RUNS = Number(process.env['TOGETHER_RUNS'] ?? 20);
const WANTED = new AbortController().signal;
const schema = executeInTurns(buildApiSchema());
/** The path of an organization that is moved while the log goes on. */
const MOVED = '01.002';

let app: TestApp;
let entries: LogEntry[];
let epoch: string;

beforeAll(async () => {
  app = await startTestApp();
  const { dataSource } = app.app;
  await report(3);
  await moveOrganization(dataSource, MOVED, '40');
  await report(3);
  const head = await readHead(dataSource.manager);
  entries = await readMatching(dataSource.manager, { through: [], labels: [] }, { limit: READ, fromEnd: true });
  epoch = head.epoch;
});
afterAll(() => app.close());

async function report(count: number): Promise<void> {
  const reporter = await tokenFor(Role.REPORTER);
  for (const organization of await findPlanned(app.url, reporter, count, { within: MOVED })) {
    await app.ask(REPORT, { input: { organization, heldOn: HELD_ON } }, reporter);
  }
}

const ORGANIZATION = [
  'id',
  'code name',
  'closedOn',
  'parentName',
  'parent { id code progress { id planned completed } }',
  'ancestors { code }',
  'children(first: 2) { totalCount edges { node { id code } } }',
  'progress(level: GRASSROOTS) { id cursor overdue rate }',
  'now: progress { byLevel { level completed } }',
  'congress { id status dueOn overdue }',
];
const REFUSED = 'refused: children(first: 1000) { totalCount }';
const EVENT = ['id kind', 'recordedAt by reason'];
const OF_CONGRESS = ['congress { id plannedOn heldOn }', 'progress { id planned completed }', 'since'];

const some = (parts: readonly string[]): fc.Arbitrary<string> =>
  fc.subarray([...parts], { minLength: 1 }).map((chosen) => chosen.join(' '));

const selection = fc
  .record({
    own: some(EVENT),
    ofCongress: some(OF_CONGRESS),
    place: fc.option(some(ORGANIZATION), { freq: 5 }),
    isRefused: fc.constantFrom(true, false, false, false, false),
  })
  .map(({ own, ofCongress, place, isRefused }) => {
    const nested = place === null ? '' : `organization { ${place} ${isRefused ? REFUSED : ''} }`;
    return `cursor previousCursor node { position ${own} ${nested} ... on CongressEvent { ${ofCongress} } }`;
  });

const asked = fc.record({
  selection,
  viewer: fc.constantFrom('VN', '01', '40', MOVED),
  publicTotals: fc.boolean(),
  isShown: fc.boolean(),
  start: fc.nat(READ - 50),
  count: fc.integer({ min: 2, max: 50 }),
});

async function rightsOf(code: string, publicTotals: boolean): Promise<Viewer> {
  const [found] = await app.app.dataSource.query<{ path: number[] }[]>(
    'SELECT path FROM organization WHERE code = $1',
    [code],
  );
  return viewingRights({ subject: null, role: Role.VIEWER, path: found!.path, publicTotals });
}

test('answers of entries that are executed together are those of each alone', async () => {
  const { dataSource } = app.app;
  let compared = 0;
  const property = fc.asyncProperty(asked, async ({ viewer, publicTotals, isShown, start, count, ...drawn }) => {
    const rights = await rightsOf(viewer, publicTotals);
    const own = rights.path.at(-1)!;
    const document = parse(`subscription { eventRecorded { ${drawn.selection} } }`);
    expect(validate(schema, document)).toEqual([]);
    const shared = {
      args: { schema, document },
      language: 'en' as const,
      rights,
      openOperation: (who: Viewer, asker: ConstructorParameters<typeof Operation>[3]) =>
        new Operation(dataSource, who, 'en', asker),
      log: { error: () => undefined },
      seconds: 60,
    };
    const newest = new NewestPositions(entries[0]!.position - 1, entries);
    // From the end, where the organization was moved.
    const seen = entries.slice(-start - count).filter(({ path }) => path.length === 0 || path.includes(own));
    const some = seen.slice(0, count).map((entry, index) => ({
      root: toEventEdge(everyEvent().toEvent, entry, epoch, index === 0 ? undefined : 'before'),
      path: entry.path,
      shown: isShown ? newest.show(entry) : undefined,
    }));
    const together = executeTogether(shared)(WANTED);
    const answers = await Promise.all(some.map(({ root, path, shown }) => together.execute(root, path, shown)));
    await together.close();
    const first = asSeenFrom(rights, some[0]?.path ?? []).path;
    for (const [index, { root, path, shown }] of some.entries()) {
      const alone = await executeShared(shared)(root, path, WANTED, shown);
      const isSame = JSON.stringify(asSeenFrom(rights, path).path) === JSON.stringify(first);
      const isWhole = !alone.answer.includes('"errors":');
      expect(answers[index] === undefined).toBe(!isSame || !isWhole);
      if (answers[index] === undefined) continue;
      compared += 1;
      expect(answers[index].answer.toString()).toBe(alone.answer.toString());
      expect(answers[index].shownAt).toBe(alone.shownAt);
    }
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
  expect(compared).toBeGreaterThan(RUNS);
});

test('an answer that reads nothing says nothing of the position at which the others have read', async () => {
  const { dataSource } = app.app;
  const rights = await rightsOf('VN', true);
  const together = executeTogether({
    args: { schema, document: parse('subscription { eventRecorded { node { kind organization { code } } } }') },
    language: 'en',
    rights,
    openOperation: (who, asker) => new Operation(dataSource, who, 'en', asker),
    log: { error: () => undefined },
    seconds: 60,
  })(WANTED);
  const execute = (entry: LogEntry) =>
    together.execute(toEventEdge(everyEvent().toEvent, entry, epoch, undefined), entry.path);
  const one = entries.find(({ path }) => path.length > 2);
  const ofEveryone = entries.find(({ kind }) => kind === 'DAY_TURNED');
  const answers = [await execute(one!), await execute(ofEveryone!)].map((executed) => executed?.answer.toString());
  await together.close();
  expect(answers).toEqual([
    expect.stringContaining('"extensions":{"position":'),
    '{"data":{"eventRecorded":{"node":{"kind":"DAY_TURNED","organization":null}}}}',
  ]);
});

test('where a statement fails, what it spoils is left to be executed alone', async () => {
  const { dataSource } = app.app;
  const rights = await rightsOf('VN', true);
  const operations: Operation[] = [];
  const together = executeTogether({
    args: { schema, document: parse('subscription { eventRecorded { node { organization { code } } } }') },
    language: 'en',
    rights,
    openOperation: (who, asker) => {
      operations.push(new Operation(dataSource, who, 'en', asker));
      return operations.at(-1)!;
    },
    log: { error: () => undefined },
    seconds: 60,
  })(WANTED);
  const execute = (entry: LogEntry) =>
    together.execute(toEventEdge(everyEvent().toEvent, entry, epoch, undefined), entry.path);
  const [one, other] = entries.filter(({ path }) => path.length > 2).slice(-2);
  const before = await execute(one!);
  const [failed] = await Promise.allSettled([operations[0]!.snapshot.query('SELECT 1 / 0')]);
  const after = await execute(other!);
  await together.close();
  expect(before?.answer.toString()).toContain('"code":');
  expect(failed).toMatchObject({ status: 'rejected' });
  expect(after).toBeUndefined();
});
