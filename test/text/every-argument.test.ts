/** Every text that a query or a subscription takes is refused with its argument named when it is none, however it is sent. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isEnumType, isNonNullType, isScalarType, type GraphQLArgument } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { toPageCursor } from '../../src/api/page-cursor';
import { toGlobalId } from '../../src/api/node';
import { BAD_TEXTS } from '../support/bad-texts';
import type { Answer } from '../support/start-test-app';
import { startImportedCountry, type ImportedCountry } from '../support/start-imported-country';

let country: ImportedCountry;

beforeAll(async () => {
  country = await startImportedCountry();
});
afterAll(() => country.close());

const schema = buildApiSchema();

const isText = ({ type }: GraphQLArgument): boolean => {
  const named = getNamedType(type);
  return isScalarType(named) && !['Int', 'Float', 'Boolean'].includes(named.name);
};

/** Anything that fits the schema. */
function anyOf({ type }: GraphQLArgument): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.value;
  if (named.name === 'Date') return '2025-03-01';
  const value = ['Int', 'Float'].includes(named.name) ? 2025 : named.name === 'Boolean' ? true : '2025-03';
  return String(type).includes('[') ? [value] : value;
}

interface Asked {
  kind: 'query' | 'subscription';
  field: string;
  argument: GraphQLArgument;
  others: readonly GraphQLArgument[];
}

const ASKED: Asked[] = [schema.getQueryType()!, schema.getSubscriptionType()!].flatMap((type) =>
  Object.values(type.getFields()).flatMap((field) =>
    field.args.filter(isText).map((argument): Asked => {
      const others = field.args.filter((each) => each !== argument && isNonNullType(each.type));
      return { kind: type.name === 'Query' ? 'query' : 'subscription', field: field.name, argument, others };
    }),
  ),
);

function documentOf({ kind, field, argument, others }: Asked): string {
  const all = [argument, ...others];
  const variables = all.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  return `${kind} (${variables}) { ${field}(${all.map(({ name }) => `${name}: $${name}`).join(', ')}) { __typename } }`;
}

/** Over event streams, where subscriptions are answered too. */
async function stream(query: string, variables: object): Promise<Answer<unknown>> {
  const response = await fetch(`${country.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${country.admin}`,
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const [, data = text] = /^data: ?(\{.*"errors".*\})$/m.exec(text) ?? [];
  return JSON.parse(data) as Answer<unknown>;
}

describe('what no text may have is refused', () => {
  test.each(ASKED.map((asked) => [`${asked.kind} ${asked.field}(${asked.argument.name})`, asked] as const))(
    'in %s',
    async (_name, asked) => {
      const { kind, argument, others } = asked;
      const given = Object.fromEntries(others.map((each) => [each.name, anyOf(each)]));
      const isList = String(argument.type).includes('[');
      for (const { name, character } of BAD_TEXTS) {
        const text = `2025${character}-03`;
        const variables = { ...given, [argument.name]: isList ? [text] : text };
        const ask =
          kind === 'query'
            ? country.send<unknown, object>(documentOf(asked), variables)
            : stream(documentOf(asked), variables);
        const { errors } = await ask;
        expect({ name, errors }).toMatchObject({
          name,
          errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: isList ? `${argument.name}.0` : argument.name } }],
        });
      }
    },
  );
});

test('texts that the document itself has are refused, too', async () => {
  for (const { character } of BAD_TEXTS) {
    const code = [...`A${character}`].map((each) => {
      const units = Array.from({ length: each.length }, (_, index) => each.charCodeAt(index));
      return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
    });
    const { errors } = await country.send(`{ organization(code: "${code.join('')}") { code } }`);
    expect(errors).toHaveLength(1);
    // Halves of pairs are no GraphQL.
    expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(errors![0]!.extensions?.['code']);
  }
});

test('what hides behind base64 is none of ours, and no fault of the server', async () => {
  for (const { character } of BAD_TEXTS) {
    const hidden = [
      ['query ($id: ID!) { congress(id: $id) { id } }', { id: toGlobalId('Congress', `1${character}`) }],
      ['query ($id: ID!) { node(id: $id) { id } }', { id: toGlobalId('Congress', character) }],
      [
        'query ($after: Cursor) { organizations(after: $after) { totalCount } }',
        { after: toPageCursor({ list: 'organizations.CODE' }, [character]) },
      ],
      [
        'query ($after: Cursor) { congresses(orderBy: DUE_ASC, after: $after) { totalCount } }',
        { after: toPageCursor({ list: 'congresses.DUE_ASC' }, ['', character]) },
      ],
      ['query ($after: Cursor) { events(after: $after) { __typename } }', { after: toGlobalId(character, 1) }],
    ] as const;
    for (const [query, variables] of hidden) {
      const { errors = [] } = await country.send<unknown, object>(query, variables);
      const codes = errors.map(({ extensions }) => extensions?.['code']);
      expect(codes.filter((code) => code !== 'NOT_FOUND' && code !== 'BAD_USER_INPUT')).toEqual([]);
    }
  }
});

test('a document as a file takes no such organization', async () => {
  for (const { character } of BAD_TEXTS.filter(({ isStorable, character: each }) => isStorable || each === '\0')) {
    const url = `${country.url}/briefings/2025-03.md?organization=${encodeURIComponent(`A${character}`)}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${country.admin}` } });
    expect({ character, status: response.status }).toEqual({ character, status: 400 });
  }
});
