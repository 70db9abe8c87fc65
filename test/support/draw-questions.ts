/** Draws what different people ask of the small country of the oracle: questions that may be refused, in both languages and by two methods. */
import * as fc from 'fast-check';
import { toGlobalId } from '../../src/api/node';
import { Role } from '../../src/access/viewer';
import { AREA_ONE, AREA_TWO, BOTTOM, DISTRICT_ONE, ORACLE_SIZE, ROOT } from './oracle-tree';
import type { AskedWhole } from './whole-answers';

export interface DrawnQuestion {
  asked: AskedWhole;
  role: Role;
  organization: string;
  language: 'en' | 'vi';
  method: 'POST' | 'GET';
  /** Whether it is asked where totals are public. */
  isPublic: boolean;
}

const CODES = [ROOT, AREA_ONE, DISTRICT_ONE, AREA_TWO, BOTTOM, 'nowhere'];
const code = fc.constantFrom(...CODES).map((each) => JSON.stringify(each));
const id = fc
  .tuple(fc.constantFrom('Congress', 'Organization', 'CongressEvent', 'Nothing'), fc.integer({ min: 1, max: 40 }))
  .map(([type, number]) => JSON.stringify(toGlobalId(type, number)));
const first = fc.constantFrom('0', '1', '3', '50', '-1', '201');

/** Each argument is there or not. */
function withArguments(given: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<string> {
  return fc.record(given, { requiredKeys: [] }).map((drawn) => {
    const texts = Object.entries(drawn).map(([name, value]) => `${name}: ${value}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  });
}

const level = fc.constantFrom('GRASSROOTS', 'UPPER_GRASSROOTS', 'CENTRALLY_RUN', 'DISTRICT');
const bool = fc.constantFrom('true', 'false');
const order = fc.constantFrom('CODE', 'NAME', 'DUE_ASC', 'HELD_DESC', 'LATE_DESC');
const asOf = fc.constantFrom('"2020-01-20"', '"2020-03-01"', '"2020-02-30"');

const FIGURES = 'planned completed remaining rate onTime overdue position';
const PAGE = 'totalCount pageInfo { endCursor hasNextPage }';

const selection = fc.oneof(
  fc
    .tuple(
      withArguments({ within: code, level, pilot: bool, asOf }),
      fc.constantFrom(
        FIGURES,
        `${FIGURES} byLevel { level planned completed }`,
        `planned children(first: 5) { ${PAGE} edges { node { completed organization { code } } } }`,
        'timeline(interval: WEEK) { day completed due }',
      ),
    )
    .map(([given, fields]) => `progress${given} { ${fields} }`),
  fc
    .array(code, { minLength: 1, maxLength: 4 })
    .map((all) => `progressOf(organizations: [${all.join()}]) { ${FIGURES} }`),
  withArguments({ within: code, level, first, search: fc.constantFrom('"organization 1"', '"x"') }).map(
    (given) => `organizations${given} { ${PAGE} edges { node { code name parentName closedOn } } }`,
  ),
  withArguments({
    within: code,
    level,
    first,
    status: fc.constantFrom('PLANNED', 'COMPLETED'),
    overdue: bool,
    orderBy: order,
  }).map((given) => `congresses${given} { ${PAGE} edges { cursor node { id status heldOn position } } }`),
  withArguments({ within: code, last: first, kinds: fc.constantFrom('[CONGRESS_COMPLETED]', '[DAY_TURNED]') }).map(
    (given) => `events${given} { totalCount edges { cursor node { position by organization { code } } } }`,
  ),
  code.map(
    (each) => `organization(code: ${each}) { code congress { status heldOn } ancestors { code } closure { on } }`,
  ),
  withArguments({ within: code, first, onlyGaps: bool }).map(
    (given) => `reconciliation${given} { ${PAGE} totals { declarations } edges { node { organization { code } } } }`,
  ),
  id.map((each) => `node(id: ${each}) { id __typename ... on Congress { status } }`),
  fc.array(id, { maxLength: 5 }).map((ids) => `nodes(ids: [${ids.join()}]) { id ... on Organization { code } }`),
  fc.constantFrom('campaign { today name }', '__typename', 'viewer { subject role organization { code } today }'),
);

const query: fc.Arbitrary<AskedWhole> = fc
  .array(selection, { minLength: 1, maxLength: 3 })
  .map((all) => ({ query: `{ ${all.map((each, index) => `f${index}: ${each}`).join(' ')} }` }));

export const question: fc.Arbitrary<DrawnQuestion> = fc.record({
  asked: query,
  role: fc.constantFrom(...Object.values(Role)),
  organization: fc.constantFrom(ROOT, AREA_ONE, DISTRICT_ONE, AREA_TWO),
  language: fc.constantFrom('en' as const, 'vi' as const),
  method: fc.constantFrom('POST' as const, 'GET' as const),
  isPublic: fc.boolean(),
});

/** What happens beside congresses: to organizations, and to what they declare. */
export const otherChange: fc.Arbitrary<{ query: string; input: Record<string, unknown> }> = fc
  .tuple(fc.constantFrom('closeOrganization', 'reopenOrganization', 'recordDeclaration'), fc.nat(ORACLE_SIZE - 1))
  .map(([name, index]) => ({
    query: `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { position } }`,
    input: {
      organization: `O${index}`,
      ...(name === 'recordDeclaration' ? { completed: 1, asOf: '2020-02-20' } : { reason: 'To see what happens.' }),
      ...(name === 'closeOrganization' ? { on: '2020-03-01' } : {}),
    },
  }));
