/** Every request that cannot be served gets one clear error that says what to do, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import { Role } from '../../src/access/viewer';
import { toGlobalId } from '../../src/api/node';
import {
  CongressDocument,
  ReportCongressCompletedDocument,
  ReportCongressesCompletedDocument,
} from '../generated/operations';
import { BAD_REQUESTS } from '../support/bad-requests';
import { findKnown, fingerprintOf, traceOf, type Known } from '../support/known-congresses';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let known: Known;

beforeAll(async () => {
  app = await startTestApp();
  known = await findKnown(app);
});
afterAll(() => app.close());

/** The one error of an answer. */
function only(errors: GraphQLFormattedError[] | undefined): GraphQLFormattedError {
  expect(errors).toHaveLength(1);
  return errors![0]!;
}

/** Runs what must not change anything. */
async function unchanged<T>(work: () => Promise<T>): Promise<T> {
  const before = await traceOf(app.databaseUrl);
  const result = await work();
  expect(await traceOf(app.databaseUrl)).toEqual(before);
  return result;
}

describe('one error, and nothing changed', () => {
  let before: object;
  beforeAll(async () => {
    before = await fingerprintOf(app.databaseUrl);
  });
  afterAll(async () => {
    expect(await fingerprintOf(app.databaseUrl)).toEqual(before);
  });

  test.each(BAD_REQUESTS)('$name', async ({ query, variables, as = 'admin', code, argument, message }) => {
    const { errors } = await unchanged(() => app.send(query, variables?.(known) ?? {}, known.tokens[as]));
    const error = only(errors);
    expect(error.message).toMatch(message);
    expect(error.extensions).toMatchObject({ code, ...(argument === undefined ? {} : { argument }) });
    expect(error.extensions?.['argument']).toBe(argument);
  });
});

describe('a batch', () => {
  test('with two bad reports of five names both, and records nothing', async () => {
    const good = (index: number) => ({ congressId: known.planned[index]!, heldOn: '2020-02-20' });
    const reports = [
      good(0),
      { ...good(1), delegatesSummoned: 10, delegatesAttended: 11 },
      good(2),
      { organization: '99.001', heldOn: '2020-02-20' },
      good(4),
    ];
    const { errors } = await unchanged(() => app.send(ReportCongressesCompletedDocument, { input: { reports } }));
    const attended = '11 delegates attended, but only 10 were summoned. Check both numbers.';
    expect(only(errors)).toMatchObject({
      message: `2 of 5 were refused, so nothing was recorded. The first, at index 1: ${attended}`,
      extensions: {
        code: 'BAD_USER_INPUT',
        argument: 'input.reports.1.delegatesAttended',
        refused: [
          { index: 1, code: 'BAD_USER_INPUT', argument: 'input.reports.1.delegatesAttended', message: attended },
          {
            index: 3,
            code: 'NOT_FOUND',
            argument: 'input.reports.3.organization',
            message: expect.stringMatching(/"99\.001"\. Check the code/),
          },
        ],
      },
    });
  });

  test('that reports one congress twice, differently, is refused', async () => {
    const congressId = known.planned[0]!;
    const reports = [
      { congressId, heldOn: '2020-02-20' },
      { congressId, heldOn: '2020-02-21' },
    ];
    const { errors } = await unchanged(() => app.send(ReportCongressesCompletedDocument, { input: { reports } }));
    const { message, extensions } = only(errors);
    expect(message).toMatch(/^1 of 2 were refused, so nothing was recorded\. The first, at index 1: /);
    expect(extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.reports.1', refused: [{ index: 1 }] });
  });

  test('whose report carries a key of its own is refused', async () => {
    const reports = [{ congressId: known.planned[0]!, heldOn: '2020-02-20', idempotencyKey: 'mine' }];
    const { errors } = await unchanged(() => app.send(ReportCongressesCompletedDocument, { input: { reports } }));
    expect(only(errors).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.reports.0.idempotencyKey',
    });
  });
});

describe('an idempotency key', () => {
  test('with the same input gets the same answer and one event; with other input a CONFLICT', async () => {
    const before = (await traceOf(app.databaseUrl)) as { head: number };
    const input = { congressId: known.planned[4]!, heldOn: '2020-02-20', idempotencyKey: 'k'.repeat(64) };
    const first = await app.ask(ReportCongressCompletedDocument, { input });
    const again = await app.ask(ReportCongressCompletedDocument, { input });
    expect(again).toEqual(first);
    expect(await traceOf(app.databaseUrl)).toMatchObject({ head: before.head + 1 });
    const other = { ...input, heldOn: '2020-02-21' };
    const { errors } = await unchanged(() => app.send(ReportCongressCompletedDocument, { input: other }));
    expect(only(errors)).toMatchObject({
      message: 'This idempotency key was used for another input. Use a fresh key for each mutation.',
      extensions: { code: 'CONFLICT', argument: 'input.idempotencyKey' },
    });
  });

  test('that failed is free again', async () => {
    const input = { congressId: known.planned[3]!, heldOn: '2020-03-01', idempotencyKey: 'second try' };
    const { errors } = await unchanged(() => app.send(ReportCongressCompletedDocument, { input }));
    expect(only(errors).extensions).toMatchObject({ argument: 'input.heldOn' });
    await app.ask(ReportCongressCompletedDocument, { input: { ...input, heldOn: '2020-02-29' } });
  });
});

describe("P7: another province's congress", () => {
  test('is answered exactly like one that does not exist', async () => {
    const token = known.tokens.reporterOf01;
    const unknown = toGlobalId('Congress', 999_999_999);
    const answerTo = async (id: string) => {
      const read = await app.send(CongressDocument, { id }, token);
      const report = { congressId: id, heldOn: '2020-02-20' };
      const reported = await app.send(ReportCongressCompletedDocument, { input: report }, token);
      return JSON.stringify([read, reported]).replaceAll(id, 'ID');
    };
    expect(await unchanged(() => answerTo(known.foreign))).toBe(await answerTo(unknown));
    expect((await app.ask(CongressDocument, { id: known.foreign })).congress?.id).toBe(known.foreign);
  });

  test('is answered so by the code of its organization too', async () => {
    const token = await tokenFor(Role.REPORTER, '01');
    const answerTo = async (organization: string) => {
      const input = { organization, heldOn: '2020-02-20' };
      const answer = await app.send(ReportCongressCompletedDocument, { input }, token);
      return JSON.stringify(answer).replaceAll(organization, 'CODE');
    };
    expect(await unchanged(() => answerTo('02'))).toBe(await answerTo('03'));
  });
});
