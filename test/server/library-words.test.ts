/** What the GraphQL library says of values is known by its words: this fails when a new version of it says something else. */
import { expect, test } from '@jest/globals';
import { buildSchema, coerceInputValue, isInputType, parse, validate, type GraphQLInputType } from 'graphql';
import { recogniseWords } from '../../src/server/library-words';
import { translate } from '../../src/words/translate';
import { sentencesOf } from '../support/read-sentences';

const SCHEMA = buildSchema(`
  enum Level { CENTRAL GRASSROOTS }
  input Report { day: String! level: Level }
  type Query {
    ask(int: Int, float: Float, text: String, yes: Boolean, id: ID, level: Level, report: Report, must: Int!): Int
  }`);

function typeOf(argument: string): GraphQLInputType {
  const { args } = SCHEMA.getQueryType()!.getFields()['ask']!;
  const { type } = args.find(({ name }) => name === argument)!;
  if (!isInputType(type)) throw new Error(`${argument} takes no value.`);
  return type;
}

/** What it says of a value in variables. */
function wordsOfValue([argument, value]: [string, unknown]): string[] {
  const words: string[] = [];
  coerceInputValue(value, typeOf(argument), (_path, _value, { message }) => words.push(message));
  return words;
}

/** What it says of a value that stands in the document. */
function wordsOfLiteral(given: string): string[] {
  return validate(SCHEMA, parse(`{ ask(${given}) }`)).map(({ message }) => message);
}

/** An argument, and what it is given in variables. */
const VALUES: [string, unknown][] = [
  ['int', 'many'],
  ['int', 1.5],
  ['int', 2 ** 31],
  ['float', 'many'],
  ['text', 7],
  ['yes', 'yes'],
  ['id', {}],
  ['level', 'GRASROOTS'],
  ['level', 'NOWHERE'],
  ['level', 3],
  ['report', 'today'],
  ['report', {}],
  ['report', { day: 'today', levl: 'CENTRAL' }],
  ['report', { day: 'today', elsewhere: 1 }],
];
const LITERALS = [
  'int: "many", must: 1',
  'int: 3000000000, must: 1',
  'float: "many", must: 1',
  'text: 7, must: 1',
  'yes: "yes", must: 1',
  'id: 1.5, must: 1',
  'level: GRASROOTS, must: 1',
  'level: "GRASSROOTS", must: 1',
  'level: 3, must: 1',
  'report: 3, must: 1',
  'report: { level: CENTRAL }, must: 1',
  'text: "", must: null',
  'text: ""',
];
const WORDS = [...VALUES.flatMap(wordsOfValue), ...LITERALS.flatMap(wordsOfLiteral)];

test.each([...new Set(WORDS)])('%s', (words) => {
  const message = recogniseWords(words);
  expect(String(message)).toBe(words);
  expect(translate(message!, 'vi')).not.toBe(words);
});

test('nothing is known that it does not say', () => {
  const known = sentencesOf('src/server/library-words.ts').map(({ template }) => template);
  // Made of others, or said in place of what it says.
  const composed = known.filter((template) => template.startsWith('{0}'));
  const said = new Set(WORDS.map((words) => recogniseWords(words.replace(/ Did you mean .*\?$/, ''))?.template));
  expect(composed).toHaveLength(5);
  expect(known.filter((template) => !composed.includes(template) && !said.has(template))).toEqual([]);
});

test('lists of several suggestions', () => {
  const words = 'Value "A" does not exist in "Level" enum. Did you mean the enum value "B", "C", or "D"?';
  expect(String(recogniseWords(words))).toBe(words);
  expect(translate(recogniseWords(words)!, 'vi')).toBe(
    '"A" không phải là một giá trị của "Level". Có phải ý bạn là "B", "C" hoặc "D"?',
  );
});

test('what it says of a document is for developers', () => {
  for (const document of [
    '{ nothing }',
    '{ ask(must: 1) { x } }',
    '{ ...Missing }',
    'query ($a: Nothing) { ask(must: 1) }',
  ]) {
    const [error] = validate(SCHEMA, parse(document));
    expect(recogniseWords(error!.message)).toBeUndefined();
  }
});
