/** The scalar `DateTime`: an instant, in RFC 3339. It is in answers only, never in arguments. */
import { GraphQLScalarType } from 'graphql';
import { RequestError } from './request-error';
import { say } from '../words/message';

function refuse(): never {
  throw new RequestError(say`No argument takes a DateTime.`);
}

export const InstantScalar = new GraphQLScalarType<never, string>({
  name: 'DateTime',
  description: 'An instant as RFC 3339 writes it, in UTC: `2020-02-29T01:23:45.678Z`.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : refuse()),
  parseValue: refuse,
  parseLiteral: refuse,
});
