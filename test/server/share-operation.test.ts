/** P11: who asks for the same is in the same group, however it is written down and wherever it begins. */
import { describe, expect, test } from '@jest/globals';
import { parse, print, validate } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { shareOperation, type SharedOperation } from '../../src/server/share-operation';

const schema = buildApiSchema();
const CURSOR = 'YWJjOjE';
const OTHER = 'YWJjOjI';

function share(query: string, variables: Record<string, unknown> = {}, operationName?: string): SharedOperation {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const shared = shareOperation(schema, document, operationName, variables);
  // What is executed is as valid as what was asked.
  expect(validate(schema, shared.document)).toEqual([]);
  return shared;
}

const PLAIN = 'subscription { congressChanged(within: "01") { node { position kind } } }';
const WITH_VARIABLES =
  'subscription ($within: String, $level: Level, $after: Cursor) { congressChanged(within: $within, level: $level, after: $after) { node { position } } }';

describe('the same, written in another way', () => {
  test.each([
    ['white space', 'subscription{congressChanged(within:"01"){node{position kind}}}'],
    [
      'lines, commas and comments',
      'subscription { # all\n congressChanged(within: "01",) {\n node { position,, kind # which\n } } }',
    ],
    ['a cursor', `subscription { congressChanged(within: "01", after: "${CURSOR}") { node { position kind } } }`],
    ['a cursor first', `subscription { congressChanged(after: "${CURSOR}", within: "01") { node { position kind } } }`],
    ['a cursor that is null', 'subscription { congressChanged(within: "01", after: null) { node { position kind } } }'],
    ['a subscriber', 'subscription { congressChanged(subscriber: "me", within: "01") { node { position kind } } }'],
    ['a text in a block', 'subscription { congressChanged(within: "\\u0030\\u0031") { node { position kind } } }'],
  ])('%s', (_what, query) => {
    expect(share(query).text).toBe(share(PLAIN).text);
  });

  test('the order of variables, and of the keys in them', () => {
    const given = { within: '01', level: 'GRASSROOTS' };
    const turned = { level: 'GRASSROOTS', within: '01' };
    expect(share(WITH_VARIABLES, turned).text).toBe(share(WITH_VARIABLES, given).text);
  });

  test('variables that the document knows nothing of', () => {
    const { text, variables } = share(WITH_VARIABLES, { within: '01', session: 'mine', after: CURSOR });
    expect(variables).toEqual({ within: '01' });
    expect(text).toBe(share(WITH_VARIABLES, { within: '01' }).text);
  });
});

test('subscribers of a state who say who they are', () => {
  const query = 'subscription ($me: String) { progress(subscriber: $me) { completed } }';
  const { text, variables } = share(query, { me: 'a' });
  expect(variables).toEqual({});
  expect(text).toBe(share(query, { me: 'b' }).text);
  expect(text).toBe(share('subscription { progress { completed } }').text);
});

test('every subscription can say who asks, and either where it begins or how often it comes', () => {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
  expect(fields.length).toBeGreaterThan(15);
  for (const { name, args } of fields) {
    const own = args.map((each) => each.name).filter((each) => ['subscriber', 'after', 'atMostEvery'].includes(each));
    expect([name, own.sort()]).toEqual([name, [own.includes('after') ? 'after' : 'atMostEvery', 'subscriber']]);
  }
});

describe('something else', () => {
  test.each([
    ['another organization', 'subscription { congressChanged(within: "02") { node { position kind } } }'],
    ['another field', 'subscription { congressCompleted(within: "01") { node { position kind } } }'],
    ['another selection', 'subscription { congressChanged(within: "01") { node { position } } }'],
    ['another order of the answer', 'subscription { congressChanged(within: "01") { node { kind position } } }'],
    ['another name of the answer', 'subscription { it: congressChanged(within: "01") { node { position kind } } }'],
    [
      'another name of the operation',
      'subscription Named { congressChanged(within: "01") { node { position kind } } }',
    ],
  ])('%s', (_what, query) => {
    expect(share(query).text).not.toBe(share(PLAIN).text);
  });

  test('another value of a variable', () => {
    const texts = ['01', '02', null].map((within) => share(WITH_VARIABLES, { within }).text);
    expect(new Set([...texts, share(WITH_VARIABLES).text]).size).toBe(4);
  });

  test('a value is no text that looks like it', () => {
    const query = 'subscription ($pilot: Boolean) { congressChanged(pilot: $pilot) { node { position } } }';
    expect(share(query, { pilot: true }).text).not.toBe(share(query, { pilot: 'true' }).text);
  });
});

describe('where it begins', () => {
  const FRAGMENT =
    'subscription ($after: Cursor) { ...F } fragment F on Subscription { congressChanged(after: $after) { node { position } } }';

  test.each<[string, string, Record<string, unknown>, string | undefined]>([
    ['nowhere', PLAIN, {}, undefined],
    ['a literal', `subscription { congressChanged(after: "${CURSOR}") { node { position } } }`, {}, CURSOR],
    ['a variable', WITH_VARIABLES, { after: CURSOR }, CURSOR],
    ['a variable without a value', WITH_VARIABLES, {}, undefined],
    ['a variable that is null', WITH_VARIABLES, { after: null }, undefined],
    [
      'a default',
      `subscription ($from: Cursor = "${CURSOR}") { congressChanged(after: $from) { node { position } } }`,
      {},
      CURSOR,
    ],
    [
      'a value in place of a default',
      `subscription ($from: Cursor = "${CURSOR}") { congressChanged(after: $from) { node { position } } }`,
      { from: OTHER },
      OTHER,
    ],
    [
      'null in place of a default',
      `subscription ($from: Cursor = "${CURSOR}") { congressChanged(after: $from) { node { position } } }`,
      { from: null },
      undefined,
    ],
    ['within a fragment', FRAGMENT, { after: CURSOR }, CURSOR],
    [
      'within a fragment without a name',
      `subscription { ... on Subscription { congressChanged(after: "${CURSOR}") { node { position } } } }`,
      {},
      CURSOR,
    ],
    [
      'of a renamed field',
      `subscription { it: congressChanged(after: "${CURSOR}") { node { position } } }`,
      {},
      CURSOR,
    ],
    [
      'an empty text, which is refused later',
      'subscription ($a: Cursor) { congressChanged(after: $a) { node { position } } }',
      { a: '' },
      '',
    ],
  ])('%s', (_what, query, variables, after) => {
    const shared = share(query, variables);
    expect(shared.after).toBe(after);
    expect(print(shared.document)).not.toMatch(/after|Cursor/);
    expect(shared.field).toBe(query.includes('it:') ? 'it' : 'congressChanged');
  });

  test('is no part of what is asked: with and without, the text is the same', () => {
    const texts = [{}, { after: CURSOR }, { after: OTHER }, { after: null }].map(
      (given) => share(WITH_VARIABLES, { within: '01', ...given }).text,
    );
    expect(new Set(texts).size).toBe(1);
  });

  test('a variable that is used elsewhere too stays', () => {
    const query = `subscription ($code: Cursor, $after: Cursor) {
      congressChanged(within: "01", after: $after) { node { congress { organization { children(first: 1, after: $code, before: $code) { edges { cursor } } } } } }
    }`;
    const shared = share(query, { code: 'MDE', after: CURSOR });
    expect(shared.after).toBe(CURSOR);
    expect(shared.variables).toEqual({ code: 'MDE' });
    expect(print(shared.document)).toContain('after: $code');
  });

  test('an argument of that name of another field stays', () => {
    const query = `subscription ($after: Cursor) {
      congressChanged { node { congress { organization { children(first: 1, after: $after) { edges { cursor } } } } } }
    }`;
    const shared = share(query, { after: 'MDE' });
    expect(shared.after).toBeUndefined();
    expect(shared.variables).toEqual({ after: 'MDE' });
    expect(shared.text).not.toBe(share(query, { after: 'MDI' }).text);
  });
});

describe('a document of several operations', () => {
  const SEVERAL = `
    subscription First($within: String) { congressChanged(within: $within, after: "${CURSOR}") { node { position } } }
    subscription Second($level: Level) { it: congressCompleted(level: $level, after: "${OTHER}") { node { ...Which } } }
    subscription Third { congressChanged { node { ...Which } } }
    query Fourth($first: Int) { events(first: $first, after: "${OTHER}") { position } }
    fragment Which on CongressEvent { position }`;

  test('begins where the one that is asked for says', () => {
    const begins = ['First', 'Second', 'Third'].map((name) => share(SEVERAL, {}, name).after);
    expect(begins).toEqual([CURSOR, OTHER, undefined]);
  });

  test('is answered under the name of its own field', () => {
    const fields = ['First', 'Second', 'Third'].map((name) => share(SEVERAL, {}, name).field);
    expect(fields).toEqual(['congressChanged', 'it', 'congressChanged']);
  });

  test('keeps no variables of the others', () => {
    const given = { within: '01', level: 'GRASSROOTS', first: 5 };
    expect(share(SEVERAL, given, 'Second').variables).toEqual({ level: 'GRASSROOTS' });
    expect(share(SEVERAL, given, 'Third').variables).toEqual({});
  });

  test('asks for the same as one that has that operation alone', () => {
    const alone =
      'subscription Third { congressChanged { node { ...Which } } } fragment Which on CongressEvent { position }';
    expect(share(SEVERAL, {}, 'Third').text).toBe(share(alone, {}, 'Third').text);
  });

  test('a name may be left out where there is one operation', () => {
    const query = 'subscription Only { congressChanged { node { position } } }';
    expect(share(query).text).toBe(share(query, {}, 'Only').text);
  });
});
