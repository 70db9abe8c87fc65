/** Where a problem lies: for every mutation and every field of its input, `extensions.argument` is a path of what was sent. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLInputType,
} from 'graphql';
import { Role } from '../src/access/viewer';
import { EACH_MUTATION, inputOf, mutation, mutationsOfSchema, type Input } from './support/each-mutation';
import { refusalOf } from './support/refusal';
import { tokenFor } from './support/start-test-app';
import { startImportedCountry, type ImportedCountry } from './support/start-imported-country';

let country: ImportedCountry;
let reader: string;

beforeAll(async () => {
  country = await startImportedCountry();
  reader = await tokenFor(Role.VIEWER, 'TW');
});
afterAll(() => country.close());

const MUTATIONS = mutationsOfSchema();

/** No rule of any field takes these: too long, below nothing, after everything. */
const IMPOSSIBLE: Readonly<Record<string, unknown>> = {
  String: 'x'.repeat(3_000),
  ID: 'x'.repeat(3_000),
  Int: -1,
  Date: '2999-01-01',
  Month: '2999-12',
  Year: 3000,
};
/** One says the same as the other: both together are refused for another reason. */
const INSTEAD: Readonly<Record<string, string>> = {
  congressId: 'organization',
  organization: 'congressId',
  dueOn: 'dueQuarter',
  dueQuarter: 'dueOn',
};
const MORE_THAN_ANY_LIST = 1_001;

interface Probe {
  input: Input;
  /** Where it is wrong. */
  argument: string;
}

/** An input for each field that can be wrong, wrong there and nowhere else. */
function probesOf(type: GraphQLInputType, input: Input): Probe[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => {
    const { [INSTEAD[field.name] ?? '']: _other, ...rest } = input;
    return wrongValuesOf(field.type, input[field.name]).map(({ value, path }) => ({
      input: { ...rest, [field.name]: value },
      argument: [field.name, ...path].join('.'),
    }));
  });
}

function wrongValuesOf(type: GraphQLInputType, given: unknown): { value: unknown; path: (string | number)[] }[] {
  const named = getNamedType(type);
  const isList = isListType(getNullableType(type));
  if (isInputObjectType(named)) {
    const sample = ((isList ? (given as unknown[] | undefined)?.[0] : given) ?? { vi: 'Việc' }) as Input;
    const wrong = probesOf(named, sample).map(({ input, argument }) => ({ value: input, path: [argument] }));
    if (!isList) return wrong;
    const second = wrong.map(({ value, path }) => ({ value: [sample, value], path: [1, ...path] }));
    return [...second, { value: Array.from({ length: MORE_THAN_ANY_LIST }, () => sample), path: [] }];
  }
  // Whatever a flag or a word of a list says is sound; what is neither is refused before any rule is asked.
  if (isEnumType(named) || named.name === 'Boolean') return [];
  const value = IMPOSSIBLE[named.name];
  if (value === undefined) throw new Error(`Say which ${named.name} no field takes.`);
  return [{ value, path: [] }];
}

/** What of the path is not there in what was sent. */
function missingOf(
  argument: string,
  types: Readonly<Record<string, GraphQLInputType>>,
  sent: Input,
): string | undefined {
  let type: GraphQLInputType | undefined;
  let value: unknown = sent;
  let fields = types;
  for (const segment of argument.split('.')) {
    const nullable = type === undefined ? undefined : getNullableType(type);
    if (isListType(nullable)) {
      if (!Array.isArray(value) || !(Number(segment) < value.length)) return segment;
      type = nullable.ofType;
    } else if (fields[segment] === undefined) {
      return segment;
    } else {
      type = fields[segment];
    }
    value = (value as Input | undefined)?.[segment];
    const named = getNullableType(type);
    fields = isInputObjectType(named)
      ? Object.fromEntries(Object.values(named.getFields()).map((field) => [field.name, field.type]))
      : {};
  }
  return undefined;
}

test('every mutation takes one argument, `input`: a new one with another has to say where its problems lie', () => {
  const named = Object.values(MUTATIONS).map(({ name, args }) => [name, args.map((each) => each.name)]);
  expect(named.filter(([, args]) => args!.toString() !== 'input')).toEqual([]);
  expect(EACH_MUTATION.map(([name]) => name).sort()).toEqual(Object.keys(MUTATIONS).sort());
});

describe('every mutation', () => {
  test.each(EACH_MUTATION)('%s says which field of its input is wrong, and where', async (name, given) => {
    const input = await inputOf(country.dataSource, given);
    const type = MUTATIONS[name]!.args[0]!.type;
    const send = (sent: Input, token?: string) => country.send(mutation(name), { input: sent }, token);
    const probes = probesOf(type, input);
    expect(probes.length).toBeGreaterThan(0);
    const told: [string, string | undefined][] = [];
    const absent: unknown[] = [];
    const look = (sent: Input, argument = ''): void => {
      if (missingOf(argument, { input: type }, { input: sent }) !== undefined) absent.push([argument, sent]);
    };
    for (const { input: sent, argument } of probes) {
      const refusal = refusalOf(await send(sent));
      told.push([`input.${argument}`, refusal.argument]);
      for (const each of [refusal, ...(refusal.refused ?? [])]) look(sent, each.argument);
    }
    const forbidden = refusalOf(await send(input, reader));
    expect(forbidden).toMatchObject({ code: 'FORBIDDEN', argument: expect.stringMatching(/^input/) });
    look(input, forbidden.argument);
    expect(told.filter(([wrong, said]) => wrong !== said)).toEqual([]);
    expect(absent).toEqual([]);
    expect((await send(input)).errors).toBeUndefined();
  });
});

describe('what a list leaves out', () => {
  test.each([
    ['reportCongressesCompleted', 'reports', { organization: 'A.2', heldOn: '2999-01-01' }, 'heldOn'],
    [
      'recordIndicatorValues',
      'values',
      { organization: 'Z', code: 'none', month: '2025-01', value: 1 },
      'organization',
    ],
  ])('%s: `refused` says where it stood', async (name, list, wrong, field) => {
    const query = mutation(name).replace('__typename', 'refused { index code argument }');
    const input = { [list]: [wrong, wrong], skipBad: true, dryRun: true };
    const { data } = await country.send<Record<string, unknown>, Input>(query, { input });
    expect(data![name]).toMatchObject({
      refused: [0, 1].map((index) => ({ index, argument: `input.${list}.${index}.${field}` })),
    });
  });
});
