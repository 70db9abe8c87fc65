/** The scalar `Year`: a year of the calendar. */
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { RequestError } from './request-error';
import { say } from '../words/message';

const FIRST = 1900;
const LAST = 2999;

function parseYear(value: unknown, node?: ValueNode): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= FIRST && value <= LAST) return value;
  const what = typeof value === 'number' ? value : say`A value that is not a number`;
  throw new RequestError(
    say`${what} is not a year. Write a year as a number from ${FIRST} to ${LAST}, for example 2020.`,
    {
      ...(node === undefined ? {} : { nodes: node }),
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

export const YearScalar = new GraphQLScalarType<number, number>({
  name: 'Year',
  description: `A year, ${FIRST} to ${LAST}; a number in JSON.`,
  serialize: (value) => parseYear(value),
  parseValue: (value) => parseYear(value),
  parseLiteral: (node) => parseYear(node.kind === Kind.INT ? Number(node.value) : undefined, node),
});
