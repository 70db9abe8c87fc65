/** A batch of reports that is tried first, or recorded without what is refused: the verdict is the same every time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { CongressesDocument, ProgressDocument, ReportCongressesCompletedDocument } from '../generated/operations';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let reporter: string;
let reports: { organization?: string; heldOn: string; delegatesSummoned?: number; delegatesAttended?: number }[];

/** Three that are right, among four that are not. */
beforeAll(async () => {
  app = await startTestApp();
  reporter = await tokenFor(Role.REPORTER, '01');
  const { congresses } = await app.ask(CongressesDocument, {
    within: '01',
    level: 'GRASSROOTS',
    status: 'PLANNED',
    first: 5,
  });
  const codes = congresses!.edges.map(({ node }) => node.organization.code);
  reports = [
    { organization: codes[0]!, heldOn: '2020-02-20' },
    { organization: '01.999', heldOn: '2020-02-20' },
    { organization: codes[1]!, heldOn: '2020-03-20' },
    { organization: codes[2]!, heldOn: '2020-02-21', delegatesSummoned: 100, delegatesAttended: 98 },
    { organization: codes[3]!, heldOn: '2020-02-21', delegatesSummoned: 100, delegatesAttended: 101 },
    { heldOn: '2020-02-21' },
    { organization: codes[4]!, heldOn: '2020-02-29' },
  ];
});
afterAll(() => app.close());

const REFUSED = [
  { index: 1, code: 'NOT_FOUND', argument: 'input.reports.1.organization', message: expect.stringContaining('01.999') },
  { index: 2, code: 'BAD_USER_INPUT', argument: 'input.reports.2.heldOn', message: expect.stringContaining('future') },
  {
    index: 4,
    code: 'BAD_USER_INPUT',
    argument: 'input.reports.4.delegatesAttended',
    message: expect.stringContaining('only 100 were summoned'),
  },
  {
    index: 5,
    code: 'BAD_USER_INPUT',
    argument: 'input.reports.5.congressId',
    message: expect.stringContaining('Say which congress'),
  },
];

async function head(): Promise<{ cursor: string; position: number; completed: number }> {
  const { progress } = await app.ask(ProgressDocument, {});
  return { cursor: progress!.cursor, position: progress!.position, completed: progress!.completed };
}

function send(input: object): ReturnType<typeof app.send> {
  return app.send(ReportCongressesCompletedDocument, { input: { reports, ...input } as never }, reporter);
}

test('a dry run names every refusal as the real run does, and records nothing', async () => {
  const before = await head();
  const [dry, real] = [await send({ dryRun: true }), await send({})];
  expect(dry.errors).toEqual(real.errors);
  expect(dry.errors?.[0]?.extensions?.['refused']).toEqual(REFUSED);
  expect(await head()).toEqual(before);
});

test('with skipBad the dry run, the real run and its repetition give one verdict', async () => {
  const before = await head();
  const dry = await send({ dryRun: true, skipBad: true });
  const { cursor, position, completed } = before;
  expect(dry).toEqual({
    data: { reportCongressesCompleted: { cursor, position, accepted: 3, refused: REFUSED, reported: [] } },
  });
  expect(await head()).toEqual(before);

  const real = (await send({ skipBad: true })).data as { reportCongressesCompleted: { reported: unknown[] } };
  const after = await head();
  expect(after).toMatchObject({ position: position + 3, completed: completed + 3 });
  expect(real.reportCongressesCompleted).toMatchObject({
    ...{ cursor: after.cursor, position: after.position, accepted: 3 },
    refused: REFUSED,
    reported: [0, 3, 6].map((index, at) => ({
      ...{ position: position + 1 + at, congress: { heldOn: reports[index]!.heldOn } },
    })),
  });

  const again = await send({ skipBad: true });
  expect(again.data).toEqual(real);
  expect(await head()).toEqual(after);
});

test('a key is refused where its answer would not be kept', async () => {
  for (const flag of ['dryRun', 'skipBad']) {
    const { errors } = await send({ [flag]: true, idempotencyKey: 'k' });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(flag),
      extensions: { code: 'BAD_USER_INPUT', argument: 'input.idempotencyKey' },
    });
  }
});
