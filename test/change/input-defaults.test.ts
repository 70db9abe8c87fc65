/** What a field of an input means when it is left out stands in the schema, and whoever writes it out sends the same input (P1). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INPUT_DEFAULTS } from '../../src/change/input-defaults';
import { AddDocumentDocument, RecordRatingDocument } from '../generated/operations';
import { startTestApp, type TestApp } from '../support/start-test-app';

const SCHEMA = buildSchema(readFileSync(join(__dirname, '..', '..', 'schema', 'schema.graphql'), 'utf8'));

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('the schema has the defaults that keys know, and no others', () => {
  const mutations = Object.values(SCHEMA.getMutationType()!.getFields());
  const said = mutations.flatMap(({ name, args }) => {
    const types = args.map(({ type }) => getNamedType(type)).filter(isInputObjectType);
    const fields = types.flatMap((type) => Object.values(type.getFields()));
    const defaults = fields.filter(({ defaultValue }) => defaultValue !== undefined);
    if (defaults.length === 0) return [];
    return [[name, Object.fromEntries(defaults.map((field) => [field.name, field.defaultValue]))]];
  });
  expect(Object.fromEntries(said)).toEqual(INPUT_DEFAULTS);
});

test('a key is known again whether the default is left out, null or written', async () => {
  const input = { organization: '08', year: 2016, finishedOn: '2017-01-20', idempotencyKey: 'defaults-1' };
  const counts = { excellent: 1, good: 1, satisfactory: 1, unsatisfactory: 0 };
  const record = (more: object) => app.send(RecordRatingDocument, { input: { ...input, ...counts, ...more } });
  const first = await record({});
  expect(first.errors).toBeUndefined();
  expect((await record({ unnamed: null })).data).toEqual(first.data);
  expect((await record({ unnamed: 0 })).data).toEqual(first.data);
  expect((await record({ unnamed: 1 })).errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    argument: 'input.idempotencyKey',
  });
});

test('null is the default, too, where no key is sent', async () => {
  const input = {
    organization: '01',
    kind: 'PLAN',
    number: '13-KH/TU',
    issuedOn: '2020-01-16',
    issuedBy: 'Thành ủy',
    title: 'Kế hoạch',
  } as const;
  const { addDocument } = await app.ask(AddDocumentDocument, { input: { ...input, ofCampaign: null } });
  expect(addDocument!.document.ofCampaign).toBe(false);
});
