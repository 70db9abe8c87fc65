/** A draft follows live figures; bad input is told once, and clearly. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await startTestApp();
  admin = await tokenFor(Role.ADMIN);
});

afterAll(() => app.close());

const EDIT = `mutation ($input: EditBriefingInput!) { editBriefing(input: $input) {
  position cursor briefing { position title { vi en } chairOffice { vi } cutOff tasks { vi en } keyTasks { vi } }
} }`;

interface Edited {
  editBriefing: { position: number; briefing: Record<string, unknown> & { position: number } };
}

describe('editBriefing', () => {
  it('keeps what is left out, takes back to the usual what is emptied, and answers the same again', async () => {
    const input = {
      month: '2020-02',
      title: { vi: 'Giao ban đầu xuân', en: 'Spring briefing' },
      tasks: [{ vi: 'Việc thứ nhất' }],
    };
    const first = (await app.ask<Edited>(EDIT, { input })).editBriefing;
    expect(first.briefing).toMatchObject({
      title: input.title,
      tasks: [{ vi: 'Việc thứ nhất', en: null }],
      chairOffice: { vi: 'Ban Tổ chức Trung ương' },
      cutOff: '2020-01-31',
    });
    expect((await app.ask<Edited>(EDIT, { input })).editBriefing).toEqual(first);
    const keyTasks = [{ vi: 'Trọng tâm' }];
    const second = (await app.ask<Edited>(EDIT, { input: { month: '2020-02', keyTasks } })).editBriefing;
    expect(second.briefing).toMatchObject({ title: input.title, keyTasks });
    const usual = { month: '2020-02', title: { vi: ' ' }, ifPosition: second.briefing.position };
    expect((await app.ask<Edited>(EDIT, { input: usual })).editBriefing.briefing['title']).toEqual({
      vi: 'Báo cáo giao ban tháng 02/2020',
      en: 'Briefing of February 2020',
    });
    const { errors } = await app.send(EDIT, { input: usual });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.ifPosition' });
  });
});

describe('bad input', () => {
  it.each([
    ['briefing(month: "2019-12") { id }', 'NOT_FOUND', 'month', '2020-02 to 2020-03'],
    ['briefing(month: "2020-05") { id }', 'NOT_FOUND', 'month', 'reports on 2020-04'],
    ['briefing(month: "2020-13") { id }', 'BAD_USER_INPUT', 'month', 'Write it as 2020-03'],
    ['briefing(month: "March") { id }', 'BAD_USER_INPUT', 'month', 'Write it as 2020-03'],
    ['briefing(month: "2020-03", within: "99") { id }', 'NOT_FOUND', 'within', 'no organization'],
    ['compareBriefings(from: "2020-03", to: "2021-03") { from }', 'NOT_FOUND', 'to', 'no data'],
    ['briefings(year: 12) { id }', 'BAD_USER_INPUT', 'year', 'not a year'],
  ])('%s', async (field, code, argument, words) => {
    const { errors } = await app.send(`{ ${field} }`);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code, argument });
    expect(errors?.[0]?.message).toContain(words);
  });

  it.each([
    [{ cutOff: '2020-05-01' }, 'BAD_USER_INPUT', 'input.cutOff'],
    [{ tasks: [{ vi: 'Tốt' }, { vi: '' }] }, 'BAD_USER_INPUT', 'input.tasks.1.vi'],
    [{ tasks: [{ vi: 'x'.repeat(2_001) }] }, 'BAD_USER_INPUT', 'input.tasks.0.vi'],
    [{ tasks: Array.from({ length: 51 }, () => ({ vi: 'x' })) }, 'LIMIT', 'input.tasks'],
    [{ title: { vi: 'a\u0000b' } }, 'BAD_USER_INPUT', 'input.title.vi'],
    [{ organization: '01.999' }, 'NOT_FOUND', 'input.organization'],
    [{ month: '2031-01' }, 'NOT_FOUND', 'input.month'],
  ])('editBriefing %j', async (wrong, code, argument) => {
    const { errors } = await app.send(EDIT, { input: { month: '2020-03', ...wrong } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code, argument });
  });

  it('a reader may not edit', async () => {
    const reader = await tokenFor(Role.VIEWER);
    const { errors } = await app.send(EDIT, { input: { month: '2020-03', tasks: [] } }, reader);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

interface Pushed {
  briefing: { cursor: string; figures: { key: string; value: number }[] };
}

const FOLLOW = `subscription { briefing(month: "2020-03") {
  cursor figures(keys: ["congress.pilot.grassroots.completed", "workProgram.completed"]) { key value }
} }`;

describe('live', () => {
  it("pushes a draft's figures anew after each change (P5)", async () => {
    const follower = follow<Pushed, Record<string, never>>(app.url, FOLLOW, {}, admin);
    const [first] = await follower.waitFor(1);
    expect(first?.briefing.figures).toEqual([
      { key: 'congress.pilot.grassroots.completed', value: 295 },
      { key: 'workProgram.completed', value: 3 },
    ]);
    interface Page {
      congresses: { edges: { node: { id: string } }[] };
    }
    const { congresses } = await app.ask<Page>(
      '{ congresses(status: PLANNED, level: GRASSROOTS, pilot: true, first: 1) { edges { node { id } } } }',
    );
    const input = { congressId: congresses.edges[0]?.node.id, heldOn: '2020-02-29' };
    await app.ask(
      'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }',
      {
        input,
      },
    );
    const pushed = await follower.waitFor(2);
    expect(pushed[1]?.briefing.figures[0]?.value).toBe(296);
    await follower.stop();
  });

  it('refuses a month without data before the first look', async () => {
    const follower = follow(app.url, FOLLOW.replace('2020-03', '2020-09'), {}, admin);
    const errors = await follower.ended;
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'month' });
    await follower.stop();
  });

  it('tells of a publication, with what was published, and again to one who resumes', async () => {
    const query = `subscription ($after: Cursor) { briefingPublished(after: $after) {
      previousCursor
      node {
        position
        by
        briefing { month status contentHash organization { code } figures(keys: ["rating.people"]) { value } }
      }
    } }`;
    const { events } = await app.ask<{ events: { edges: { cursor: string }[] } }>(
      '{ events(last: 1) { edges { cursor } } }',
    );
    const live = follow<{ briefingPublished: unknown }, Record<string, unknown>>(app.url, query, {}, admin);
    const state = follow<Pushed, Record<string, never>>(app.url, FOLLOW, {}, admin);
    await state.waitFor(1);
    const publish = `mutation { publishBriefing(input: { month: "2020-02", organization: "01" }) {
      position briefing { month status contentHash organization { code } } } }`;
    const { publishBriefing } = await app.ask<{ publishBriefing: { position: number; briefing: object } }>(publish);
    const [told] = await live.waitFor(1);
    const { position, briefing } = publishBriefing;
    expect(told?.briefingPublished).toMatchObject({ node: { position, by: 'ADMIN of VN', briefing } });
    const after = events.edges[0]?.cursor;
    const resumed = follow<{ briefingPublished: unknown }, Record<string, unknown>>(app.url, query, { after }, admin);
    expect((await resumed.waitFor(1))[0]?.briefingPublished).toMatchObject({
      previousCursor: after,
      node: { position },
    });
    await Promise.all([live.stop(), state.stop(), resumed.stop()]);
  });
});

describe('a province', () => {
  it('has a briefing of its own, of what lies below it (P7)', async () => {
    const of01 = await tokenFor(Role.VIEWER, '01');
    const query = '{ briefing(month: "2020-03") { organization { code } figures { key value } text } }';
    interface Answered {
      briefing: { organization: { code: string }; figures: { key: string; value: number }[]; text: string };
    }
    const { briefing } = await app.ask<Answered>(query, {}, of01);
    expect(briefing.organization.code).toBe('01');
    const figure = (id: string): number | undefined => briefing.figures.find((each) => each.key === id)?.value;
    expect(figure('rating.expected')).toBe(1);
    expect(figure('congress.pilot.grassroots.completed')).toBeLessThan(295);
    expect(figure('workProgram.total')).toBeUndefined();
    expect(briefing.text).toContain('Hà Nội');
  });
});

describe('what a text costs', () => {
  const texts = (count: number): string => {
    const fields = Array.from({ length: count }, (_, index) => `t${index}: text(format: HTML)`);
    return `{ briefing(month: "2020-03") { ${fields.join(' ')} } }`;
  };

  it('lets nobody have a hundred pages written in one operation: that would hold up everybody', async () => {
    const { errors } = await app.send(texts(100));
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT' } }]);
    expect((await app.send(texts(2))).errors).toBeUndefined();
  });
});
