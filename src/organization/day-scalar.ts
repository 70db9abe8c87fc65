/** The scalar `Date`: a day of the calendar, without a time. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isDay, type Day } from '../day';

function parseDay(value: unknown): Day {
  if (typeof value === 'string' && isDay(value)) return value;
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : `A ${typeof value}`;
  throw new GraphQLError(
    `${shown} is not a day of the calendar. Write a day as YYYY-MM-DD, for example "2020-02-29".`,
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

export const DayScalar = new GraphQLScalarType<Day, string>({
  name: 'Date',
  description: 'A day in Viet Nam, written `YYYY-MM-DD`.',
  serialize: (value) => parseDay(value),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : undefined),
});
