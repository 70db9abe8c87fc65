/** The scalar `Month`: a month of the calendar. */
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isMonth } from '../month';
import { shorten } from '../text/shorten';
import { RequestError } from './request-error';
import { say } from '../words/message';

function parseMonth(value: unknown, node?: ValueNode): string {
  if (typeof value === 'string' && isMonth(value)) return value;
  const what = typeof value === 'string' ? JSON.stringify(shorten(value)) : say`A value that is not a string`;
  throw new RequestError(say`${what} is not a month. Write a month as YYYY-MM, for example "2020-03".`, {
    ...(node === undefined ? {} : { nodes: node }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

export const MonthScalar = new GraphQLScalarType<string, string>({
  name: 'Month',
  description: 'A month, written `YYYY-MM`, of the years 1900 to 2999; a string in JSON.',
  serialize: (value) => parseMonth(value),
  parseValue: (value) => parseMonth(value),
  parseLiteral: (node) => parseMonth(node.kind === Kind.STRING ? node.value : undefined, node),
});
