/** Logs with records that no campaign can have had: each is refused in its row and column, and nothing of it is kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Imported, ImportOptions } from '../../src/exchange/import-files';
import { CAMPAIGN, emptyDatabase, importTexts, linesOf, ORGANIZATIONS } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import {
  createSmallRecords,
  dropSmallRecords,
  question,
  recordOnlySmallNouns,
  requireSound,
} from '../support/small-records';

let database: TestDatabase;

recordOnlySmallNouns();

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await dropSmallRecords(database.dataSource);
  await emptyDatabase(database.dataSource);
  await createSmallRecords(database.dataSource);
});

/** With a campaign and six organizations. */
function restore(events: string, options: Partial<ImportOptions> = {}): Promise<Imported> {
  const files = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS, 'events.csv': events };
  return importTexts(database.dataSource, files, options);
}

const COLUMNS = 'position,recordedAt,day,kind,organization,status,thing,record';

/** Kind, organization, number of the thing and the record, of which the text is written as it comes. */
type Written = readonly [
  kind: string,
  organization: string,
  thing: number | '',
  record: object | string,
  status?: string,
];

function logOf(...events: readonly Written[]): string {
  const rows = events.map(([kind, organization, thing, record, status = ''], index) => {
    const text = typeof record === 'string' ? record : JSON.stringify(record);
    const quoted = `"${text.replaceAll('"', '""')}"`;
    return `${index + 1},2025-03-01T00:00:00Z,2025-03-01,${kind},${organization},${status},${thing},${quoted}`;
  });
  return [COLUMNS, ...rows, ''].join('\n');
}

const ADDED: Written = ['QUESTION.ADDED', 'A', 1, question('q.1')];
const without = (column: string): object =>
  Object.fromEntries(Object.entries(question('q.2')).filter(([key]) => key !== column));
const changed = (more: Record<string, unknown>): Written => ['QUESTION.CHANGED', 'A', 1, question('q.1', more)];
const answer = (more: object): object => ({ question: 'q.1', month: '2025-03', count: 1, ...more });

describe('P15: a log with records that cannot have been is refused in its row and column', () => {
  test.each<[string, Written[], string, RegExp]>([
    [
      'a noun of another version',
      [['RIDDLE.ADDED', 'A', 1, {}]],
      'kind',
      /has no records called RIDDLE; it has QUESTION, ANSWER\. Restore the log with the version/,
    ],
    ['no kind at all', [['QUESTION.', 'A', 1, {}]], 'kind', /not a kind of event/],
    ['no number', [['QUESTION.ADDED', 'A', '', question('q.2')]], 'thing', /The cell is empty/],
    [
      'a number too far on',
      [['QUESTION.ADDED', 'A', 3, question('q.2')]],
      'thing',
      /The last new QUESTION was 1, so a new one is 2/,
    ],
    ['the number 0', [['QUESTION.ADDED', 'A', 0, question('q.2')]], 'thing', /so a new one is 2/],
    [
      'the first of its noun',
      [['ANSWER.ADDED', 'A', 2, answer({})]],
      'thing',
      /No ANSWER comes before it, so a new one is 1/,
    ],
    [
      'a thing of another organization',
      [['QUESTION.CHANGED', 'A.2', 1, question('q.1')]],
      'organization',
      /QUESTION 1 belongs to another organization/,
    ],
    [
      'an unknown organization',
      [['QUESTION.ADDED', 'Z', 2, question('q.2')]],
      'organization',
      /no organization with the code "Z"/,
    ],
    [
      'no organization',
      [['QUESTION.ADDED', '', 2, question('q.2')]],
      'organization',
      /no organization with the code ""/,
    ],
    ['nothing of the record', [['QUESTION.ADDED', 'A', 2, '']], 'record', /The cell is empty/],
    ['half a record', [['QUESTION.ADDED', 'A', 2, '{"code":']], 'record', /not a JSON object/],
    ['a list', [['QUESTION.ADDED', 'A', 2, '[1]']], 'record', /not a JSON object/],
    ['null', [['QUESTION.ADDED', 'A', 2, 'null']], 'record', /not a JSON object/],
    [
      'a column too few',
      [['QUESTION.ADDED', 'A', 2, without('votes')]],
      'record',
      /the column "votes" of question is not in it/,
    ],
    ['a column too many', [changed({ colour: 'red' })], 'record', /"colour" is not a column of question/],
    ['an id of its own', [changed({ id: 9 })], 'record', /"id" is not a column of question/],
    ['a text for a number', [changed({ rank: 'seven' })], 'record', /question cannot hold it: .*"seven"/],
    ['a number too large', [changed({ rank: 1e12 })], 'record', /question cannot hold it: /],
    ['a day that is none', [changed({ asked_on: '2025-02-31' })], 'record', /question cannot hold it: .*"2025-02-31"/],
    ['a sign that cannot be kept', [changed({ title: 'a\u0000b' })], 'record', /"title" has a NUL character/],
    [
      'a day in other words',
      [changed({ asked_on: '1 March 2025' })],
      'record',
      /"asked_on" is "1 March 2025", which is written "2025-03-01"/,
    ],
    ['a number as text', [changed({ rank: '7' })], 'record', /"rank" is "7", which is written 7\b/],
    ['a rule of the table', [changed({ rank: 101 })], 'record', /break question_rank_check/],
    ['a rule that a later entry keeps', [changed({ title: '' }), changed({})], 'record', /break question_title_check/],
    ['nothing where something must be', [changed({ title: null })], 'record', /the column "title" must have a value/],
    [
      'the same code twice',
      [['QUESTION.ADDED', 'A', 2, question('q.1')]],
      'record',
      /question_code_key allows this only once/,
    ],
    [
      'a reference to nothing',
      [['ANSWER.ADDED', 'A', 1, answer({ question: 'q.9' })]],
      'record',
      /refers to by answer_question_fkey is not there/,
    ],
    [
      'words of a congress',
      [['QUESTION.ADDED', 'A', 2, question('q.2'), 'PLANNED']],
      'status',
      /says nothing of a congress/,
    ],
    ['a congress with a record', [['PLANNED', 'A', '', '{}', 'PLANNED']], 'record', /says nothing of a record/],
  ])('%s', async (_, events, column, message) => {
    const imported = await restore(logOf(ADDED, ...events), { skipBad: true });
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
    expect(linesOf(imported)[0]).toMatch(new RegExp(`^events\\.csv, row 3, column "${column}"`));
    // What the other files founded is there; of the log nothing is.
    expect(imported.positions).toEqual({ first: 1, last: 2 });
    expect(await database.dataSource.query('SELECT * FROM question')).toEqual([]);
    expect(await database.dataSource.query('SELECT kind FROM log_entry ORDER BY position')).toEqual([
      { kind: 'CAMPAIGN.FOUNDED' },
      { kind: 'ORGANIZATION.TREE_FOUNDED' },
    ]);
  });

  test('the row at fault is found among many', async () => {
    const many = Array.from({ length: 1_500 }, (_, index): Written => {
      const wrong = index === 1_234 ? { rank: -1 } : {};
      return ['QUESTION.ADDED', 'A.2', index + 2, question(`q.${index + 2}`, wrong)];
    });
    const imported = await restore(logOf(ADDED, ...many));
    expect(linesOf(imported)).toEqual([
      expect.stringMatching(/^events\.csv, row 1237, column "record", .*question_rank_check/),
    ]);
    const right = many.filter((_, index) => index < 1_234);
    const restored = await restore(logOf(ADDED, ...right));
    expect(linesOf(restored)).toEqual([]);
    expect(restored.positions).toEqual({ first: 1, last: 1_235 });
    await requireSound(database.dataSource);
  });

  test('a code that one thing gives up and another takes is no fault', async () => {
    const events = logOf(ADDED, changed({ code: 'q.old' }), ['QUESTION.ADDED', 'A', 2, question('q.1')]);
    expect(linesOf(await restore(events))).toEqual([]);
    await requireSound(database.dataSource);
  });
});
