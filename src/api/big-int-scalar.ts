/** The scalar `BigInt`: a whole number that may be larger than an Int holds. It is in answers only. */
import { GraphQLScalarType } from 'graphql';
import { RequestError } from './request-error';
import { say } from '../words/message';

function refuse(): never {
  throw new RequestError(say`No argument takes a BigInt.`);
}

export const BigIntScalar = new GraphQLScalarType<never, string>({
  name: 'BigInt',
  description: 'A whole number of any size, as a string of decimal digits: `"12345678901234567890"`.',
  serialize: (value) => (typeof value === 'bigint' ? value.toString() : refuse()),
  parseValue: refuse,
  parseLiteral: refuse,
});
