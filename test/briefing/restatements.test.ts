/** Every restatement names the events that changed its figure, and no others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.close());

/** Does what the mutation of that name does; gives back its position. */
async function change(name: string, input: Record<string, unknown>): Promise<number> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { position } }`;
  return (await app.ask<Record<string, { position: number }>>(document, { input }))[name]?.position ?? 0;
}

async function record(values: object[]): Promise<void> {
  const document =
    'mutation ($input: RecordIndicatorValuesInput!) { recordIndicatorValues(input: $input) { accepted } }';
  await app.ask(document, { input: { values } });
}

interface Restated {
  figure: { key: string };
  before: number | null;
  after: number | null;
  causes: { position: number; kind: string; reason: string | null }[];
  causesTotal: number;
}

async function restatement(id: string): Promise<Restated | undefined> {
  const { briefing } = await app.ask<{ briefing: { restatements: Restated[] } }>(`{ briefing(month: "2020-03") {
    restatements { figure { key } before after causesTotal causes { position kind reason } }
  } }`);
  return briefing.restatements.find(({ figure }) => figure.key === id);
}

function positions(restated: Restated | undefined): number[] | undefined {
  return restated?.causes.map(({ position }) => position);
}

async function findCongress(filter: string): Promise<string> {
  interface Page {
    congresses: { edges: { node: { id: string } }[] };
  }
  const { congresses } = await app.ask<Page>(`{ congresses(${filter}, first: 1) { edges { node { id } } } }`);
  return congresses.edges[0]?.node.id ?? '';
}

const UPPER = 'congress.pilot.upperGrassroots';

describe('on the day of the publication', () => {
  it('names the plan that was changed later on the same day', async () => {
    await change('publishBriefing', { month: '2020-03' });
    const congressId = await findCongress('status: PLANNED, level: UPPER_GRASSROOTS, pilot: true');
    const position = await change('cancelCongress', { congressId, reason: 'Merged.' });
    const restated = await restatement(`${UPPER}.planned`);
    expect(restated).toMatchObject({
      causesTotal: 1,
      causes: [{ position, kind: 'CONGRESS_CANCELLED', reason: 'Merged.' }],
    });
    expect(restated?.after).toBe((restated?.before ?? 0) - 1);
  });
});

describe('after the day of the publication', () => {
  beforeAll(async () => {
    await change('turnDay', { to: '2020-03-20' });
  });

  it('names a late report, and a correction over the cut-off, but none that stays on one side of it', async () => {
    const congressId = await findCongress('status: PLANNED, level: UPPER_GRASSROOTS, pilot: true');
    await change('reportCongressCompleted', { congressId, heldOn: '2020-03-05' });
    expect(await restatement(`${UPPER}.completed`)).toBeUndefined();
    const over = await change('correctCongressReport', { congressId, heldOn: '2020-02-20', reason: 'Earlier.' });
    await change('correctCongressReport', { congressId, note: 'Well attended.', reason: 'Forgotten.' });
    const other = await findCongress('status: PLANNED, level: UPPER_GRASSROOTS, pilot: true');
    await change('reportCongressCompleted', { congressId: other, heldOn: '2020-03-06' });
    await change('retractCongressReport', { congressId: other, reason: 'Not held.' });
    const restated = await restatement(`${UPPER}.completed`);
    expect(restated?.after).toBe((restated?.before ?? 0) + 1);
    expect(positions(restated)).toEqual([over]);
    await change('correctCongressReport', { congressId, heldOn: '2020-03-05', reason: 'Later after all.' });
    expect(await restatement(`${UPPER}.completed`)).toBeUndefined();
    const late = await change('reportCongressCompleted', { congressId: other, heldOn: '2020-02-21' });
    const late2 = await change('correctCongressReport', { congressId, heldOn: '2020-02-21', reason: 'No, earlier.' });
    expect(positions(await restatement(`${UPPER}.completed`))?.slice(0, 2)).toEqual([late2, late]);
    expect((await restatement(`${UPPER}.planned`))?.causes.map(({ kind }) => kind)).toEqual(['CONGRESS_CANCELLED']);
  });

  it('names what was said of an indicator for its months alone', async () => {
    const key = { organization: '01', indicator: 'training.people' };
    await record([{ ...key, month: '2020-03', value: 5 }]);
    expect(await restatement('training.people.inMonth')).toBeUndefined();
    await record([{ ...key, month: '2020-01', value: 76 }]);
    const reason = 'Counted again.';
    const january = await change('correctIndicatorValue', { ...key, month: '2020-01', value: 77, reason });
    expect(await restatement('training.people.inMonth')).toBeUndefined();
    const late = january - 1;
    expect(positions(await restatement('training.people.yearToDate'))).toEqual([january, late]);
    await record([{ ...key, month: '2020-02', value: 78 }]);
    const february = january + 1;
    expect(positions(await restatement('training.people.inMonth'))).toEqual([february]);
    expect(positions(await restatement('training.people.yearToDate'))).toEqual([february, january, late]);
  });

  it('does not take a retired indicator for one whose values have changed', async () => {
    await change('retireIndicator', { code: 'personnel.cases', reason: 'Another is counted.' });
    expect(await restatement('personnel.cases.inMonth')).toBeUndefined();
    const key = { organization: '01', indicator: 'personnel.cases', month: '2020-02' };
    const position = await change('correctIndicatorValue', { ...key, value: 99, reason: 'Counted again.' });
    expect(positions(await restatement('personnel.cases.inMonth'))).toEqual([position]);
  });

  it('names changes of the program itself, not of those below', async () => {
    const content = { year: 2020, kind: 'TASK', title: 'Kiểm tra', dueQuarter: 2 };
    await change('addWorkItem', { ...content, organization: '01' });
    expect(await restatement('workProgram.total')).toBeUndefined();
    const { workProgram } = await app.ask<{ workProgram: { items: { id: string; status: string }[] } }>(
      '{ workProgram(year: 2020) { items { id status } } }',
    );
    const workItemId = workProgram.items.find(({ status }) => status === 'BASICALLY_COMPLETED')?.id;
    const input = { workItemId, status: 'IN_PROGRESS', on: '2020-01-10', reason: 'Sent back.' };
    const back = await change('setWorkItemStatus', input);
    await change('addWorkItem', { ...content, organization: '01' });
    const restated = await restatement('workProgram.completed');
    expect(restated).toMatchObject({ before: 3, after: 2, causesTotal: 1, causes: [{ reason: 'Sent back.' }] });
    expect(positions(restated)).toEqual([back]);
  });

  it('names ratings that count by then', async () => {
    const reason = 'One person was counted twice.';
    interface Found {
      qualityRating: {
        bodies: { edges: { node: { organization: { code: string }; rating: { good: number } | null } }[] };
      };
    }
    const find = async (finished: boolean) => {
      const { qualityRating } =
        await app.ask<Found>(`{ qualityRating(year: 2019) { bodies(finished: ${String(finished)}, first: 5) {
        edges { node { organization { code } rating { good } counted } } } } }`);
      return qualityRating.bodies.edges.map(({ node }) => node);
    };
    const rated = (await find(true)).find(({ rating }) => (rating?.good ?? 0) > 1);
    const organization = rated?.organization.code;
    const good = (rated?.rating?.good ?? 0) - 1;
    const corrected = await change('correctRating', { organization, year: 2019, good, reason });
    const late = (await find(false))[0]?.organization.code;
    const counts = { excellent: 1, good: 1, satisfactory: 0, unsatisfactory: 0 };
    await change('recordRating', { organization: late, year: 2019, finishedOn: '2020-03-10', ...counts });
    const restated = await restatement('rating.good.count');
    expect(restated).toMatchObject({ causesTotal: 1, causes: [{ kind: 'RATING_CORRECTED', reason }] });
    expect(positions(restated)).toEqual([corrected]);
  });
});
