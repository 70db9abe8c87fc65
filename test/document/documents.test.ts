/** Documents: what a campaign and its work rest on, by number and day; recorded by API and file, followed, cited, exported. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import {
  AddDocumentDocument,
  CampaignDocumentsDocument,
  ChangeDocumentDocument,
  DocumentChangedDocument,
  DocumentDocument,
  DocumentsDocument,
  WithdrawDocumentDocument,
  type AddDocumentInput,
} from '../generated/operations';
import { checkRecords } from '../support/check-records';
import { follow } from '../support/follow';
import { expectRefused } from '../support/refusal';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const DIRECTIVE = { number: '35-CT/TW', issuedOn: '2019-05-30' };
const PLAN: AddDocumentInput = {
  organization: '01',
  kind: 'PLAN',
  number: '12-KH/TU',
  issuedOn: '2020-01-15',
  issuedBy: 'Ban Thường vụ Thành ủy Hà Nội',
  title: 'Kế hoạch tổ chức đại hội đảng bộ các cấp',
};
const OF_PLAN = { organization: '01', number: PLAN.number, issuedOn: PLAN.issuedOn };

let app: TestApp;
let of01: string;
let of02: string;
let ofRoot: string;

beforeAll(async () => {
  app = await startTestApp();
  of01 = await tokenFor(Role.REPORTER, '01');
  of02 = await tokenFor(Role.REPORTER, '02');
  ofRoot = await tokenFor(Role.ADMIN);
});
afterAll(() => app.close());

const add = async (input: AddDocumentInput, token = of01) =>
  (await app.ask(AddDocumentDocument, { input }, token)).addDocument!;
const numbersAt = async (organization: string, token = ofRoot) =>
  (await app.ask(DocumentsDocument, { organization }, token)).documents!.edges.map(({ node }) => node.number);

describe('the demo', () => {
  test('rests on the directive and its guidance, which everybody finds by number and day', async () => {
    const { campaign } = await app.ask(CampaignDocumentsDocument, {}, of02);
    expect(campaign!.documents.map(({ citation }) => citation)).toEqual([
      'Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị',
      'Hướng dẫn số 26-HD/BTCTW ngày 18-10-2019 của Ban Tổ chức Trung ương',
    ]);
    const { document } = await app.ask(DocumentDocument, DIRECTIVE, of02);
    expect(document).toMatchObject({ kind: 'DIRECTIVE', organization: null, ofCampaign: true });
  });

  test('cites both in the prose of its briefings, in both languages', async () => {
    const text = async (language: string) =>
      (
        await app.ask<{ briefing: { text: string } }>(
          `{ briefing(month: "2020-03") { text(language: ${language}) } }`,
          {},
        )
      ).briefing.text;
    expect(await text('VI')).toContain(
      'theo Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị và Hướng dẫn số 26-HD/BTCTW ngày 18-10-2019 của Ban Tổ chức Trung ương.',
    );
    expect(await text('EN')).toContain(
      'under Directive 35-CT/TW of 30 May 2019 of the Politburo and Guidance 26-HD/BTCTW of 18 October 2019 of the Central Organization Commission.',
    );
  });
});

describe('what is recorded', () => {
  test('applies at and below its organization, and nowhere else (P7)', async () => {
    const { document, position } = await add(PLAN);
    expect(document).toMatchObject({ number: '12-KH/TU', ofCampaign: false, position, organization: { code: '01' } });
    expect(await numbersAt('01')).toEqual(['35-CT/TW', '26-HD/BTCTW', '12-KH/TU']);
    expect(await numbersAt('01.001')).toContain('12-KH/TU');
    expect(await numbersAt('02', of02)).toEqual(['35-CT/TW', '26-HD/BTCTW']);
    const { id } = document;
    for (const query of [
      `{ node(id: "${id}") { id } }`,
      `{ document(number: "12-KH/TU", issuedOn: "2020-01-15") { id } }`,
    ])
      expect((await app.send(query, {}, of02)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    // Another province may have the same number of the same day, and learns nothing by it.
    await add({ ...PLAN, organization: '02', issuedBy: 'Tỉnh ủy' }, of02);
  });

  test('is named by number and day together: two documents may have one number', async () => {
    await add({ ...PLAN, issuedOn: '2019-01-15', title: 'Kế hoạch của năm trước' });
    const { document } = await app.ask(DocumentDocument, OF_PLAN, of01);
    expect(document!.title).toBe(PLAN.title);
  });

  test('is not recorded twice; what differs is a CONFLICT that says how to change it', async () => {
    const { position } = await add(PLAN);
    expect((await add({ ...PLAN, title: `  ${PLAN.title}\n` })).position).toBe(position);
    const different = await app.send(AddDocumentDocument, { input: { ...PLAN, title: 'Kế hoạch khác' } }, of01);
    expectRefused(different, 'CONFLICT', 'input.number', /changeDocument/);
  });

  test.each([
    ['issuedOn', { issuedOn: '2021-01-01' }],
    ['link', { link: 'ftp://example.org/x' }],
    ['link', { link: 'javascript:alert(1)' }],
    ['number', { number: ' ' }],
    ['title', { title: '' }],
    ['issuedBy', { issuedBy: 'A\u202eB' }],
  ])('is refused for its %s: %j', async (argument, wrong) => {
    const refused = await app.send(AddDocumentDocument, { input: { ...PLAN, number: '13-KH/TU', ...wrong } }, of01);
    expectRefused(refused, 'BAD_USER_INPUT', `input.${argument}`);
  });

  test('is not for others to record, nor to change what lies above', async () => {
    const below = await app.send(AddDocumentDocument, { input: { ...PLAN, organization: 'VN' } }, of01);
    expectRefused(below, 'NOT_FOUND', 'input.organization');
    const input = { organization: 'VN', ...DIRECTIVE, title: 'Khác', reason: 'Thử' };
    expectRefused(await app.send(ChangeDocumentDocument, { input }, of01), 'NOT_FOUND', 'input.organization');
  });
});

describe('what changes', () => {
  test('is pushed to those above, at and below the organization; the older state keeps an id of its own (P18)', async () => {
    const { cursor: after } = await add({ ...PLAN, number: '14-KH/TU' });
    const follower = follow(app.url, DocumentChangedDocument, { within: '01', after }, of01);
    const above = follow(app.url, DocumentChangedDocument, { after }, ofRoot);
    const { document: before } = await app.ask(DocumentDocument, OF_PLAN, of01);
    const link = 'https://example.org/12-KH-TU';
    const input = { ...OF_PLAN, link, reason: 'Đã đăng', ifPosition: before!.position };
    const { changeDocument } = await app.ask(ChangeDocumentDocument, { input }, of01);
    expect(changeDocument!.document).toMatchObject({ id: before!.id, link, title: PLAN.title });
    for (const each of [follower, above]) {
      const [pushed] = await each.waitFor(1);
      expect(pushed!.documentChanged.node).toMatchObject({
        kind: 'DOCUMENT_CHANGED',
        reason: 'Đã đăng',
        document: { link },
      });
    }
    const { document } = await app.ask(DocumentDocument, OF_PLAN, of01);
    const [first, second] = document!.history.edges.map(({ node }) => node);
    expect([first!.kind, second!.kind]).toEqual(['DOCUMENT_ADDED', 'DOCUMENT_CHANGED']);
    expect(second!.document.id).toBe(document!.id);
    expect(first!.document.id).not.toBe(document!.id);
    const node = await app.ask<{ node: object }>(
      `{ node(id: "${first!.document.id}") { ... on Document { link } } }`,
      {},
      of01,
    );
    expect(node).toEqual({ node: { link: null } });
    const stale = { ...OF_PLAN, title: 'Khác', reason: 'Thử', ifPosition: before!.position };
    expectRefused(await app.send(ChangeDocumentDocument, { input: stale }, of01), 'CONFLICT', 'input.ifPosition');
  });

  test('what is withdrawn is cited no more, and comes back when it is added again', async () => {
    const cited = async () => {
      const query = '{ briefing(month: "2020-03", organization: "01") { text } }';
      return (await app.ask<{ briefing: { text: string } }>(query, {}, of01)).briefing.text;
    };
    await app.ask(ChangeDocumentDocument, { input: { ...OF_PLAN, ofCampaign: true, reason: 'Căn cứ' } }, of01);
    const citation = 'Kế hoạch số 12-KH/TU ngày 15-1-2020 của Ban Thường vụ Thành ủy Hà Nội';
    expect(await cited()).toContain(
      `, Hướng dẫn số 26-HD/BTCTW ngày 18-10-2019 của Ban Tổ chức Trung ương và ${citation}`,
    );
    await app.ask(WithdrawDocumentDocument, { input: { ...OF_PLAN, reason: 'Thay thế' } }, of01);
    expect(await cited()).not.toContain('12-KH/TU');
    const again = await app.send(WithdrawDocumentDocument, { input: { ...OF_PLAN, reason: 'Thay thế' } }, of01);
    expectRefused(again, 'CONFLICT', 'input.number');
    expect((await add(PLAN)).document).toMatchObject({ withdrawnOn: null, ofCampaign: false, link: null });
  });
});

describe('the legal basis of a work item', () => {
  const item = { organization: '01', year: 2020, kind: 'TASK', title: 'Tổng kết đại hội điểm', dueQuarter: 2 };
  const SHOWN = 'workItem { id legalBasis legalBasisDocument { number issuedOn organization { code } } }';
  const change = async (name: string, input: object) =>
    app.ask<Record<string, { workItem: Record<string, unknown> }>>(
      `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${SHOWN} } }`,
      { input },
      of01,
    );

  test('refers to a document at the organization or above it, and cites it unless it is told otherwise', async () => {
    const { addWorkItem } = await change('addWorkItem', { ...item, legalBasisDocument: DIRECTIVE });
    expect(addWorkItem!.workItem).toMatchObject({
      legalBasis: 'Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị',
      legalBasisDocument: { ...DIRECTIVE, organization: null },
    });
    const { id: workItemId } = addWorkItem!.workItem;
    const named = { legalBasis: 'Kế hoạch 12', legalBasisDocument: { number: PLAN.number, issuedOn: PLAN.issuedOn } };
    const { changeWorkItem } = await change('changeWorkItem', { workItemId, ...named, reason: 'Sát hơn' });
    expect(changeWorkItem!.workItem).toMatchObject({
      legalBasis: 'Kế hoạch 12',
      legalBasisDocument: { number: PLAN.number, organization: { code: '01' } },
    });
    const removed = await change('changeWorkItem', { workItemId, legalBasis: '', reason: 'Bỏ' });
    expect(removed['changeWorkItem']!.workItem).toMatchObject({ legalBasis: null, legalBasisDocument: null });
  });

  test('is refused where there is no such document', async () => {
    const input = { ...item, legalBasisDocument: { number: '35-CT/TW', issuedOn: '2024-06-14' } };
    const refused = await app.send(
      'mutation ($input: AddWorkItemInput!) { addWorkItem(input: $input) { position } }',
      { input },
      of01,
    );
    expectRefused(refused, 'NOT_FOUND', 'input.legalBasisDocument.issuedOn', /of 2019-05-30/);
    const none = { ...item, legalBasisDocument: { number: '1-NQ/TW', issuedOn: '2024-06-14' } };
    const query = 'mutation ($input: AddWorkItemInput!) { addWorkItem(input: $input) { position } }';
    const unknown = await app.send(query, { input: none }, of01);
    expectRefused(unknown, 'NOT_FOUND', 'input.legalBasisDocument.number', /addDocument/);
  });
});

test('rows and entries of the log agree (P2)', async () => {
  expect(await checkRecords(app.app.dataSource)).toEqual([]);
});
