/** What docs/api.md shows is what the API takes: every operation on the page is sent as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'api.md'), 'utf8');
const operations = [...page.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, text = '']) => text.trim());
const typeOf = (text: string): OperationTypeNode | undefined => getOperationAST(parse(text))?.operation;
const ofType = (type: OperationTypeNode): string[] => operations.filter((text) => typeOf(text) === type);

const closers = openCleanUp();
let app: TestApp;
let token: string;
/** Cursor of the last but one report in Hà Nội. */
let before: string;
beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.VIEWER);
  const reports = '{ events(within: "01", kinds: [CONGRESS_COMPLETED], last: 2) { edges { cursor } } }';
  const { data } = await app.send<{ events: { edges: { cursor: string }[] } }, object>(reports, {}, token);
  before = data?.events.edges[0]?.cursor ?? '';
});
afterAll(async () => {
  await closers.closeAll();
  await app.close();
});

describe('docs/api.md', () => {
  test('shows queries and subscriptions', () => {
    expect(ofType(OperationTypeNode.QUERY).length).toBeGreaterThan(2);
    expect(ofType(OperationTypeNode.SUBSCRIPTION).length).toBeGreaterThan(2);
  });

  test.each(ofType(OperationTypeNode.QUERY))('%s', async (text) => {
    const { data, errors } = await app.send<Record<string, unknown>, object>(text, {}, token);
    expect(errors).toBeUndefined();
    expect(Object.values(data ?? {})).not.toContain(null);
  });

  test.each(ofType(OperationTypeNode.SUBSCRIPTION))('%s', async (text) => {
    // After an event that is there already, the next one comes at once.
    const begun = text.replace('congressChanged(', `congressChanged(after: "${before}", `);
    const follower = follow<Record<string, unknown>, Record<string, unknown>>(app.url, begun, { me: 'me' }, token);
    closers.add(follower.stop);
    await follower.waitFor(1);
    expect(follower.errors).toEqual([]);
  });
});
