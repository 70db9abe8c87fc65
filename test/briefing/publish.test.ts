/** P16: a published briefing never changes; what is corrected later shows among its restatements. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Role } from '../../src/access/viewer';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { verify } from '../../src/progress/verify';
import { refusalOf } from '../support/refusal';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.close());

const PUBLISH = `mutation ($input: PublishBriefingInput!) { publishBriefing(input: $input) {
  cursor position briefing { status contentHash cursor publishedOn figures { key value } }
} }`;
const RETRACT = 'mutation ($input: RetractCongressReportInput!) { retractCongressReport(input: $input) { position } }';

interface Said {
  contentHash: string;
  cursor: string;
  figures: { key: string; value: number | null }[];
  vi: string;
  en: string;
  html: string;
}

async function readPublished(): Promise<Said> {
  const { briefing } = await app.ask<{ briefing: Said }>(`{ briefing(month: "2020-03") {
    contentHash cursor figures { key label definition unit value period asOf query variables path }
    vi: text en: text(language: EN) html: text(format: HTML) tasks { vi en } title { vi en } chairOffice { vi }
  } }`);
  return briefing;
}

async function readFile(name: string): Promise<string> {
  const response = await fetch(`${app.url}/briefings/${name}`, {
    headers: { authorization: `Bearer ${await tokenFor(Role.VIEWER)}` },
  });
  expect(response.status).toBe(200);
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
}

const FILES = ['2020-03.md', '2020-03.html', '2020-03.docx', '2020-03.md?language=en', '2020-03.docx?language=en'];

interface Restated {
  figure: { key: string; value: number };
  before: number | null;
  after: number | null;
  causes: { kind: string; reason: string | null; by: string | null; organization: { code: string } }[];
  causesTotal: number;
}

function readRestatements(): Promise<Restated[]> {
  return app
    .ask<{ briefing: { restatements: Restated[] } }>(
      `{ briefing(month: "2020-03") { restatements {
    figure { key value } before after causesTotal causes { kind reason by position organization { code } }
  } } }`,
    )
    .then(({ briefing }) => briefing.restatements);
}

async function findPilots(count: number): Promise<{ id: string; organization: { code: string } }[]> {
  interface Page {
    congresses: { edges: { node: { id: string; organization: { code: string } } }[] };
  }
  const { congresses } = await app.ask<Page>(
    `query ($first: Int) { congresses(status: COMPLETED, level: GRASSROOTS, pilot: true, first: $first) {
      edges { node { id organization { code } } }
    } }`,
    { first: count },
  );
  return congresses.edges.map(({ node }) => node);
}

describe('before it is published', () => {
  it('takes an administrator', async () => {
    const input = { month: '2020-03' };
    const reporter = await tokenFor(Role.REPORTER);
    expect(refusalOf(await app.send(PUBLISH, { input }, reporter))).toMatchObject({ code: 'FORBIDDEN' });
    const outsider = await tokenFor(Role.ADMIN, '02');
    expect(refusalOf(await app.send(PUBLISH, { input: { ...input, organization: 'VN' } }, outsider))).toMatchObject({
      code: 'NOT_FOUND',
      argument: 'input.organization',
    });
  });

  it('needs a cut-off that has come', async () => {
    await app.ask('mutation { changeBriefing(input: { month: "2020-02", cutOff: "2020-02-29" }) { position } }');
    const later = 'mutation { changeBriefing(input: { month: "2020-03", cutOff: "2020-03-10" }) { position } }';
    await app.ask(later);
    expect(refusalOf(await app.send(PUBLISH, { input: { month: '2020-03' } }))).toMatchObject({
      code: 'CONFLICT',
      argument: 'input.month',
      message: expect.stringContaining('2020-03-10'),
    });
    await app.ask(later.replace('2020-03-10', '2020-02-29'));
  });

  it('has no restatements: it follows', async () => {
    expect(await readRestatements()).toEqual([]);
  });
});

describe('once it is published', () => {
  let before: Said;
  let files: string[];

  beforeAll(async () => {
    const input = { month: '2020-03', idempotencyKey: 'publish' };
    const first = await app.ask<{ publishBriefing: { position: number; briefing: Said } }>(PUBLISH, { input });
    expect(first.publishBriefing.briefing).toMatchObject({ status: 'PUBLISHED', publishedOn: '2020-02-29' });
    expect(await app.ask(PUBLISH, { input })).toEqual(first);
    before = await readPublished();
    files = await Promise.all(FILES.map(readFile));
  });

  it('is refused a second time, and to be edited', async () => {
    const input = { month: '2020-03' };
    const conflict = { code: 'CONFLICT', argument: 'input.month' };
    expect(refusalOf(await app.send(PUBLISH, { input }))).toMatchObject(conflict);
    const edit = 'mutation { changeBriefing(input: { month: "2020-03", tasks: [] }) { position } }';
    expect(refusalOf(await app.send(edit))).toMatchObject(conflict);
  });

  it('says by its hash what it says', async () => {
    const [row] = await app.app.dataSource.query<{ content: string }[]>(
      "SELECT content FROM briefing WHERE month = '2020-03'",
    );
    expect(before.contentHash).toBe(
      createHash('sha256')
        .update(row?.content ?? '')
        .digest('hex'),
    );
    expect(before.vi).toContain(before.contentHash);
  });

  it('stays byte for byte the same after a retraction, which shows as a restatement', async () => {
    const [pilot, other] = await findPilots(2);
    const reason = 'The congress was not held.';
    await app.ask(RETRACT, { input: { congressId: pilot?.id, reason } });
    expect(await readPublished()).toEqual(before);
    expect(await Promise.all(FILES.map(readFile))).toEqual(files);
    const restated = await readRestatements();
    const found = restated.find(({ figure }) => figure.key === 'congress.pilot.grassroots.completed');
    expect(found).toMatchObject({
      figure: { value: 295 },
      before: 295,
      after: 294,
      causesTotal: 1,
      causes: [{ kind: 'CONGRESS_RETRACTED', reason, by: 'ADMIN of VN', organization: pilot?.organization }],
    });
    expect(restated.map(({ figure }) => figure.key)).not.toContain('congress.pilot.grassroots.planned');
    await app.ask('mutation { turnDay(input: {}) { position } }');
    await app.ask(RETRACT, { input: { congressId: other?.id, reason } });
    expect(await readPublished()).toEqual(before);
    const again = await readRestatements();
    expect(again.find(({ figure }) => figure.key === 'congress.pilot.grassroots.completed')).toMatchObject({
      after: 293,
      causesTotal: 2,
    });
  });

  it('does not take what was held after the cut-off for a restatement', async () => {
    interface Page {
      congresses: { edges: { node: { id: string } }[] };
    }
    const { congresses } = await app.ask<Page>(
      '{ congresses(status: PLANNED, level: UPPER_GRASSROOTS, pilot: true, first: 1) { edges { node { id } } } }',
    );
    const input = { congressId: congresses.edges[0]?.node.id, heldOn: '2020-03-01' };
    await app.ask(
      'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }',
      {
        input,
      },
    );
    const restated = await readRestatements();
    expect(restated.map(({ figure }) => figure.key)).not.toContain('congress.pilot.upperGrassroots.completed');
  });

  it('leaves everything sound', async () => {
    expect(await verify(app.app.dataSource, { more: RECORD_CHECKS })).toEqual([]);
  }, 240_000);
});

describe('compareBriefings', () => {
  it("gives every figure's change", async () => {
    interface Change {
      figure: { key: string };
      from: number | null;
      to: number | null;
      change: number | null;
    }
    const { compareBriefings } = await app.ask<{ compareBriefings: Change[] }>(
      '{ compareBriefings(from: "2020-02", to: "2020-03") { figure { key } from to change } }',
    );
    const ids = before(await readPublished());
    expect(compareBriefings.map(({ figure }) => figure.key)).toEqual(expect.arrayContaining(ids));
    for (const { from, to, change } of compareBriefings) {
      expect(change).toBe(from === null || to === null ? null : Math.round((to - from) * 1_000) / 1_000);
    }
    const cases = compareBriefings.find(({ figure }) => figure.key === 'personnel.cases.yearToDate');
    expect(cases?.to).toBe(138);
    expect((cases?.from ?? 0) + (cases?.change ?? 0)).toBe(138);
  });

  const before = ({ figures }: Said): string[] => figures.map(({ key }) => key);
});
