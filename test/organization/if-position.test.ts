/** One meaning of `ifPosition`: for every mutation that takes it, it is the `position` of the thing as the API shows it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isInputObjectType, isNonNullType } from 'graphql';
import { EACH_MUTATION, inputOf, mutation, mutationsOfSchema } from '../support/each-mutation';
import { requireData } from '../support/start-test-app';
import { startImportedCountry, type ImportedCountry } from '../support/start-imported-country';

let country: ImportedCountry;

beforeAll(async () => {
  country = await startImportedCountry();
});
afterAll(() => country.close());

/** Where a client reads the position of what the mutations of `EACH_MUTATION` change. */
const READ_BY: readonly (readonly [mutations: RegExp, query: string])[] = [
  [/Congress(Report)?$|^setCongressPilot$/, '{ organization(code: "A.2") { congress { position } } }'],
  [/Rating$/, '{ qualityRating(within: "A", year: 2024) { bodies { edges { node { rating { position } } } } } }'],
  [
    /WorkItem(Status)?$/,
    '{ workProgram(organization: "A", year: 2025) { items { edges { node { position } } } withdrawn { edges { node { position } } } } }',
  ],
  [/Indicator$/, '{ indicators(organization: "TW") { edges { node { position } } } }'],
  [/IndicatorValue$/, '{ indicatorValues(within: "A") { edges { node { position } } } }'],
  [/Declaration$/, '{ declaration(organization: "A") { position } }'],
  [/Document$/, '{ documents(organization: "TW") { edges { node { position } } } }'],
  [/Briefing$/, '{ briefing(organization: "A", month: "2025-02") { position } }'],
  [/Organization$/, '{ organization(code: "A.1.02") { closure { position } } }'],
];

function takesPosition(name: string): boolean {
  const type = mutationsOfSchema()[name]!.args[0]!.type;
  const input = isNonNullType(type) ? type.ofType : type;
  return isInputObjectType(input) && 'ifPosition' in input.getFields();
}

/** Of the one thing that there is; 0 when there is none. */
async function readPosition(name: string): Promise<number> {
  const query = READ_BY.find(([mutations]) => mutations.test(name))?.[1];
  if (query === undefined) throw new Error(`Say where the position of what ${name} changes is read.`);
  const answer = JSON.stringify(requireData(await country.send(query, {})));
  const found = [...answer.matchAll(/"position":(\d+)/g)];
  expect(found.length).toBeLessThan(2);
  return Number(found[0]?.[1] ?? 0);
}

describe('ifPosition', () => {
  test.each(EACH_MUTATION)('%s: only the position at which the thing stands will do', async (name, given) => {
    const input = await inputOf(country.dataSource, given);
    const send = async (ifPosition?: number) => {
      const sent = ifPosition === undefined ? input : { ...input, ifPosition };
      return (await country.send(mutation(name), { input: sent })).errors;
    };
    if (!takesPosition(name)) {
      expect(await send()).toBeUndefined();
      return;
    }
    const refused = [{ extensions: { code: 'CONFLICT', argument: 'input.ifPosition' } }];
    const position = await readPosition(name);
    for (const stale of [position + 1, 2 ** 31 - 1, ...(position === 0 ? [] : [position - 1, 0])]) {
      expect(await send(stale)).toMatchObject(refused);
    }
    expect(await readPosition(name)).toBe(position);
    expect(await send(position)).toBeUndefined();
    expect(await readPosition(name)).toBeGreaterThan(position);
    expect(await send(position)).toMatchObject(refused);
  });

  test('says the same of each in the schema', () => {
    const described = Object.values(mutationsOfSchema()).flatMap(({ name, args: [input] }) => {
      const type = isNonNullType(input!.type) ? input!.type.ofType : input!.type;
      const field = isInputObjectType(type) ? type.getFields()['ifPosition'] : undefined;
      return field === undefined
        ? []
        : [[name, field.description!.replace(/unless .*? is still/, 'unless it is still')]];
    });
    expect(described.length).toBeGreaterThan(20);
    expect(new Set(described.map(([, description]) => description))).toEqual(
      new Set([
        'Refuses with CONFLICT unless it is still at this `position`, as it was read: that of the last event that changed it, 0 while there was none.',
      ]),
    );
  });
});
