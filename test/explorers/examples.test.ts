/** What the explorers show: each operation fits the schema, and gives data on the demo country. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, OperationTypeNode, parse, validate } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { HEADERS, mergeVariables, readExamples, writeDocument, type Example } from '../../src/explorers/examples';
import { connect } from '../support/raw-socket';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { Role } from '../../src/access/viewer';

let examples: Example[];
let app: TestApp;

beforeAll(async () => {
  [examples, app] = await Promise.all([readExamples(), startTestApp({ EXPLORERS: 'on' })]);
});
afterAll(() => app.close());

const ofType = (type: OperationTypeNode): Example[] => examples.filter(({ operation }) => operation.operation === type);

describe('the examples', () => {
  test('are a query, a subscription and a mutation at least, each valid by itself and all in one document', () => {
    const schema = buildApiSchema();
    for (const type of Object.values(OperationTypeNode)) expect(ofType(type).length).toBeGreaterThan(0);
    for (const each of examples) expect(validate(schema, parse(writeDocument([each])))).toEqual([]);
    expect(validate(schema, parse(writeDocument(examples)))).toEqual([]);
  });

  test('name only variables that they declare', () => {
    for (const { operation, variables } of examples) {
      const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
      expect(declared).toEqual(expect.arrayContaining(Object.keys(variables)));
    }
  });

  test('give data: queries, the subscription, and then the mutation whose event the subscription sends', async () => {
    for (const each of ofType(OperationTypeNode.QUERY)) {
      const { data, errors } = await app.send(writeDocument([each]), each.variables);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toMatch(/"(planned|totalCount)":[1-9]/);
    }
    const [subscription] = ofType(OperationTypeNode.SUBSCRIPTION);
    const [mutation] = ofType(OperationTypeNode.MUTATION);
    const raw = await connect(app.url, await tokenFor(Role.VIEWER));
    try {
      const state = await app.send<{ progress: { cursor: string } }, unknown>('{ progress { cursor } }');
      const variables = { ...subscription!.variables, after: state.data?.progress.cursor };
      raw.send({ id: '1', type: 'subscribe', payload: { query: writeDocument([subscription!]), variables } });
      const token = await tokenFor(Role.REPORTER);
      const { data, errors } = await app.send(writeDocument([mutation!]), mutation!.variables, token);
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ reportCongressCompleted: { congress: { status: 'COMPLETED' } } });
      expect(await raw.next()).toMatchObject({
        type: 'next',
        payload: { data: { congressCompleted: { node: { congress: { heldOn: '2020-02-28' } } } } },
      });
    } finally {
      raw.socket.terminate();
    }
  });

  test('fit into the address of a frame, where Sandbox puts them', () => {
    const all = [writeDocument(examples), JSON.stringify(mergeVariables(examples), null, 2), JSON.stringify(HEADERS)];
    expect(encodeURIComponent(all.join('')).length).toBeLessThan(7_000);
  });

  test('stand beside the whole schema: what explorers ask first is no more than the limits let through', async () => {
    const everything = { inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true };
    for (const options of [{}, { ...everything, directiveIsRepeatable: true, oneOf: true }]) {
      const { data, errors } = await app.send(getIntrospectionQuery(options));
      expect(errors).toBeUndefined();
      expect(data).toHaveProperty('__schema.queryType.name', 'Query');
    }
  });
});
