/** The scalar `Date`: a day of the calendar, without a time. */
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isDay, type Day } from '../day';
import { shorten } from '../text/shorten';
import { RequestError } from './request-error';
import { say } from '../words/message';

function parseDay(value: unknown, node?: ValueNode): Day {
  if (typeof value === 'string' && isDay(value)) return value;
  const what = typeof value === 'string' ? JSON.stringify(shorten(value)) : say`A value that is not a string`;
  throw new RequestError(
    say`${what} is not a day of the calendar. Write a day as YYYY-MM-DD, for example "2020-02-29".`,
    {
      ...(node === undefined ? {} : { nodes: node }),
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

export const DayScalar = new GraphQLScalarType<Day, string>({
  name: 'Date',
  description: 'A day in Viet Nam, written `YYYY-MM-DD`, of the years 1900 to 2999; a string in JSON.',
  serialize: (value) => parseDay(value),
  parseValue: (value) => parseDay(value),
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : undefined, node),
});
